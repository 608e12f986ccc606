#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>

#include "access/session.h"
#include "app/options.h"
#include "base/text.h"
#include "modules/divisions/divisions.h"
#include "modules/unions/realm.h"

namespace niangjia::app {

namespace {

bool is_postgres(const std::string& db) {
  return db.starts_with("postgresql://") || db.starts_with("postgres://");
}

std::string state_folder() {
  if (const char* state = std::getenv("XDG_STATE_HOME")) return std::string(state) + "/niangjia";
  const char* home = std::getenv("HOME");
  return std::string(home ? home : "/tmp") + "/.local/state/niangjia";
}

std::string key_file_of(const CommonOptions& options) {
  if (!options.keys.empty()) return options.keys;
  if (const char* keys = std::getenv("NIANGJIA_KEYS")) return keys;
  if (!is_postgres(options.db)) return options.db + ".keys";
  return state_folder() + "/postgres.keys";
}

int node_of(const CommonOptions& options) {
  if (options.node >= 0) return options.node % 1024;
  std::random_device random;
  return static_cast<int>(random() % 1024);
}

}  // namespace

Result<OpenHouse> open_house(const CommonOptions& options, Opening opening, int connections) {
  OpenHouse open;
  std::error_code ec;
  bool exists = is_postgres(options.db) || std::filesystem::exists(options.db, ec);
  if (!exists && opening == Opening::must_exist)
    return refuse(Code::not_found, "store.missing",
                  "找不到数据库文件 " + options.db + "，请检查 --db 的路径。");
  auto folder = std::filesystem::path(options.db).parent_path();
  if (!is_postgres(options.db) && !folder.empty()) std::filesystem::create_directories(folder, ec);
  std::string keys = key_file_of(options);
  if (auto key_folder = std::filesystem::path(keys).parent_path(); !key_folder.empty())
    std::filesystem::create_directories(key_folder, ec);
  store::Options store_options;
  store_options.readers = is_postgres(options.db) ? connections * 2 : connections;
  TRY(open.database, store::Database::open(options.db, store_options));
  TRY([[maybe_unused]] bool migrated, open.database->write([](store::WriteTx& tx) -> Result<bool> {
    CHECK_OK(store::migrate(tx, embedded_migrations()));
    return true;
  }));
  TRY(open.vault, Vault::open(keys, CipherSuite::aes_256_gcm, true));
  open.ids = std::make_unique<IdMaker>(system_clock(), node_of(options));
  open.house = std::make_unique<House>(House{*open.database, *open.vault, system_clock(), *open.ids});
  TRY(open.realm_id, open.database->read([&](store::ReadTx& tx) -> Result<Id> {
    return unions::find_realm(tx, options.realm);
  }));
  return open;
}

Result<void> ensure_realm(OpenHouse& open, const CommonOptions& options, std::string_view name_from_file) {
  if (open.realm_id != 0) return {};
  std::string name = options.realm.empty() ? std::string(name_from_file) : options.realm;
  if (name.empty())
    return refuse(
        Code::invalid, "realm.unnamed",
        "数据库中还没有本级总工会，请用 --realm 柯桥区总工会 --division 330603 说明名称和区划代码。");
  std::string division = options.division;
  if (division.empty()) {
    auto book = divisions::DivisionBook::embedded();
    std::string county =
        name.ends_with("总工会") ? name.substr(0, name.size() - std::string("总工会").size()) : name;
    if (const auto* d = book.find_county(county)) division = d->code;
  }
  TRY(open.realm_id, open.database->write([&](store::WriteTx& tx) -> Result<Id> {
    return unions::create_realm(tx, *open.ids, system_clock().now(), name, division);
  }));
  return {};
}

Result<Actor> acting(OpenHouse& open, const CommonOptions& options) {
  if (!options.as.empty()) return actor_of_login(*open.house, options.as);
  if (open.realm_id == 0)
    return refuse(Code::not_found, "realm.missing",
                  "数据库中还没有本级总工会，请先导入资料或用 --realm 指明。");
  return open.database->read([&](store::ReadTx& tx) -> Result<Actor> {
    auto root = unions::root_of(tx, open.realm_id);
    return Actor::machine_operator(open.realm_id, root ? root->tree_path : "");
  });
}

int exit_code_of(const Problem& problem) {
  switch (problem.code) {
    case Code::internal:
      return 4;
    case Code::unavailable:
      return 3;
    default:
      return 1;
  }
}

int tell(const Problem& problem, bool json) {
  if (json) {
    std::string out = "{\"error\":{\"reason\":";
    append_json_string(out, problem.reason);
    out += ",\"message\":";
    append_json_string(out, problem.message);
    out += "}}";
    std::cout << out << std::endl;
  }
  std::cerr << problem.message << std::endl;
  if (problem.code == Code::internal && !problem.inside.text.empty())
    std::cerr << problem.inside.text << std::endl;
  return exit_code_of(problem);
}

}  // namespace niangjia::app
