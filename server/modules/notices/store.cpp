#include "modules/notices/store.h"

#include <algorithm>

namespace niangjia::notices {

using store::Params;

namespace {

std::string where_of(const Scope& scope, const NoticeFilter& filter, Params& params) {
  std::string sql = "WHERE " + scope.condition("", "union_path", params);
  if (filter.state) sql += " AND state = ?", params.emplace_back(record::word_of(*filter.state));
  if (!filter.template_code.empty())
    sql += " AND template_code = ?", params.emplace_back(filter.template_code);
  if (filter.subject_id) sql += " AND subject_id = ?", params.emplace_back(filter.subject_id);
  return sql;
}

}  // namespace

std::vector<Notice> list_notices(store::ReadTx& tx, const Scope& scope, const NoticeFilter& filter,
                                 Id before_id, int limit) {
  Params params;
  std::string sql = where_of(scope, filter, params);
  if (before_id) sql += " AND id < ?", params.emplace_back(before_id);
  params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<Notice>(sql + " ORDER BY id DESC LIMIT ?", params);
}

std::int64_t count_notices(store::ReadTx& tx, const Scope& scope, const NoticeFilter& filter) {
  Params params;
  std::string sql = "SELECT count(*) FROM notice " + where_of(scope, filter, params);
  return tx.integer(sql, params).value_or(0);
}

std::optional<Notice> find_notice(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Notice>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

bool has_due(store::ReadTx& tx, Id realm_id, Instant now) {
  return tx
      .integer("SELECT id FROM notice WHERE realm_id = ? AND state = 'waiting' AND due_at <= ? LIMIT 1",
               Params{realm_id, now})
      .has_value();
}

std::vector<Notice> take_due(store::WriteTx& tx, Id realm_id, Instant now, std::int64_t lease_ms, int limit) {
  auto due =
      tx.select<Notice>("WHERE realm_id = ? AND state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?",
                        Params{realm_id, now, limit});
  std::vector<Notice> taken;
  for (Notice& n : due) {
    Instant leased{now.ms + lease_ms};
    std::int64_t rows = tx.execute(
        "UPDATE notice SET attempts = attempts + 1, due_at = ? WHERE realm_id = ? AND id = ? AND state = "
        "'waiting' "
        "AND due_at = ?",
        Params{leased, realm_id, n.id, n.due_at});
    if (rows == 0) continue;
    n.attempts += 1;
    n.due_at = leased;
    taken.push_back(std::move(n));
  }
  return taken;
}

void settle(store::WriteTx& tx, const Notice& n) {
  tx.execute(
      "UPDATE notice SET state = ?, due_at = ?, settled_at = ?, carrier_note = ? WHERE realm_id = ? AND id = "
      "?",
      Params{record::word_of(n.state), n.due_at, n.settled_at, n.carrier_note, n.realm_id, n.id});
}

bool send_again(store::WriteTx& tx, const Permit& permit, Id id, Instant now) {
  return tx.execute(
             "UPDATE notice SET state = 'waiting', attempts = 0, due_at = ? WHERE realm_id = ? AND id = ? "
             "AND state = "
             "'failed' AND expires_at > ?",
             Params{now, permit.realm_id(), id, now}) == 1;
}

std::int64_t forget_texts(store::WriteTx& tx, Id realm_id, Instant before) {
  return tx.execute(
      "UPDATE notice SET text_sealed = NULL, address_sealed = NULL WHERE realm_id = ? AND state IN ('sent', "
      "'failed', "
      "'expired') AND settled_at < ? AND text_sealed IS NOT NULL",
      Params{realm_id, before});
}

}  // namespace niangjia::notices
