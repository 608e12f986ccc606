#include "access/store.h"

#include <algorithm>

#include "access/list_question.h"

namespace niangjia::access_store {

using store::Params;
using store::ReadTx;
using store::WriteTx;

std::optional<LoginName> find_login(ReadTx& tx, std::string_view login) {
  return tx.select_one<LoginName>("WHERE login = ?", Params{login});
}

std::optional<Account> find_account(ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Account>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::vector<Account> list_accounts(ReadTx& tx, const Scope& scope, Id after_id, int limit, const AccountFilter& filter) {
  Params params{scope.realm_id(), after_id};
  std::string where = "WHERE realm_id = ? AND id > ?";
  if (!scope.covers("")) {
    where += " AND id IN (SELECT account_id FROM role_held WHERE " +
             scope.condition("", "union_path", params) + ")";
  }
  if (!filter.role.empty()) {
    where += " AND id IN (SELECT account_id FROM role_held WHERE role = ? AND (to_on IS NULL OR to_on >= ?) AND ";
    params.emplace_back(filter.role), params.emplace_back(filter.today);
    where += scope.condition("", "union_path", params) + ")";
  }
  const std::string pattern = containing(filter.words);
  if (!filter.words.empty()) {
    where += " AND (name LIKE ? ESCAPE '!' OR login LIKE ? ESCAPE '!')";
    params.emplace_back(pattern), params.emplace_back(pattern);
  }
  params.emplace_back(limit);
  return tx.select<Account>(where + " ORDER BY id LIMIT ?", params);
}

bool hold_account(WriteTx& tx, const Permit& permit, Id id) {
  return tx.execute("UPDATE account SET login = login WHERE realm_id = ? AND id = ?",
                    Params{permit.realm_id(), id}) > 0;
}

bool set_password_hash(WriteTx& tx, const Permit& permit, Id id, std::string_view old_hash,
                       std::string_view hash, bool must_change) {
  std::string sql =
      "UPDATE account SET password_hash = ?, must_change_password = ?, failed_count = 0, locked_until = 0 "
      "WHERE realm_id = ? AND id = ?";
  Params params{hash, must_change ? 1 : 0, permit.realm_id(), id};
  if (!old_hash.empty()) {
    sql += " AND password_hash = ?";
    params.emplace_back(old_hash);
  }
  return tx.execute(sql, params) > 0;
}

bool set_disabled(WriteTx& tx, const Permit& permit, Id id, bool disabled) {
  return tx.execute("UPDATE account SET is_disabled = ? WHERE realm_id = ? AND id = ?",
                    Params{disabled ? 1 : 0, permit.realm_id(), id}) > 0;
}

bool set_name(WriteTx& tx, const Permit& permit, Id id, std::string_view name) {
  return tx.execute("UPDATE account SET name = ? WHERE realm_id = ? AND id = ?",
                    Params{name, permit.realm_id(), id}) > 0;
}

bool clear_failures(WriteTx& tx, const Permit& permit, Id id) {
  return tx.execute("UPDATE account SET failed_count = 0, locked_until = 0 WHERE realm_id = ? AND id = ?",
                    Params{permit.realm_id(), id}) > 0;
}

bool set_totp(WriteTx& tx, const Permit& permit, Id id, const std::optional<record::Blob>& sealed) {
  return tx.execute("UPDATE account SET totp_sealed = ?, totp_step = -1 WHERE realm_id = ? AND id = ?",
                    Params{sealed, permit.realm_id(), id}) > 0;
}

bool take_totp_step(WriteTx& tx, const Permit& permit, Id id, std::int64_t step) {
  return tx.execute("UPDATE account SET totp_step = ? WHERE realm_id = ? AND id = ? AND totp_step < ?",
                    Params{step, permit.realm_id(), id, step}) > 0;
}

bool count_failure(WriteTx& tx, const Permit& permit, Id id, Instant now, Instant lock_until,
                   std::int64_t limit) {
  tx.execute(
      "UPDATE account SET failed_count = CASE WHEN locked_until > 0 AND locked_until <= ? THEN 1 ELSE "
      "failed_count + 1 "
      "END, locked_until = CASE WHEN locked_until > ? THEN locked_until ELSE 0 END WHERE realm_id = ? AND id "
      "= ?",
      Params{now, now, permit.realm_id(), id});
  return tx.execute(
             "UPDATE account SET locked_until = ? WHERE realm_id = ? AND id = ? AND failed_count >= ? AND "
             "locked_until = 0",
             Params{lock_until, permit.realm_id(), id, limit}) > 0;
}

std::optional<UnionPlace> find_union(ReadTx& tx, Id realm_id, Id union_id) {
  std::optional<UnionPlace> found;
  tx.query("SELECT tree_path, name FROM trade_union WHERE realm_id = ? AND id = ?",
           Params{realm_id, union_id}, [&](const store::Row& row) {
             found = UnionPlace{std::string(row.text(0)), std::string(row.text(1))};
             return false;
           });
  return found;
}

std::vector<HeldRole> roles_on(ReadTx& tx, Id realm_id, Id account_id, Date day) {
  std::vector<HeldRole> held;
  tx.query(
      "SELECT r.role, r.union_id, u.tree_path, u.name FROM role_held r LEFT JOIN trade_union u ON u.realm_id "
      "= "
      "r.realm_id AND u.id = r.union_id WHERE r.realm_id = ? AND r.account_id = ? AND r.from_on <= ? AND "
      "(r.to_on IS "
      "NULL OR r.to_on >= ?) ORDER BY r.id",
      Params{realm_id, account_id, day, day}, [&](const store::Row& row) {
        HeldRole& one = held.emplace_back();
        one.role = row.text(0);
        one.union_id = row.integer(1);
        if (row.is_null(2)) return true;
        one.union_path = row.text(2);
        one.union_name = row.text(3);
        return true;
      });
  return held;
}

std::map<Id, std::string> role_union_names(ReadTx& tx, Id realm_id, Id account_id) {
  std::map<Id, std::string> names;
  tx.query(
      "SELECT u.id, u.name FROM role_held r JOIN trade_union u ON u.realm_id = r.realm_id AND u.id = "
      "r.union_id "
      "WHERE r.realm_id = ? AND r.account_id = ?",
      Params{realm_id, account_id}, [&](const store::Row& row) {
        names.emplace(row.integer(0), row.text(1));
        return true;
      });
  return names;
}

std::vector<HeldRoleRow> role_rows(ReadTx& tx, Id realm_id, Id account_id) {
  return tx.select<HeldRoleRow>("WHERE realm_id = ? AND account_id = ? ORDER BY id",
                                Params{realm_id, account_id});
}

std::vector<NamedRole> roles_of_accounts(ReadTx& tx, const Scope& scope, const std::vector<Id>& ids) {
  std::vector<NamedRole> held;
  if (ids.empty() || scope.sees_nothing()) return held;
  Params params;
  std::string where = "WHERE " + scope.condition("", "union_path", params) + " AND account_id IN (" +
                      store::marks(ids.size()) + ") ORDER BY account_id, id";
  for (Id id : ids) params.emplace_back(id);
  for (HeldRoleRow& row : tx.select<HeldRoleRow>(where, params)) held.push_back({std::move(row), {}});
  std::map<Id, std::string> names;
  Params unions{scope.realm_id()};
  for (const NamedRole& one : held)
    if (names.emplace(one.row.union_id, "").second) unions.emplace_back(one.row.union_id);
  if (names.empty()) return held;
  tx.query(
      "SELECT id, name FROM trade_union WHERE realm_id = ? AND id IN (" + store::marks(names.size()) + ")",
      unions, [&](const store::Row& row) {
        names[row.integer(0)] = row.text(1);
        return true;
      });
  for (NamedRole& one : held) one.union_name = names[one.row.union_id];
  return held;
}

std::optional<HeldRoleRow> find_role_row(ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<HeldRoleRow>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

bool end_role(WriteTx& tx, const Permit& permit, Id id, Date last_day) {
  return tx.execute("UPDATE role_held SET to_on = ? WHERE realm_id = ? AND id = ?",
                    Params{last_day, permit.realm_id(), id}) > 0;
}

std::optional<SessionRow> find_session_row(ReadTx& tx, const Digest& token) {
  return tx.select_one<SessionRow>("WHERE token_digest = ?", Params{store::Param::blob(bytes_of(token))});
}

void remove_session(WriteTx& tx, const Digest& token) {
  tx.execute("DELETE FROM session WHERE token_digest = ?", Params{store::Param::blob(bytes_of(token))});
}

void remove_sessions(WriteTx& tx, const Permit& permit, Id account_id) {
  tx.execute("DELETE FROM session WHERE realm_id = ? AND account_id = ?",
             Params{permit.realm_id(), account_id});
}

std::int64_t remove_ended_sessions(WriteTx& tx, Id realm_id, Instant now) {
  return tx.execute("DELETE FROM session WHERE realm_id = ? AND expires_at <= ?", Params{realm_id, now});
}

void set_seen(WriteTx& tx, const Digest& token, Instant now) {
  tx.execute("UPDATE session SET seen_at = ? WHERE token_digest = ? AND seen_at < ?",
             Params{now, store::Param::blob(bytes_of(token)), now});
}

std::optional<AnswerRow> find_answer_row(ReadTx& tx, Id realm_id, Id account_id, std::string_view key) {
  return tx.select_one<AnswerRow>("WHERE realm_id = ? AND account_id = ? AND idempotency_key = ?",
                                  Params{realm_id, account_id, key});
}

void set_answer(WriteTx& tx, const AnswerRow& row) {
  tx.execute(
      "UPDATE idempotency SET status = ?, body = ? WHERE realm_id = ? AND account_id = ? AND idempotency_key "
      "= ?",
      Params{row.status, row.body, row.realm_id, row.account_id, row.idempotency_key});
}

std::int64_t remove_answers(WriteTx& tx, Id realm_id, Instant before) {
  return tx.execute("DELETE FROM idempotency WHERE realm_id = ? AND at < ?", Params{realm_id, before});
}

std::optional<Realm> find_realm(ReadTx& tx, Id realm_id) {
  std::optional<Realm> found;
  tx.query("SELECT name, division FROM realm WHERE id = ?", Params{realm_id}, [&](const store::Row& row) {
    found = Realm{std::string(row.text(0)), std::string(row.text(1))};
    return false;
  });
  return found;
}

std::optional<Date> latest_day(ReadTx& tx, Id realm_id, Date today) {
  // Steps from indicator to indicator along the index: a max() over all facts would read them all. The net of
  // unions is left out: entering a federation counts its root from that very day, and nobody reported it.
  constexpr std::int64_t kUnionNet = 2;  // facts::Indicator::union_net, which stands above this module
  std::optional<Date> latest;
  std::optional<std::int64_t> indicator = INT64_MIN;
  while ((indicator = tx.integer("SELECT indicator FROM fact WHERE realm_id = ? AND indicator > ? AND "
                                 "indicator <> ? ORDER BY indicator "
                                 "LIMIT 1",
                                 Params{realm_id, *indicator, kUnionNet}))) {
    auto day = tx.text(
        "SELECT happened_on FROM fact WHERE realm_id = ? AND indicator = ? AND happened_on <= ? ORDER BY "
        "happened_on "
        "DESC LIMIT 1",
        Params{realm_id, *indicator, today});
    auto parsed = day ? Date::parse_iso(*day) : std::nullopt;
    if (parsed && (!latest || *latest < *parsed)) latest = parsed;
  }
  return latest;
}

JournalPage list_journal(ReadTx& tx, const Scope& scope, const JournalQuery& query) {
  Params params;
  std::string where = "WHERE " + scope.condition("", "union_path", params);
  auto also = [&](std::string_view condition, store::Param value) {
    where.append(" AND ").append(condition);
    params.push_back(std::move(value));
  };
  if (query.from) also("at >= ?", *query.from);
  if (query.until) also("at < ?", *query.until);
  if (query.account_id) also("account_id = ?", query.account_id);
  if (!query.action.empty()) also("action = ?", query.action);
  if (!query.subject_kind.empty()) also("subject_kind = ?", query.subject_kind);
  if (query.subject_id) also("subject_id = ?", query.subject_id);
  if (query.only_access)
    where += " AND EXISTS (SELECT 1 FROM disclosure d WHERE d.realm_id = journal.realm_id AND d.id = journal.id)";
  if (query.before_id) also("id < ?", query.before_id);
  const int limit = std::clamp(query.limit, 1, 200);
  where += " ORDER BY id DESC LIMIT ?";
  params.emplace_back(limit + 1);
  JournalPage page{tx.select<JournalRow>(where, params), 0};
  if (page.rows.size() > static_cast<std::size_t>(limit)) {
    page.rows.pop_back();
    page.next_before_id = page.rows.back().id;
  }
  return page;
}

std::vector<JournalRow> journal_after(ReadTx& tx, Id realm_id, Id after_id, std::size_t limit) {
  return tx.select<JournalRow>("WHERE realm_id = ? AND id > ? ORDER BY id LIMIT ?",
                               Params{realm_id, after_id, limit});
}

}  // namespace niangjia::access_store
