#include "access/taken_list.h"

#include <cctype>
#include <filesystem>

#include "access/disclosure.h"
#include "access/store.h"

namespace niangjia {

namespace {

constexpr int kPart = 200;

std::string china_time(Instant at) {
  if (at.ms == 0) return {};
  std::string text = Instant{at.ms + 8 * 3600 * 1000}.iso().substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string role_label(const std::string& code) {
  const Role* role = find_role(code);
  return role ? std::string(role->label) : code;
}

// 镇街工会干部（柯岩街道总工会，2021-03-01 起）
std::string roles_text(const std::vector<access_store::NamedRole>& held, Id account_id) {
  std::string out;
  for (const auto& one : held) {
    if (one.row.account_id != account_id) continue;
    out += (out.empty() ? "" : "；") + role_label(one.row.role) + "（" + one.union_name + "，" +
           one.row.from_on.iso() + (one.row.to_on ? " 至 " + one.row.to_on->iso() : " 起") + "）";
  }
  return out;
}

// One page of rows after another, all of one snapshot. `load` gives the next page, empty at the end.
template <class Row, class Load, class Fill>
Result<sheet::WrittenBook> write_pages(std::string_view title, const Taking& taking,
                                const std::vector<sheet::BookColumn>& columns, Load load, Fill fill) {
  std::vector<Row> page;
  std::size_t at = 0;
  return sheet::write_book(title, taking.note(), taking.watermark(), columns, [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
    if (at == page.size()) page = load(), at = 0;
    if (page.empty()) return false;
    for (const auto& column : columns) cells.push_back(fill(column, page[at]));
    ++at;
    return true;
  });
}

sheet::OutCell account_cell(const sheet::BookColumn& column, const Account& account, Instant now,
                            const std::vector<access_store::NamedRole>& held) {
  if (column.field) return sheet::book_cell(*column.field, &account);
  if (column.key == "created_at") return sheet::text_cell(china_time(account.created_at));
  if (column.key == "status")
    return sheet::text_cell(account.is_disabled ? "已停用" : account.locked_until > now ? "已锁定" : "正常");
  return sheet::text_cell(roles_text(held, account.id));
}

sheet::OutCell journal_cell(const sheet::BookColumn& column, const JournalRow& row) {
  if (column.key == "at") return sheet::text_cell(china_time(row.at));
  if (column.key == "role") return sheet::text_cell(role_label(row.role));
  if (column.key == "action") return sheet::text_cell(action_label(row.action));
  if (column.key == "subject_id")
    return sheet::text_cell(row.subject_id ? id_to_wire("obj", row.subject_id) : std::string());
  return sheet::book_cell(*column.field, &row);
}

}  // namespace

Taking::Taking(House& house, const Actor& actor)
    : house_(house), id_(house.ids.next()), at_(house.clock.now()), who_(actor.name) {
  if (!actor.login.empty()) who_ += "（" + actor.login + "）";
}

std::string Taking::number() const { return id_to_wire("jrn", id_); }

sheet::Watermark Taking::watermark() const {
  return {"导出人：" + who_ + "　导出时间：" + china_time(at_) + "（北京时间）", "编号：" + number()};
}

std::string Taking::note() const {
  const sheet::Watermark mark = watermark();
  return mark.taken + "　" + mark.number + "　内部资料，请勿外传";
}

void Taking::journal(store::WriteTx& tx, const Permit& permit, JournalEntry entry, std::int64_t rows,
                     DisclosureKind kind) const {
  const std::string rows_text = taken_rows_text(rows);
  entry.after = rows_text;
  entry.disclosed = {kind, rows};
  write_journal(tx, permit, id_, at_, entry);
}

Result<void> Taking::journal(const Scope& scope, std::string_view subject_kind, std::string_view reason,
                             std::int64_t rows) const {
  return house_.database.write([&](store::WriteTx& tx) -> Result<void> {
    std::string_view place = scope.paths().empty() ? std::string_view() : scope.paths().front();
    journal(tx, scope.permit(), {subject_kind, 0, place, {}, {}, reason}, rows);
    return {};
  });
}

Result<std::string> Taking::journalled(const Scope& scope, std::string_view subject_kind, std::string_view reason,
                                       const sheet::WrittenBook& book) const {
  auto written = journal(scope, subject_kind, reason, book.rows);
  if (written.ok()) return book.path;
  std::error_code ignored;
  std::filesystem::remove(book.path, ignored);
  return std::move(written).problem();
}

http::Response workbook_response(const Result<std::string>& path, const http::Request& request,
                                 std::string_view name) {
  if (!path.ok()) return http::problem(path.problem(), request.request_id);
  http::Response response;
  response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.file = *path;
  response.remove_file_after = true;
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + std::string(name) + ".xlsx\"");
  return response;
}

Result<std::string> take_accounts(House& house, const Actor& actor, std::string_view columns, std::string_view words,
                                  std::string_view role) {
  Scope scope = visible(actor, "accounts.read");
  const Instant now = house.clock.now();
  const access_store::AccountFilter filter{std::string(words), std::string(role), now.day_in_china()};
  const Taking taking(house, actor);
  // A list without the roles would be of no use.
  const bool has_roles = columns.find("roles") != std::string_view::npos;
  const std::string asked = columns.empty() || has_roles ? std::string(columns) : std::string(columns) + ",roles";
  auto chosen = sheet::book_columns(
      account_shape, {{"status", "状态"}, {"created_at", "建立时间"}, {"roles", "所任角色"}}, asked);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    Id after = 0;
    std::vector<access_store::NamedRole> held;
    auto load = [&] {
      auto page = access_store::list_accounts(tx, scope, after, kPart, filter);
      std::vector<Id> ids;
      for (const Account& account : page) ids.push_back(account.id);
      held = access_store::roles_of_accounts(tx, scope, ids);
      if (!page.empty()) after = page.back().id;
      return page;
    };
    return write_pages<Account>("账号", taking, chosen, load, [&](const auto& column, const Account& a) {
      return account_cell(column, a, now, held);
    });
  }));
  return taking.journalled(scope, "account", "导出账号列表", book);
}

Result<std::string> take_journal(House& house, const Actor& actor, const Scope& scope, JournalQuery query,
                                 std::string_view columns) {
  const Taking taking(house, actor);
  std::vector<sheet::BookColumn> chosen =
      sheet::book_columns(journal_shape, {{"at", "时间"}, {"subject_id", "对象编号"}}, columns);
  query.limit = kPart;
  query.before_id = 0;
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    bool is_over = false;
    auto load = [&] {
      JournalPage page;
      if (!is_over) page = access_store::list_journal(tx, scope, query);
      query.before_id = page.next_before_id;
      is_over = page.next_before_id == 0;
      return std::move(page.rows);
    };
    return write_pages<JournalRow>("操作日志", taking, chosen, load, journal_cell);
  }));
  return taking.journalled(scope, "journal", "导出操作日志", book);
}

namespace {

// RFC 5987: a name outside ASCII, each byte as %XX.
std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    if (std::isalnum(c) || c == '.' || c == '-' || c == '_') out += static_cast<char>(c);
    else out += {'%', digits[c >> 4], digits[c & 15]};
  }
  return out;
}

}  // namespace

http::Response file_response(std::string bytes, std::string_view content_type, std::string_view name) {
  http::Response response;
  response.content_type = content_type;
  response.body = std::move(bytes);
  auto dot = name.rfind('.');
  std::string plain = "file" + std::string(dot == std::string_view::npos ? "" : name.substr(dot));
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" +
                                                           percent_encoded(name));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace niangjia
