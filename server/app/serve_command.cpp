#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <iostream>
#include <thread>

#include "access/actions.h"
#include "access/request_actor.h"
#include "app/channels.h"
#include "app/commands.h"
#include "app/demo_county.h"
#include "app/modules.h"
#include "app/upkeep.h"
#include "base/text.h"
#include "http/static_files.h"
#include "modules/divisions/divisions.h"
#include "modules/notices/carrier.h"
#include "modules/siting_plans/actions.h"
#include "modules/siting_plans/plan_thread.h"
#include "modules/stations/actions.h"
#include "modules/unions/realm.h"
#include "siting/solver_process.h"

namespace niangjia::app {

namespace {

std::string line_json(const http::AccessLine& line) {
  std::string out = "{\"at\":\"" + system_clock().now().iso() + "\",\"request\":";
  append_json_string(out, line.request_id);
  out += ",\"method\":";
  append_json_string(out, line.method);
  out += ",\"route\":";
  append_json_string(out, line.pattern);
  out += ",\"account\":";
  append_json_string(out, line.account);
  return out + ",\"status\":" + std::to_string(line.status) + ",\"ms\":" + std::to_string(line.milliseconds) +
         ",\"bytes\":" + std::to_string(line.bytes) + "}";
}

struct DemoLogin {
  std::string_view login, name, role;
};
// Only of the demo county, told on the screen; a real county makes its own with `niangjia account`.
constexpr DemoLogin kDemoLogins[] = {
    {"zuzhibu", "演示组织部干部", "county_organiser"}, {"lingdao", "演示领导", "county_leader"},
    {"zhenjie", "演示镇街干部", "township_organiser"}, {"xitong", "演示系统管理员", "system_admin"},
    {"anquan", "演示安全管理员", "security_admin"},    {"shenji", "演示审计管理员", "audit_admin"},
};
constexpr std::string_view kDemoPassword = "Niangjia-demo-1";

Result<void> make_demo_logins(OpenHouse& open, const Actor& actor) {
  TRY(auto place, open.database->read([&](store::ReadTx& tx) -> Result<std::pair<Id, Id>> {
    auto root = unions::root_of(tx, open.realm_id);
    auto children = tx.select<unions::Union>(
        "WHERE realm_id = ? AND level_code = 50 AND status = 'active' ORDER BY tree_path LIMIT 1",
        store::Params{open.realm_id});
    return std::pair<Id, Id>{root ? root->id : 0, children.empty() ? 0 : children.front().id};
  }));
  for (const DemoLogin& demo : kDemoLogins) {
    NewAccount wish{std::string(demo.login), std::string(demo.name), std::string(kDemoPassword), 0, false};
    TRY(Account account, create_account(*open.house, actor, wish));
    RoleWish role;
    role.account_id = account.id;
    role.role = demo.role;
    role.union_id = demo.role == "township_organiser" && place.second ? place.second : place.first;
    role.from_on = system_clock().today();
    TRY([[maybe_unused]] HeldRoleRow held, grant_role(*open.house, actor, role));
  }
  return {};
}

// What the import centre does not take: the county's outline, and the places that could host a station.
Result<void> load_demo_places(OpenHouse& open, const Actor& actor, const std::filesystem::path& folder) {
  CHECK_OK(stations::set_outline(*open.house, actor, demo_outline(), "wgs84"));
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (contains(entry.path().filename().string(), "候选场所"))
      CHECK_OK(siting_plans::take_list(*open.house, actor, siting_plans::PlaceKind::host, entry.path().string(), false));
  return {};
}

// The demo county comes in by the same import that everybody uses.
Result<void> load_demo(OpenHouse& open, CommonOptions common, const ServeCommand& command) {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("niangjia-demo-" + to_hex(random_bytes(6)));
  std::filesystem::create_directories(folder);
  DemoOptions demo;
  demo.folder = folder.string();
  demo.members = command.demo_members;
  std::cerr << "正在生成演示县资料……" << std::endl;
  TRY(auto files, write_demo_county(demo, [](std::string_view, std::int64_t, std::int64_t) {}));
  auto divisions = divisions::DivisionBook::embedded();
  const auto* county = divisions.find(demo.division);
  common.realm =
      !demo.realm.empty() ? demo.realm : (county ? county->name : std::string("演示县")) + "总工会";
  common.division = demo.division;
  CHECK_OK(ensure_realm(open, common, common.realm));
  common.as.clear();
  TRY(Actor actor, acting(open, common));
  ImportCommand import_command;
  import_command.files = files;
  std::string last;
  auto answers =
      import_files(open, actor, import_command, [&](std::string_view file, std::int64_t, std::int64_t) {
        if (file == last) return;
        last = file;
        std::cerr << "正在导入 " << std::filesystem::path(file).filename().string() << std::endl;
      });
  const Result<void> placed = load_demo_places(open, actor, folder);
  std::error_code ec;
  std::filesystem::remove_all(folder, ec);
  for (const auto& answer : answers)
    if (answer.problem) return *answer.problem;
  CHECK_OK(Result<void>(placed));
  return make_demo_logins(open, actor);
}

void add_plain_routes(http::Router& router, const http::Metrics& metrics, House& house,
                      const std::string& openapi) {
  router.add({http::Method::get,
              "/healthz",
              "public",
              "健康检查",
              [&house](const http::Request& r) {
                auto alive = house.database.read([](store::ReadTx& tx) -> Result<bool> {
                  return tx.integer("SELECT 1", store::Params{}).has_value();
                });
                return alive.ok() ? http::json(200, "{\"ok\":true}")
                                  : http::problem(alive.problem(), r.request_id);
              },
              {},
              {},
              {}});
  router.add({http::Method::get,
              "/metrics",
              "public",
              "指标",
              [&metrics](const http::Request& r) {
                if (r.remote_address != "127.0.0.1" && r.remote_address != "::1")
                  return http::problem(refuse(Code::forbidden, "metrics.local_only", "指标只对本机开放。"),
                                       r.request_id);
                http::Response response;
                response.content_type = "text/plain; version=0.0.4; charset=utf-8";
                response.body = metrics.text();
                return response;
              },
              {},
              {},
              {}});
  router.add({http::Method::get,
              "/api/v1/openapi.json",
              "public",
              "接口说明",
              [openapi](const http::Request&) { return http::json(200, openapi); },
              {},
              {},
              {}});
}

void wait_for_signal() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  int signal = 0;
  sigwait(&set, &signal);
}

void block_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

std::string upload_folder_of(const CommonOptions& common) {
  std::string folder = common.db.find("://") == std::string::npos
                           ? common.db + ".files"
                           : (std::filesystem::temp_directory_path() / "niangjia-files").string();
  std::error_code ec;
  std::filesystem::create_directories(folder, ec);
  chmod(folder.c_str(), 0700);
  return std::filesystem::absolute(folder).string();
}

// "https://tiles.example.cn" of a whole address: what pages may load pictures from besides this server.
std::string origin_of(const std::string& address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string::npos) return {};
  return address.substr(0, address.find('/', scheme + 3));
}

}  // namespace

int run_serve(const CommonOptions& common, const ServeCommand& command) {
  block_signals();
  auto connected = read_providers(environment, command.site_address);
  if (!connected.ok()) return tell(connected.problem(), common.json);
  const Providers providers(std::move(*connected));
  auto opened = open_house(common, Opening::read_write, command.threads);
  if (!opened.ok()) return tell(opened.problem(), common.json);
  OpenHouse& open = *opened;
  open.house->site_address = command.site_address;
  open.house->map_tiles = command.map_tiles, open.house->map_datum = command.map_datum;
  bool is_demo = false;
  if (open.realm_id == 0 && command.demo) {
    auto loaded = load_demo(open, common, command);
    if (!loaded.ok()) return tell(loaded.problem(), common.json);
    is_demo = true;
  } else if (auto made = ensure_realm(open, common, "");
             !made.ok() && made.problem().reason != "realm.unnamed") {
    return tell(made.problem(), common.json);
  }
  auto logger = spdlog::stdout_logger_mt("niangjia");
  logger->set_pattern("%v");
  auto metrics = http::make_metrics();
  std::string folder = upload_folder_of(common);
  census::JobThread jobs(*open.house);
  http::Router router;
  add_all_routes(router, *open.house, jobs, folder, providers, command.is_behind_tls);
  add_plain_routes(router, *metrics, *open.house, openapi_document(router));
  metrics->gauge("niangjia_writer_queue", [&] { return static_cast<double>(open.database->waiting()); });
  http::StaticFiles files = http::make_static_files(embedded_pages());
  http::ServerOptions options;
  options.address = command.address;
  options.port = static_cast<std::uint16_t>(command.port);
  options.worker_threads = command.threads;
  options.temporary_folder = folder;
  options.files = &files;
  options.session_cookie = kSessionCookie;
  options.image_source = origin_of(command.map_tiles);
  http::Server server(router, options, *metrics,
                      [&](const http::AccessLine& line) { logger->info("{}", line_json(line)); });
  auto port = server.start();
  if (!port.ok()) return tell(port.problem(), common.json);
  Upkeep upkeep(*open.house, open.realm_id);
  siting_plans::PlanThread plans(*open.house, open.realm_id, [](const std::string& problem, const std::function<bool()>& go_on) {
    return siting::solve_apart("/proc/self/exe", problem, go_on);
  });
  notices::Carrier carrier(*open.house, open.realm_id, connected_channels());
  if (open.realm_id != 0)
    if (auto machine = acting(open, CommonOptions{}); machine.ok()) jobs.resume_all(open.realm_id, *machine);
  std::cerr << "娘家已启动：http://" << command.address << ":" << *port << "\n";
  if (is_demo || command.demo) {
    std::cerr << "演示账号（密码均为 " << kDemoPassword << "）：\n";
    for (const DemoLogin& demo : kDemoLogins) std::cerr << "  " << demo.login << "  " << demo.name << "\n";
  }
  std::cerr << std::flush;
  wait_for_signal();
  server.stop();
  (void)open.database->checkpoint();
  return 0;
}

int run_demo_data(const CommonOptions& common, const DemoCommand& command) {
  DemoOptions demo;
  demo.folder = command.folder;
  demo.members = command.members;
  demo.seed = command.seed;
  if (!common.realm.empty()) demo.realm = common.realm;
  if (!common.division.empty()) demo.division = common.division;
  std::error_code ec;
  std::filesystem::create_directories(demo.folder, ec);
  bool on_terminal = isatty(STDERR_FILENO) != 0;
  auto files = write_demo_county(demo, [&](std::string_view step, std::int64_t done, std::int64_t total) {
    if (on_terminal) std::cerr << "\r" << step << " " << done << "/" << total << "   " << std::flush;
  });
  if (on_terminal) std::cerr << "\n";
  if (!files.ok()) return tell(files.problem(), common.json);
  std::string out = "{\"files\":[";
  for (std::size_t i = 0; i < files->size(); ++i) {
    if (i) out += ',';
    append_json_string(out, (*files)[i]);
    if (!common.json) std::cout << (*files)[i] << "\n";
  }
  if (common.json) std::cout << out << "]}" << std::endl;
  return 0;
}

namespace {

// The route table without a database behind it: handlers are never called.
template <class Use>
int with_routes(Use use) {
  CommonOptions common;
  common.db =
      (std::filesystem::temp_directory_path() / ("niangjia-doc-" + to_hex(random_bytes(6)) + ".db")).string();
  auto open = open_house(common, Opening::read_write, 1);
  if (!open.ok()) return tell(open.problem(), false);
  {
    census::JobThread jobs(*open->house);
    http::Router router;
    const Providers none;
    add_all_routes(router, *open->house, jobs, "/tmp", none);
    use(router);
  }
  open->database.reset();
  for (std::string_view suffix : {"", "-wal", "-shm", ".keys"}) {
    std::error_code ec;
    std::filesystem::remove(common.db + std::string(suffix), ec);
  }
  return 0;
}

}  // namespace

int print_openapi() {
  return with_routes([](const http::Router& router) { std::cout << openapi_document(router); });
}

int print_typescript() {
  std::cout << "// Made by tools/gen from the declarations of the server. Do not edit.\n\n";
  for (const auto* shape : wire_shapes()) std::cout << record::typescript_interface(*shape) << "\n";
  return 0;
}

}  // namespace niangjia::app
