// niangjia: one program. See --help of each command; exit codes: 0 done, 1 refused or violations found, 2 wrong usage,
// 3 unavailable (try again), 4 internal error.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "app/commands.h"
#include "app/modules.h"

using namespace niangjia::app;

namespace {

void add_common(CLI::App* command, CommonOptions& o) {
  command->add_option("--db", o.db, "数据库：文件路径（SQLite）或 postgresql:// 地址")->capture_default_str();
  command->add_option("--keys", o.keys, "密钥文件（默认在数据库文件旁）");
  command->add_option("--realm", o.realm, "本级总工会名称，如 柯桥区总工会");
  command->add_option("--division", o.division, "区划代码，如 330603");
  command->add_option("--as", o.as, "以哪个账号办理（默认：本机操作员）");
  command->add_option("--node", o.node, "节点号 0–1023（同一数据库的多个服务器各用一个）")
      ->check(CLI::Range(0, 1023));
  command->add_flag("--json", o.json, "输出 JSON");
}

// Looking after the database itself.
void add_ground_commands(CLI::App& app, CommonOptions& common, std::string& file, int& exit_code) {
  auto* check = app.add_subcommand("check", "核对全部恒等关系和引用");
  add_common(check, common);
  check->callback([&] { exit_code = run_check(common); });
  auto* verify = app.add_subcommand("verify", "重算操作日志的叶哈希和根");
  add_common(verify, common);
  verify->callback([&] { exit_code = run_verify(common); });

  auto* backup = app.add_subcommand("backup", "备份到一个文件（运行中也可以）");
  add_common(backup, common);
  backup->add_option("file", file, "备份文件")->required();
  backup->callback([&] { exit_code = run_backup(common, file); });
  auto* restore = app.add_subcommand("restore", "从备份文件恢复到空数据库");
  add_common(restore, common);
  restore->add_option("file", file, "备份文件")->required();
  restore->callback([&] { exit_code = run_restore(common, file); });
}

void add_account(CLI::App& app, CommonOptions& common, AccountCommand& command, int& exit_code) {
  auto* account = app.add_subcommand("account", "账号：create role password totp（解除动态口令） unlock");
  add_common(account, common);
  account->add_option("act", command.act, "办什么")->required()->check(
      CLI::IsMember({"create", "role", "password", "totp", "unlock"}));
  account->add_option("--login", command.login, "登录名")->required();
  account->add_option("--name", command.name, "姓名");
  account->add_option("--password", command.password, "密码");
  account->add_option("--role", command.role, "角色代码");
  account->add_option("--union", command.union_words, "在哪个工会任职");
  account->callback([&] { exit_code = run_account(common, command); });
}

void add_notices(CLI::App& app, CommonOptions& common, NoticesCommand& command, int& exit_code) {
  auto* notices = app.add_subcommand("notices", "查看通知发件箱（含内容）");
  add_common(notices, common);
  notices->add_option("--to", command.to, "只看发给这个手机号或邮箱的");
  notices->add_option("--limit", command.limit, "最近多少条")->capture_default_str()->check(CLI::Range(1, 1'000'000));
  notices->callback([&] { exit_code = run_notices(common, command); });
}

void add_site(CLI::App& app, SiteCommand& command, int& exit_code) {
  auto* site = app.add_subcommand("site", "下一批站点建在哪里：解一个选址问题文件（mclp、lscp、p-median）");
  site->add_option("file", command.file, "问题文件（JSON 或 pmed 格式），- 为标准输入")->required();
  site->add_option("--seconds", command.seconds, "最多算多少秒")->check(CLI::Range(0.1, 36'000.0));
  site->add_flag("--only-best", command.only_best, "不找第二好的方案");
  site->add_flag("--json", command.json, "输出 JSON");
  site->add_flag("--with-parent", command.with_parent, "启动它的程序停了就停")->group("");
  site->callback([&] { exit_code = run_site(command); });
}

void add_serve(CLI::App& app, CommonOptions& common, ServeCommand& serve_command, int& exit_code) {
  auto* serve = app.add_subcommand("serve", "启动服务");
  add_common(serve, common);
  serve->add_option("--address", serve_command.address, "监听地址")->capture_default_str();
  serve->add_option("--port", serve_command.port, "端口，0 为任意空闲端口")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535));
  serve->add_option("--threads", serve_command.threads, "工作线程数")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  serve->add_flag("--demo,!--no-demo", serve_command.demo, "空数据库时载入演示县");
  serve->add_option("--demo-members", serve_command.demo_members, "演示县会员数");
  serve->add_option("--site", serve_command.site_address, "对外网址，如 https://gh.example.gov.cn，印在二维码和短信里")
      ->envname("NIANGJIA_SITE");
  serve->add_option("--map-tiles", serve_command.map_tiles,
                    "地图底图地址，如 https://瓦片服务/{z}/{x}/{y}.png；不填则只画本县轮廓和站点")
      ->envname("NIANGJIA_MAP_TILES");
  serve->add_option("--map-datum", serve_command.map_datum, "底图的坐标系：gcj02（高德、腾讯）或 wgs84（天地图）")
      ->envname("NIANGJIA_MAP_DATUM")
      ->check(CLI::IsMember({"gcj02", "wgs84"}));
  serve->add_flag("--behind-tls", serve_command.is_behind_tls,
                  "前面有 HTTPS 代理：登录 Cookie 只经加密连接发送（Secure）");
  serve->callback([&] { exit_code = run_serve(common, serve_command); });
}

// What CLI11 says in English, for people who read Chinese; its own words follow, for they name the option.
std::string_view usage_sentence(const CLI::ParseError& error) {
  const std::string name = error.get_name();
  if (name == "RequiredError") return "缺少必填的命令、选项或文件";
  if (name == "ExtrasError") return "有不认识的命令、选项或多余的内容";
  if (name == "ValidationError") return "选项的值不在允许的范围内";
  if (name == "ConversionError") return "选项的值写法不对";
  if (name == "ArgumentMismatch") return "选项后面缺少值，或值的个数不对";
  return "命令写法不对";
}

int tell_usage(const CLI::App& app, const CLI::ParseError& error, bool json) {
  std::string which = "niangjia";
  for (const CLI::App* command : app.get_subcommands()) which += " " + command->get_name();
  const std::string sentence = std::string(usage_sentence(error)) + "（" + error.what() + "）。用法见 " + which + " --help。";
  return tell(niangjia::refuse(niangjia::Code::invalid, "usage", sentence), json), 2;
}

bool asks_for_json(int argc, char** argv) {
  return std::any_of(argv, argv + argc, [](std::string_view word) { return word == "--json"; });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"娘家：工会工作平台"};
  app.require_subcommand(1);
  app.set_version_flag("--version", "0.1.0");
  app.footer("退出码：0 完成；1 被拒绝或核对有误；2 用法不对；3 暂不可用；4 内部错误");
  CommonOptions common;
  ImportCommand import_command;
  FiguresCommand figures_command;
  AccountCommand account_command;
  DemoCommand demo_command;
  ServeCommand serve_command;
  NoticesCommand notices_command;
  SiteCommand site_command;
  std::string file;
  int exit_code = 0;
  add_all_access_rows();

  auto* import = app.add_subcommand("import", "导入工作簿或 CSV");
  add_common(import, common);
  import->add_option("--kind", import_command.kind, "表种：outlets roster unions coverage members standing");
  import->add_flag("--dry-run", import_command.dry_run, "只检查，不写入");
  import->add_option("--report-folder", import_command.report_folder, "结果表放在哪里");
  import->add_option("files", import_command.files, "文件")->required();
  import->callback([&] { exit_code = run_import(common, import_command); });

  auto* figures = app.add_subcommand("figures", "统计数字");
  add_common(figures, common);
  figures->add_option("--union", figures_command.union_words, "工会名称或编号，或镇街名称、代码");
  figures->add_option("--from", figures_command.from, "起 YYYY-MM-DD");
  figures->add_option("--to", figures_command.to, "止 YYYY-MM-DD");
  figures->add_option("--by", figures_command.by, "month union township category");
  figures->callback([&] { exit_code = run_figures(common, figures_command); });

  add_ground_commands(app, common, file, exit_code);
  add_account(app, common, account_command, exit_code);
  auto* demo = app.add_subcommand("demo-data", "生成虚构的演示县资料");
  add_common(demo, common);
  demo->add_option("--out", demo_command.folder, "放在哪个文件夹")->required();
  demo->add_option("--members", demo_command.members, "会员数")->check(CLI::Range(1000, 20'000'000));
  demo->add_option("--seed", demo_command.seed, "随机种子");
  demo->callback([&] { exit_code = run_demo_data(common, demo_command); });

  add_notices(app, common, notices_command, exit_code);
  add_site(app, site_command, exit_code);
  add_serve(app, common, serve_command, exit_code);

  app.add_subcommand("openapi", "打印接口说明（OpenAPI 3.1）")->callback([&] { exit_code = print_openapi(); });
  app.add_subcommand("typescript", "打印前端类型")->callback([&] { exit_code = print_typescript(); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return e.get_exit_code() == 0 ? app.exit(e) : tell_usage(app, e, asks_for_json(argc, argv));
  } catch (const std::exception& e) {
    std::cerr << "内部错误：" << e.what() << std::endl;
    return 4;
  } catch (const niangjia::store::Failure& f) {
    return tell(niangjia::store::problem_of(f), common.json);
  }
  return exit_code;
}
