#include "access/routes.h"

#include "access/actions.h"
#include "access/list_question.h"
#include "access/request_actor.h"
#include "access/store.h"
#include "access/taken_list.h"
#include "access/wire.h"
#include "base/text.h"

namespace niangjia {

namespace {

using http::Method;
using http::Request;
using http::Response;

Response told(const Problem& problem, const Request& request) {
  return http::problem(problem, request.request_id);
}

Response done(const Result<void>& outcome, const Request& request) {
  return outcome.ok() ? http::no_content() : told(outcome.problem(), request);
}

Response answered(const Result<std::string>& body, const Request& request, int status = 200) {
  return body.ok() ? http::json(status, *body) : told(body.problem(), request);
}

Result<Id> id_in(const Request& request, std::string_view name, std::string_view prefix) {
  auto it = request.parameters.find(std::string(name));
  auto id = it == request.parameters.end() ? std::nullopt : id_from_wire(prefix, it->second);
  if (!id) return refuse(Code::not_found, "access.bad_id", "地址中的编号不正确，请从列表中打开。");
  return *id;
}

template <class T>
std::string item_json(const T& row) {
  return record::to_json(row);
}
// What was done is told in words: a page shows no grants.
std::string item_json(const JournalRow& row) {
  std::string label = "\"action_label\":";
  append_json_string(label, action_label(row.action));
  return record::to_json(row, nullptr, label);
}

template <class T>
std::string page_json(const std::vector<T>& rows, std::string_view prefix, Id next) {
  std::string out = "{\"items\":[";
  for (std::size_t i = 0; i < rows.size(); ++i) out += (i ? "," : "") + item_json(rows[i]);
  out += "],\"next\":";
  if (next)
    append_json_string(out, id_to_wire(prefix, next));
  else
    out += "null";
  return out + "}";
}

Result<int> limit_in(const Request& request) {
  std::string text = request.query_value("limit");
  if (text.empty()) return 50;
  auto count = text.size() > 4 ? WrittenCount{} : read_count(text);
  if (!count.ok || count.value < 1 || count.value > 200)
    return refuse(Code::invalid, "page.limit", "limit 应为 1 到 200 的整数。");
  return static_cast<int>(count.value);
}

Result<Id> after_in(const Request& request, std::string_view prefix) {
  std::string text = request.query_value("after");
  if (text.empty()) return Id{0};
  auto id = id_from_wire(prefix, text);
  if (!id) return refuse(Code::invalid, "page.after", "after 不正确，请从第一页重新翻。");
  return *id;
}

// --- session ---
Response enter(House& house, bool is_behind_tls, const Request& request) {
  auto body = record::from_json<LoginBody>(request.body);
  if (!body.ok()) return told(body.problem(), request);
  auto session = login(house, {body->login, body->password, body->totp, request.remote_address});
  if (!session.ok()) return told(session.problem(), request);
  Response response = answered(session_json(house, *session), request);
  response.headers.emplace_back("Set-Cookie",
                                cookie_line(kSessionCookie, request, is_behind_tls, session->token, kSessionLife_ms / 1000));
  response.account = id_to_wire("acc", session->account.id);
  return response;
}

Response leave(House& house, bool is_behind_tls, const Request& request) {
  auto session = session_of(house, request);
  if (!session.ok()) return told(session.problem(), request);
  Response response = done(logout(house, request.cookies.at(std::string(kSessionCookie))), request);
  response.headers.emplace_back("Set-Cookie", cookie_line(kSessionCookie, request, is_behind_tls, "", 0));
  return response;
}

Response show_session(House& house, const Request& request) {
  auto session = session_of(house, request);
  if (!session.ok()) return told(session.problem(), request);
  return answered(session_json(house, *session), request);
}

Response change_password(House& house, const Actor& actor, const Request& request) {
  auto body = record::from_json<PasswordBody>(request.body);
  if (!body.ok()) return told(body.problem(), request);
  return done(change_own_password(house, actor, body->old_password, body->new_password), request);
}

Result<std::string> enrol(House& house, const Actor& actor, const Request& request) {
  TRY(TotpBody body, record::from_json<TotpBody>(request.body));
  TRY(TotpSecret secret, enrol_totp(house, actor, body.password, body.code));
  std::string out = "{\"secret\":";
  append_json_string(out, secret.base32);
  out += ",\"uri\":";
  append_json_string(out, secret.uri);
  return out + "}";
}

Result<void> confirm(House& house, const Actor& actor, const Request& request) {
  TRY(TotpBody body, record::from_json<TotpBody>(request.body));
  return confirm_totp(house, actor, body.code);
}

// --- accounts ---
Result<access_store::AccountFilter> account_filter(const Request& request, Date today) {
  access_store::AccountFilter filter;
  filter.today = today;
  TRY(filter.words, read_words(request.query, "q"));
  filter.role = request.query_value("role");
  if (!filter.role.empty() && !find_role(filter.role)) return refuse(Code::invalid, "access.unknown_role", "没有这种角色，请从列表中选择。");
  return filter;
}

// Each with the roles that it holds inside the actor's scope, today or later.
Result<std::string> list_of_accounts(House& house, const Actor& actor, const Request& request) {
  TRY(int limit, limit_in(request));
  TRY(Id after, after_in(request, "acc"));
  const Date today = house.clock.today();
  TRY(const access_store::AccountFilter filter, account_filter(request, today));
  Scope scope = visible(actor, "accounts.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto rows = access_store::list_accounts(tx, scope, after, limit + 1, filter);
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<Id> ids;
    for (const Account& account : rows) ids.push_back(account.id);
    std::map<Id, std::string> roles;
    for (const access_store::NamedRole& one : access_store::roles_of_accounts(tx, scope, ids)) {
      if (one.row.to_on && *one.row.to_on < today) continue;
      std::string name = "\"union_name\":";
      append_json_string(name, one.union_name);
      std::string& list = roles[one.row.account_id];
      list += (list.empty() ? "" : ",") + record::to_json(one.row, nullptr, name);
    }
    std::vector<std::string> items;
    for (const Account& account : rows) items.push_back(record::to_json(account, nullptr, "\"roles\":[" + roles[account.id] + "]"));
    return niangjia::page_json(items, more ? id_to_wire("acc", rows.back().id) : "");
  });
}

Result<std::string> one_account(House& house, const Actor& actor, const Request& request) {
  TRY(Id id, id_in(request, "id", "acc"));
  Scope scope = visible(actor, "accounts.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto rows = access_store::list_accounts(tx, scope, id - 1, 1);  // the scope decides, as in the list
    if (rows.empty() || rows[0].id != id)
      return refuse(Code::not_found, "account.not_found", "没有这个账号，或它不在您的范围内。");
    std::string roles = "\"roles\":[";
    const auto names = access_store::role_union_names(tx, actor.realm_id, id);
    for (const HeldRoleRow& one : access_store::role_rows(tx, actor.realm_id, id)) {
      auto found = names.find(one.union_id);
      std::string name = "\"union_name\":";
      append_json_string(name, found == names.end() ? std::string_view() : found->second);
      roles += (roles.back() == '[' ? "" : ",") + record::to_json(one, nullptr, name);
    }
    return record::to_json(rows[0], nullptr, roles + "]");
  });
}

Result<std::string> add_account(House& house, const Actor& actor, const Request& request,
                                const IdempotencyKey* key) {
  TRY(NewAccountBody body, record::from_json<NewAccountBody>(request.body));
  TRY(Account account, create_account(house, actor, {body.login, body.name, body.password, 0, true}, key));
  return record::to_json(account);
}

Result<std::string> change_account(House& house, const Actor& actor, const Request& request) {
  TRY(Id id, id_in(request, "id", "acc"));
  TRY(AccountChange change, record::from_json<AccountChange>(request.body));
  if (change.name) CHECK_OK(rename_account(house, actor, id, *change.name));
  if (change.is_disabled)
    CHECK_OK(*change.is_disabled ? disable_account(house, actor, id) : enable_account(house, actor, id));
  return one_account(house, actor, request);
}

Result<void> reset_password(House& house, const Actor& actor, const Request& request) {
  TRY(Id id, id_in(request, "id", "acc"));
  TRY(ResetBody body, record::from_json<ResetBody>(request.body));
  return set_password(house, actor, id, body.password);
}

Result<void> act_on_account(House& house, const Actor& actor, const Request& request,
                            Result<void> (*act)(House&, const Actor&, Id)) {
  TRY(Id id, id_in(request, "id", "acc"));
  return act(house, actor, id);
}

// --- roles ---
std::string role_table() {
  std::string out = "{\"items\":[";
  for (const Role& role : roles()) {
    if (!role.is_for_accounts) continue;
    out += out.back() == '[' ? "{\"role\":" : ",{\"role\":";
    append_json_string(out, role.code);
    out += ",\"label\":";
    append_json_string(out, role.label);
    std::vector<std::string> actions;
    for (const Grant& grant : role.grants) actions.emplace_back(grant.action);
    out += ",\"grants\":";
    record::append_json(out, actions);
    out += "}";
  }
  return out + "],\"next\":null}";
}

Result<std::string> add_role(House& house, const Actor& actor, const Request& request,
                             const IdempotencyKey* key) {
  TRY(Id id, id_in(request, "id", "acc"));
  TRY(HeldRoleRow body, record::from_json<HeldRoleRow>(request.body));
  TRY(HeldRoleRow row,
      grant_role(house, actor, {id, body.role, body.union_id, body.from_on, body.to_on}, key));
  return record::to_json(row);
}

Result<void> end_role(House& house, const Actor& actor, const Request& request) {
  TRY(Id id, id_in(request, "id", "rol"));
  return revoke_role(house, actor, id);
}

// --- journal ---
Result<std::optional<Date>> day_in(const Request& request, std::string_view name) {
  std::string text = request.query_value(name);
  if (text.empty()) return std::optional<Date>();
  auto day = Date::parse_iso(text);
  if (!day) return refuse(Code::invalid, "page.date", std::string(name) + " 应为日期，如 2021-11-12。");
  return day;
}

Instant start_in_china(Date day) { return {day.days() * 86'400'000LL - 8 * 3'600'000LL}; }

Scope journal_scope(const Actor& actor) {
  return visible(actor, may_anywhere(actor, "journal.read") ? "journal.read" : "journal.read_access");
}

Result<JournalQuery> journal_query(const Actor& actor, const Request& request) {
  JournalQuery query;
  TRY(query.limit, limit_in(request));
  TRY(query.before_id, after_in(request, "jrn"));
  TRY(std::optional<Date> from, day_in(request, "from"));
  TRY(std::optional<Date> to, day_in(request, "to"));
  if (from) query.from = start_in_china(*from);
  if (to) query.until = start_in_china(to->plus_days(1));
  query.action = request.query_value("action");
  query.subject_kind = request.query_value("subject_kind");
  if (auto account = id_from_wire("acc", request.query_value("account_id"))) query.account_id = *account;
  query.only_access = !may_anywhere(actor, "journal.read");
  return query;
}

Result<std::string> list_of_journal(House& house, const Actor& actor, const Request& request) {
  TRY(JournalQuery query, journal_query(actor, request));
  Scope scope = journal_scope(actor);
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    JournalPage page = access_store::list_journal(tx, scope, query);
    return page_json(page.rows, "jrn", page.next_before_id);
  });
}

// --- lists taken out ---
Result<std::string> book_of_accounts(House& house, const Actor& actor, const Request& request) {
  TRY(const access_store::AccountFilter filter, account_filter(request, house.clock.today()));
  return take_accounts(house, actor, request.query_value("columns"), filter.words, filter.role);
}
Result<std::string> book_of_journal(House& house, const Actor& actor, const Request& request) {
  TRY(JournalQuery query, journal_query(actor, request));
  return take_journal(house, actor, journal_scope(actor), query, request.query_value("columns"));
}

// Gives the route functions above the shape of a handler.
using Text = Result<std::string> (*)(House&, const Actor&, const Request&);
using Nothing = Result<void> (*)(House&, const Actor&, const Request&);
using Keyed = Result<std::string> (*)(House&, const Actor&, const Request&, const IdempotencyKey*);

http::Handler shows(House& house, std::string action, Text act) {
  return with_actor(house, std::move(action), [&house, act](const Actor& actor, const Request& request) {
    return answered(act(house, actor, request), request);
  });
}
// The list, or with format=xlsx a workbook of all of it.
http::Handler lists(House& house, std::string action, std::string name, Text list, Text book) {
  return with_actor(house, std::move(action), [=, &house](const Actor& actor, const Request& request) {
    if (request.query_value("format") == "xlsx")
      return workbook_response(book(house, actor, request), request, name);
    return answered(list(house, actor, request), request);
  });
}
http::Handler does(House& house, std::string action, Nothing act) {
  return with_actor(house, std::move(action), [&house, act](const Actor& actor, const Request& request) {
    return done(act(house, actor, request), request);
  });
}
http::Handler makes(House& house, std::string action, Keyed act) {
  return with_actor(house, std::move(action), [&house, act](const Actor& actor, const Request& request) {
    return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
      return answered(act(house, actor, request, key), request, 201);
    });
  });
}
http::Handler on_account(House& house, Result<void> (*act)(House&, const Actor&, Id)) {
  return with_actor(house, "accounts.manage", [&house, act](const Actor& actor, const Request& request) {
    return done(act_on_account(house, actor, request, act), request);
  });
}

void add_session_routes(http::Router& router, House& house, bool is_behind_tls) {
  http::Limits login_limits;
  login_limits.max_body_bytes = 16 << 10;
  login_limits.rate_per_minute = 60;  // an address; the lock-out of the account stands behind it
  router.add({Method::post, "/api/v1/session", "public", "登录",
              [&house, is_behind_tls](const Request& r) { return enter(house, is_behind_tls, r); },
              login_limits, "login", ""});
  router.add({Method::get,
              "/api/v1/session",
              "session",
              "当前登录",
              [&house](const Request& r) { return show_session(house, r); },
              {},
              "",
              ""});
  router.add({Method::del,
              "/api/v1/session",
              "session",
              "退出登录",
              [&house, is_behind_tls](const Request& r) { return leave(house, is_behind_tls, r); },
              {},
              "",
              ""});
  router.add({Method::post, "/api/v1/session/password", "session", "修改本人密码",
              with_actor(house, "session",
                         [&house](const Actor& a, const Request& r) { return change_password(house, a, r); }),
              login_limits, "password_change", ""});
  router.add({Method::post, "/api/v1/session/totp", "session", "登记动态口令", shows(house, "session", enrol),
              login_limits, "totp_enrolment", ""});
  router.add({Method::put, "/api/v1/session/totp", "session", "启用动态口令", does(house, "session", confirm),
              login_limits, "totp_enrolment", ""});
}

void add_account_routes(http::Router& router, House& house) {
  const std::string accounts = "/api/v1/accounts", one = accounts + "/{id}", manage = "accounts.manage";
  router.add({Method::get,
              accounts,
              "accounts.read",
              "账号列表",
              lists(house, "accounts.read", "accounts", list_of_accounts, book_of_accounts),
              {},
              "",
              "account[]"});
  router.add({Method::post,
              accounts,
              manage,
              "新建账号",
              makes(house, manage, add_account),
              {},
              "new_account",
              "account"});
  router.add({Method::get,
              one,
              "accounts.read",
              "账号",
              shows(house, "accounts.read", one_account),
              {},
              "",
              "account"});
  router.add({Method::patch,
              one,
              manage,
              "修改或停用账号",
              shows(house, manage, change_account),
              {},
              "account_change",
              "account"});
  router.add({Method::del, one, manage, "停用账号", on_account(house, disable_account), {}, "", ""});
  router.add({Method::post,
              one + "/password",
              manage,
              "重设密码",
              does(house, manage, reset_password),
              {},
              "password_reset",
              ""});
  router.add(
      {Method::post, one + "/unlock", manage, "解锁账号", on_account(house, unlock_account), {}, "", ""});
  router.add(
      {Method::del, one + "/totp", manage, "解除动态口令", on_account(house, remove_totp), {}, "", ""});
  router.add({Method::post,
              one + "/roles",
              "roles.grant",
              "授予角色",
              makes(house, "roles.grant", add_role),
              {},
              "held_role",
              "held_role"});
  router.add({Method::del,
              "/api/v1/held-roles/{id}",
              "roles.grant",
              "撤销角色",
              does(house, "roles.grant", end_role),
              {},
              "",
              ""});
}

}  // namespace

void add_access_routes(http::Router& router, House& house, bool is_behind_tls) {
  add_session_routes(router, house, is_behind_tls);
  add_account_routes(router, house);
  router.add({Method::get,
              "/api/v1/roles",
              "session",
              "角色表",
              with_actor(house, "session",
                         [](const Actor&, const Request&) { return http::json(200, role_table()); }),
              {},
              "",
              ""});
  // journal.read covers journal.read_access: every role that holds the first holds the second.
  router.add({Method::get,
              "/api/v1/journal",
              "journal.read_access",
              "操作日志",
              lists(house, "journal.read_access", "journal", list_of_journal, book_of_journal),
              {},
              "",
              "journal_row[]"});
}

}  // namespace niangjia
