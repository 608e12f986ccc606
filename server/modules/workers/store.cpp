#include "modules/workers/store.h"

#include <algorithm>

namespace niangjia::workers {

using store::Params;

std::optional<WorkerSession> find_session(store::ReadTx& tx, Id realm_id, const record::Blob& token_digest) {
  return tx.select_one<WorkerSession>("WHERE realm_id = ? AND token_digest = ?",
                                      Params{realm_id, token_digest});
}

std::vector<WorkerSession> sessions_of(store::ReadTx& tx, Id realm_id, Id person_id) {
  return tx.select<WorkerSession>("WHERE realm_id = ? AND person_id = ? ORDER BY id DESC LIMIT 50",
                                  Params{realm_id, person_id});
}

bool end_session(store::WriteTx& tx, const Permit& permit, Id person_id, Id id, Instant now) {
  return tx.execute(
             "UPDATE worker_session SET ended_at = ? WHERE realm_id = ? AND person_id = ? AND id = ? AND "
             "ended_at = 0",
             Params{now, permit.realm_id(), person_id, id}) == 1;
}

void end_all_sessions(store::WriteTx& tx, Id realm_id, Id person_id, Instant now) {
  tx.execute("UPDATE worker_session SET ended_at = ? WHERE realm_id = ? AND person_id = ? AND ended_at = 0",
             Params{now, realm_id, person_id});
}

void set_seen(store::WriteTx& tx, const WorkerSession& s, Instant now) {
  tx.execute("UPDATE worker_session SET seen_at = ? WHERE realm_id = ? AND token_digest = ?",
             Params{now, s.realm_id, s.token_digest});
}

std::vector<Holder> holders_of_phone(store::ReadTx& tx, Id realm_id, const record::Blob& phone_index) {
  std::vector<Holder> holders;
  tx.query(
      "SELECT id, name FROM person WHERE realm_id = ? AND phone_index = ? AND merged_into_id IS NULL AND "
      "standing "
      "IN ('active', 'moving_out', 'retained', 'left') ORDER BY id LIMIT 20",
      Params{realm_id, phone_index}, [&](const store::Row& row) {
        holders.push_back({row.integer(0), std::string(row.text(1))});
        return true;
      });
  return holders;
}

std::vector<RealmName> list_realms(store::ReadTx& tx, std::string_view division, int limit) {
  std::vector<RealmName> realms;
  tx.query(
      "SELECT r.id, r.name, r.division, u.tree_path FROM realm r JOIN trade_union u ON u.realm_id = r.id AND "
      "u.parent_id IS NULL WHERE ? = '' OR r.division = ? ORDER BY r.division, r.id LIMIT ?",
      Params{division, division, limit}, [&](const store::Row& row) {
        realms.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3))});
        return true;
      });
  return realms;
}

std::vector<OwnEvent> own_history(store::ReadTx& tx, Id realm_id, Id person_id) {
  std::vector<OwnEvent> events;
  tx.query(
      "SELECT e.kind, e.happened_on, coalesce(u.name, ''), coalesce(o.name, e.other_union_name), e.reason "
      "FROM "
      "standing_event e LEFT JOIN trade_union u ON u.realm_id = e.realm_id AND u.id = e.union_id LEFT JOIN "
      "trade_union o ON o.realm_id = e.realm_id AND o.id = e.other_union_id WHERE e.realm_id = ? AND "
      "e.person_id = ? "
      "ORDER BY e.happened_on DESC, e.id DESC LIMIT 200",
      Params{realm_id, person_id}, [&](const store::Row& row) {
        events.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                          std::string(row.text(3)), std::string(row.text(4))});
        return true;
      });
  return events;
}

std::vector<OwnWork> own_work(store::ReadTx& tx, Id realm_id, Id person_id) {
  std::vector<OwnWork> work;
  tx.query(
      "SELECT outlet_name, post, coalesce(from_on, ''), has_left FROM work_relation WHERE realm_id = ? AND "
      "person_id = ? ORDER BY id DESC LIMIT 100",
      Params{realm_id, person_id}, [&](const store::Row& row) {
        work.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                        row.integer(3) != 0});
        return true;
      });
  return work;
}

std::vector<OwnConsent> own_consents(store::ReadTx& tx, Id realm_id, Id person_id) {
  std::vector<OwnConsent> consents;
  tx.query(
      "SELECT id, purpose, text_version, given_at, withdrawn_at FROM consent WHERE realm_id = ? AND "
      "person_id = ? "
      "ORDER BY id DESC LIMIT 100",
      Params{realm_id, person_id}, [&](const store::Row& row) {
        consents.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                            Instant{row.integer(3)}, Instant{row.integer(4)}});
        return true;
      });
  return consents;
}

bool withdraw_consent(store::WriteTx& tx, const Permit& permit, Id person_id, Id consent_id, Instant now) {
  return tx.execute(
             "UPDATE consent SET withdrawn_at = ? WHERE realm_id = ? AND id = ? AND person_id = ? AND "
             "withdrawn_at = 0",
             Params{now, permit.realm_id(), consent_id, person_id}) == 1;
}

std::vector<OwnTrace> own_traces(store::ReadTx& tx, Id realm_id, Id person_id) {
  std::vector<OwnTrace> traces;
  tx.query(
      "SELECT at, actor, role, action, reason FROM journal WHERE realm_id = ? AND subject_id = ? AND "
      "action = 'members.reveal' ORDER BY id DESC LIMIT 100",
      Params{realm_id, person_id}, [&](const store::Row& row) {
        traces.push_back({Instant{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)),
                          std::string(row.text(3)), std::string(row.text(4))});
        return true;
      });
  return traces;
}

std::string union_name(store::ReadTx& tx, Id realm_id, Id union_id) {
  return tx.text("SELECT name FROM trade_union WHERE realm_id = ? AND id = ?", Params{realm_id, union_id})
      .value_or("");
}

bool insert_request(store::WriteTx& tx, const Permit&, const SelfRequest& row) { return tx.insert_new(row); }

std::vector<SelfRequest> requests_of(store::ReadTx& tx, Id realm_id, Id person_id) {
  return tx.select<SelfRequest>("WHERE realm_id = ? AND person_id = ? ORDER BY id DESC LIMIT 50",
                                Params{realm_id, person_id});
}

std::optional<SelfRequest> find_request(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<SelfRequest>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

namespace {
std::string where_of(const Scope& scope, const RequestFilter& filter, Params& params) {
  std::string sql = "WHERE " + scope.condition("", "union_path", params);
  if (filter.state) sql += " AND state = ?", params.emplace_back(record::word_of(*filter.state));
  if (filter.kind) sql += " AND kind = ?", params.emplace_back(record::word_of(*filter.kind));
  return sql;
}
}  // namespace

std::vector<SelfRequest> list_requests(store::ReadTx& tx, const Scope& scope, const RequestFilter& filter,
                                       Id after_id, int limit) {
  Params params;
  std::string sql = where_of(scope, filter, params);
  if (after_id) sql += " AND id > ?", params.emplace_back(after_id);
  params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<SelfRequest>(sql + " ORDER BY id LIMIT ?", params);
}

std::int64_t count_requests(store::ReadTx& tx, const Scope& scope, const RequestFilter& filter) {
  Params params;
  std::string sql = "SELECT count(*) FROM self_request " + where_of(scope, filter, params);
  return tx.integer(sql, params).value_or(0);
}

bool settle_request(store::WriteTx& tx, const Permit&, SelfRequest& r) {
  if (tx.execute("UPDATE self_request SET state = ?, decided_at = ?, decided_by = ?, reason = ?, version = "
                 "version + 1 "
                 "WHERE realm_id = ? AND id = ? AND version = ? AND state = 'waiting'",
                 Params{record::word_of(r.state), r.decided_at, r.decided_by, r.reason, r.realm_id, r.id,
                        r.version}) == 0)
    return false;
  ++r.version;
  return true;
}

void erase_requests(store::WriteTx& tx, Id realm_id, Id person_id) {
  tx.execute("UPDATE self_request SET change_sealed = NULL, note = '' WHERE realm_id = ? AND person_id = ?",
             Params{realm_id, person_id});
}

}  // namespace niangjia::workers
