#include <cstdio>
#include <filesystem>
#include <iostream>

#include "access/journal.h"
#include "app/check_store.h"
#include "app/commands.h"
#include "base/text.h"
#include "modules/figures/query.h"
#include "modules/unions/realm.h"

namespace niangjia::app {

namespace {

Result<std::optional<Date>> day_of(const std::string& text, std::string_view name) {
  if (text.empty()) return std::optional<Date>();
  auto day = Date::parse_iso(text);
  if (!day) return refuse(Code::invalid, "usage.date", "--" + std::string(name) + " 应为日期，如 2021-11-12。");
  return day;
}

std::string json_text(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

int run_figures(const CommonOptions& common, const FiguresCommand& command) {
  auto open = open_house(common, Opening::must_exist);
  if (!open.ok()) return tell(open.problem(), common.json);
  auto actor = acting(*open, common);
  if (!actor.ok()) return tell(actor.problem(), common.json);
  auto from = day_of(command.from, "from"), to = day_of(command.to, "to");
  if (!from.ok()) return tell(from.problem(), common.json), 2;
  if (!to.ok()) return tell(to.problem(), common.json), 2;
  auto text = figures::figures_json(*open->house, *actor, command.union_words, *from, *to, command.by);
  if (!text.ok()) return tell(text.problem(), common.json);
  std::cout << *text << std::endl;
  return 0;
}

int run_check(const CommonOptions& common) {
  auto open = open_house(common, Opening::must_exist);
  if (!open.ok()) return tell(open.problem(), common.json);
  auto realms = open->database->read([](store::ReadTx& tx) -> Result<std::vector<Id>> { return unions::list_realms(tx); });
  if (!realms.ok()) return tell(realms.problem(), common.json);
  std::vector<std::string> violations;
  for (Id realm : *realms) {
    auto identities = figures::check_identities(*open->house, realm);
    if (!identities.ok()) return tell(identities.problem(), common.json);
    auto references = reference_violations(*open->database, realm);
    if (!references.ok()) return tell(references.problem(), common.json);
    violations.insert(violations.end(), identities->begin(), identities->end());
    violations.insert(violations.end(), references->begin(), references->end());
  }
  if (common.json) {
    std::string out = std::string("{\"ok\":") + (violations.empty() ? "true" : "false") + ",\"violations\":[";
    for (std::size_t i = 0; i < violations.size(); ++i) {
      if (i) out += ',';
      append_json_string(out, violations[i]);
    }
    std::cout << out << "]}" << std::endl;
  } else {
    for (const auto& v : violations) std::cout << v << "\n";
    std::cout << (violations.empty() ? "各项核对一致。" : "核对发现问题，请联系系统管理员。") << std::endl;
  }
  return violations.empty() ? 0 : 1;
}

int run_verify(const CommonOptions& common) {
  auto open = open_house(common, Opening::must_exist);
  if (!open.ok()) return tell(open.problem(), common.json);
  auto verified = verify_journal(*open->database, open->realm_id);
  if (!verified.ok()) return tell(verified.problem(), common.json);
  if (!common.json) {
    std::cout << (verified->ok() ? "操作日志完好，共 " : "操作日志被改动过，请立即报告审计管理员：共 ") << verified->rows << " 行，不符 "
              << verified->wrong_rows << " 行，根 " << verified->root << std::endl;
    return verified->ok() ? 0 : 1;
  }
  std::cout << "{\"ok\":" << (verified->ok() ? "true" : "false") << ",\"rows\":" << verified->rows
            << ",\"wrong_rows\":" << verified->wrong_rows << ",\"root\":\"" << verified->root << "\"}" << std::endl;
  return verified->ok() ? 0 : 1;
}

int run_backup(const CommonOptions& common, const std::string& target) {
  auto open = open_house(common, Opening::must_exist);
  if (!open.ok()) return tell(open.problem(), common.json);
  std::error_code ec;
  if (std::filesystem::exists(target, ec))
    return tell(refuse(Code::conflict, "backup.exists", "文件 " + target + " 已存在，请换一个名称，备份不会覆盖旧文件。"), common.json);
  std::string part = target + ".part";
  if (std::FILE* file = std::fopen(part.c_str(), "wb")) std::fclose(file);
  else return tell(refuse(Code::unavailable, "backup.cannot_write",
                          "不能在 " + target + " 处写备份，请检查文件夹是否存在、是否可以写入。"), common.json);
  std::filesystem::remove(part, ec);
  auto copied = open->database->copy_to_file(part);
  if (!copied.ok()) {
    std::filesystem::remove(part, ec);
    return tell(copied.problem(), common.json);
  }
  std::filesystem::permissions(part, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ec);
  std::filesystem::rename(part, target, ec);
  if (ec) return tell(refuse(Code::unavailable, "backup.rename", "备份文件没有写成，请检查目录权限。"), common.json);
  if (common.json) std::cout << "{\"ok\":true,\"file\":" << json_text(target) << "}" << std::endl;
  else std::cout << "已备份到 " << target << "。密钥文件不在备份中，请另行妥善保存。" << std::endl;
  return 0;
}

int run_restore(const CommonOptions& common, const std::string& source) {
  std::error_code ec;
  if (!std::filesystem::exists(source, ec))
    return tell(refuse(Code::not_found, "restore.missing", "找不到备份文件 " + source + "。"), common.json);
  auto open = open_house(common, Opening::read_write);
  if (!open.ok()) return tell(open.problem(), common.json);
  store::Options read_only;
  read_only.read_only = true;
  read_only.create = false;
  auto backup = store::Database::open(source, read_only);
  if (!backup.ok()) return tell(backup.problem(), common.json);
  auto restored = store::copy_everything(**backup, *open->database);
  if (!restored.ok()) return tell(restored.problem(), common.json);
  if (common.json) std::cout << "{\"ok\":true,\"rows\":" << *restored << "}" << std::endl;
  else std::cout << "已恢复 " << *restored << " 行。" << std::endl;
  return 0;
}

}  // namespace niangjia::app
