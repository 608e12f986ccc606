#include "modules/joining/store.h"

#include <algorithm>

#include "base/text.h"

namespace niangjia::joining {

using store::Params;

namespace {

Params with_realm(Id realm_id, const std::vector<Id>& ids) {
  Params params{realm_id};
  for (Id id : ids) params.emplace_back(id);
  return params;
}

}  // namespace

// --- posters ---

std::vector<ListedPoster> list_posters(store::ReadTx& tx, const Scope& scope, Id before_id, int limit) {
  Params params;
  std::string sql = "WHERE " + scope.condition("", "union_path", params);
  if (before_id) sql += " AND id < ?", params.emplace_back(before_id);
  params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  std::vector<ListedPoster> listed;
  std::vector<Id> posters, unions;
  for (Poster& p : tx.select<Poster>(sql + " ORDER BY id DESC LIMIT ?", params)) {
    posters.push_back(p.id);
    unions.push_back(p.union_id);
    listed.push_back({std::move(p)});
  }
  if (listed.empty()) return listed;
  auto names = names_of_unions(tx, scope.realm_id(), unions);
  for (ListedPoster& p : listed) p.union_name = names[p.row.union_id];
  tx.query("SELECT poster_id, state, count(*) FROM application WHERE realm_id = ? AND poster_id IN (" +
               store::marks(posters.size()) + ") GROUP BY poster_id, state",
           with_realm(scope.realm_id(), posters), [&](const store::Row& row) {
             for (ListedPoster& p : listed) {
               if (p.row.id != row.integer(0)) continue;
               p.applications += row.integer(2);
               if (row.text(1) == "accepted") p.accepted += row.integer(2);
             }
             return true;
           });
  return listed;
}

std::optional<Poster> find_poster(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Poster>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

void insert_poster(store::WriteTx& tx, const Permit&, const Poster& poster) { tx.insert(poster); }

bool save_poster(store::WriteTx& tx, const Permit&, Poster& p) {
  if (tx.execute(
          "UPDATE poster SET revoked_on = ?, revoke_reason = ?, version = version + 1 WHERE realm_id = ? AND "
          "id = ? AND version = ?",
          Params{p.revoked_on, p.revoke_reason, p.realm_id, p.id, p.version}) == 0)
    return false;
  ++p.version;
  return true;
}

// --- applications ---

namespace {

// Bound values are views: the pattern and the day live in this until the statement has run.
struct Where {
  std::string sql, pattern;
  Params params;
  Where(const Scope& scope, const ApplicationFilter& filter) {
    sql = "WHERE " + scope.condition("", "union_path", params);
    if (filter.state) sql += " AND state = ?", params.emplace_back(record::word_of(*filter.state));
    if (filter.only_pool) sql += " AND is_in_pool = 1";
    if (filter.only_overdue)
      sql += " AND state = 'waiting' AND due_on < ?", params.emplace_back(filter.today);
    if (filter.only_escalated) sql += " AND escalations > 0";
    if (filter.poster_id) sql += " AND poster_id = ?", params.emplace_back(filter.poster_id);
    if (filter.words.empty()) return;
    pattern = containing(filter.words);
    sql += " AND name LIKE ? ESCAPE '!'";
    params.emplace_back(pattern);
  }
};

}  // namespace

std::vector<Application> list_applications(store::ReadTx& tx, const Scope& scope,
                                           const ApplicationFilter& filter, Id after_id, int limit) {
  Where where(scope, filter);
  if (after_id) where.sql += " AND id > ?", where.params.emplace_back(after_id);
  where.params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<Application>(where.sql + " ORDER BY id LIMIT ?", where.params);
}

std::int64_t count_applications(store::ReadTx& tx, const Scope& scope, const ApplicationFilter& filter) {
  Where where(scope, filter);
  return tx.integer("SELECT count(*) FROM application " + where.sql, where.params).value_or(0);
}

std::optional<Application> find_application(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Application>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<Application> find_waiting(store::ReadTx& tx, Id realm_id, const record::Blob& identity_index) {
  return tx.select_one<Application>("WHERE realm_id = ? AND identity_index = ? AND state = 'waiting'",
                                    Params{realm_id, identity_index});
}

bool insert_application(store::WriteTx& tx, const Permit&, const Application& row) {
  return tx.insert_new(row);
}

bool save_waiting(store::WriteTx& tx, const Permit&, Application& a) {
  if (tx.execute("UPDATE application SET union_id = ?, union_path = ?, is_in_pool = ?, routed_by = ?, "
                 "desk_path = ?, "
                 "state = ?, due_on = ?, escalations = ?, decided_at = ?, decided_by = ?, reason = ?, "
                 "person_id = ?, "
                 "version = version + 1 WHERE realm_id = ? AND id = ? AND version = ? AND state = 'waiting'",
                 Params{a.union_id ? store::Param(a.union_id) : store::Param(nullptr), a.union_path,
                        a.is_in_pool ? 1 : 0, a.routed_by, a.desk_path, record::word_of(a.state), a.due_on,
                        a.escalations, a.decided_at, a.decided_by, a.reason,
                        a.person_id ? store::Param(a.person_id) : store::Param(nullptr), a.realm_id, a.id,
                        a.version}) == 0)
    return false;
  ++a.version;
  return true;
}

std::optional<EndedTransfer> ended_transfer_of(store::ReadTx& tx, const Application& a) {
  std::optional<EndedTransfer> ended;
  tx.query(
      "SELECT state, answer, settled_at FROM transfer_request WHERE realm_id = ? AND person_id = ? AND origin = 'scan' "
      "AND asked_at >= ? AND state IN ('done', 'refused', 'withdrawn') ORDER BY id LIMIT 1",
      Params{a.realm_id, a.person_id, a.decided_at}, [&](const store::Row& row) {
        ended = EndedTransfer{row.text(0) == "done", std::string(row.text(1)), Instant{row.integer(2)}};
        return false;
      });
  return ended;
}

std::vector<Application> transferring_applications(store::ReadTx& tx, Id realm_id, int limit) {
  return tx.select<Application>(
      "WHERE realm_id = ? AND state = 'transferring' AND EXISTS (SELECT 1 FROM transfer_request t WHERE t.realm_id = "
      "application.realm_id AND t.person_id = application.person_id AND t.origin = 'scan' AND t.asked_at >= "
      "application.decided_at AND t.state IN ('done', 'refused', 'withdrawn')) ORDER BY id LIMIT ?",
      Params{realm_id, limit});
}

bool save_transferred(store::WriteTx& tx, const Permit&, Application& a) {
  if (tx.execute("UPDATE application SET state = ?, reason = ?, decided_at = ?, version = version + 1 WHERE realm_id = ? "
                 "AND id = ? AND version = ? AND state = 'transferring'",
                 Params{record::word_of(a.state), a.reason, a.decided_at, a.realm_id, a.id, a.version}) == 0)
    return false;
  ++a.version;
  return true;
}

std::vector<Application> overdue_applications(store::ReadTx& tx, Id realm_id, Date today,
                                              int most_escalations, int limit) {
  return tx.select<Application>(
      "WHERE realm_id = ? AND state = 'waiting' AND due_on < ? AND escalations < ? ORDER BY due_on LIMIT ?",
      Params{realm_id, today, most_escalations, limit});
}

std::vector<Application> past_applications(store::ReadTx& tx, const Scope& scope, Instant from, Instant until,
                                           int limit) {
  Params params;
  std::string sql = "WHERE " + scope.condition("", "union_path", params) +
                    " AND applied_at >= ? AND applied_at < ? ORDER BY id DESC LIMIT ?";
  params.insert(params.end(), {store::Param(from), store::Param(until), store::Param(limit)});
  return tx.select<Application>(sql, params);
}

void insert_consents(store::WriteTx& tx, const std::vector<Consent>& consents) { tx.insert_all(consents); }

std::vector<Consent> consents_of(store::ReadTx& tx, Id realm_id, Id application_id) {
  return tx.select<Consent>("WHERE realm_id = ? AND application_id = ? ORDER BY id LIMIT 100",
                            Params{realm_id, application_id});
}

void give_consents_to(store::WriteTx& tx, Id realm_id, Id application_id, Id person_id) {
  tx.execute("UPDATE consent SET person_id = ? WHERE realm_id = ? AND application_id = ?",
             Params{person_id, realm_id, application_id});
}

void erase_applications(store::WriteTx& tx, Id realm_id, Id person_id) {
  tx.execute("UPDATE notice SET text_sealed = NULL, address_sealed = NULL, address_shown = '' WHERE realm_id = ? AND "
             "subject_id IN (SELECT id FROM application WHERE realm_id = ? AND person_id = ?)",
             Params{realm_id, realm_id, person_id});
  tx.execute("UPDATE application SET name = '已注销', identity_sealed = NULL, identity_index = NULL, phone_sealed = NULL, "
             "phone_index = NULL, unit_name = '', reason = '' WHERE realm_id = ? AND person_id = ?",
             Params{realm_id, person_id});
}

// --- routing ---

std::vector<RoutingRule> routing_rules(store::ReadTx& tx, Id realm_id) {
  auto rules = tx.select<RoutingRule>("WHERE realm_id = ? ORDER BY position LIMIT 500", Params{realm_id});
  return rules.empty() ? default_rules() : rules;
}

void replace_rules(store::WriteTx& tx, const Permit& permit, const std::vector<RoutingRule>& rules) {
  tx.execute("DELETE FROM routing_rule WHERE realm_id = ?", Params{permit.realm_id()});
  tx.insert_all(rules);
}

namespace {

// People are members of a basic-level union, never of a federation (中国工会章程 art. 1, 28).
constexpr std::string_view kOpen =
    "u.status IN ('active', 'preparing') AND u.type IN ('single_basic', 'joint_basic', 'branch', 'group', 'other')";

std::optional<Place> first_place(store::ReadTx& tx, const std::string& sql, const Params& params) {
  std::optional<Place> place;
  tx.query(sql, params, [&](const store::Row& row) {
    place = Place{row.integer(0), std::string(row.text(1)), std::string(row.text(2))};
    return false;
  });
  return place;
}

const std::string kCovering =
    "SELECT u.id, u.tree_path, u.name FROM union_cover c JOIN trade_union u ON u.realm_id = c.realm_id AND "
    "u.id = "
    "c.union_id WHERE c.realm_id = ? AND c.to_on IS NULL AND " +
    std::string(kOpen);

std::optional<Place> covering(store::ReadTx& tx, Id realm_id, std::optional<std::int64_t> unit_id) {
  if (!unit_id || *unit_id == 0) return std::nullopt;
  return first_place(tx, kCovering + " AND c.unit_id = ? ORDER BY c.is_main DESC, c.id LIMIT 1",
                     Params{realm_id, *unit_id});
}

}  // namespace

std::vector<Place> open_places(store::ReadTx& tx, Id realm_id, const std::vector<RoutingRule>& rules) {
  std::vector<Id> ids;
  for (const RoutingRule& r : rules)
    if (r.union_id && std::find(ids.begin(), ids.end(), r.union_id) == ids.end()) ids.push_back(r.union_id);
  std::vector<Place> places;
  if (ids.empty()) return places;
  tx.query("SELECT u.id, u.tree_path, u.name FROM trade_union u WHERE u.realm_id = ? AND u.id IN (" +
               store::marks(ids.size()) + ") AND " + std::string(kOpen),
           with_realm(realm_id, ids), [&](const store::Row& row) {
             places.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2))});
             return true;
           });
  return places;
}

std::optional<Place> open_place(store::ReadTx& tx, Id realm_id, Id union_id) {
  return first_place(
      tx,
      "SELECT u.id, u.tree_path, u.name FROM trade_union u WHERE u.realm_id = ? AND u.id = ? AND " +
          std::string(kOpen),
      Params{realm_id, union_id});
}

std::optional<Place> union_of_unit(store::ReadTx& tx, Id realm_id, std::string_view unit_name) {
  const std::string key = organisation_key(unit_name);
  if (key.empty()) return std::nullopt;
  if (auto place = covering(
          tx, realm_id,
          tx.integer("SELECT id FROM employer WHERE realm_id = ? AND name_key = ? ORDER BY id LIMIT 1",
                     Params{realm_id, key})))
    return place;
  return covering(
      tx, realm_id,
      tx.integer("SELECT unit_id FROM outlet WHERE realm_id = ? AND name_key = ? AND unit_id IS NOT NULL "
                 "ORDER BY id LIMIT 1",
                 Params{realm_id, key}));
}

std::optional<Place> union_of_work(store::ReadTx& tx, Id realm_id, Id person_id) {
  return covering(
      tx, realm_id,
      tx.integer(
          "SELECT o.unit_id FROM work_relation w JOIN outlet o ON o.realm_id = w.realm_id AND o.id = "
          "w.outlet_id "
          "WHERE w.realm_id = ? AND w.person_id = ? AND w.has_left = 0 AND o.unit_id IS NOT NULL ORDER BY "
          "w.surveyed_on DESC, w.id DESC LIMIT 1",
          Params{realm_id, person_id}));
}

std::optional<Place> new_form_union_of_township(store::ReadTx& tx, Id realm_id,
                                                std::string_view township_code) {
  if (township_code.empty()) return std::nullopt;
  return first_place(
      tx,
      "SELECT u.id, u.tree_path, u.name FROM trade_union u WHERE u.realm_id = ? AND u.township_code = ? "
      "AND u.is_new_form = 1 AND u.type = 'joint_basic' AND u.status = 'active' ORDER BY u.founded_on, "
      "u.id LIMIT 1",
      Params{realm_id, township_code});
}

std::optional<RealmPlace> realm_place(store::ReadTx& tx, Id realm_id) {
  std::optional<RealmPlace> place;
  tx.query(
      "SELECT u.id, u.tree_path, r.name, r.division FROM realm r JOIN trade_union u ON u.realm_id = r.id AND "
      "u.parent_id IS NULL WHERE r.id = ? ORDER BY u.tree_path LIMIT 1",
      Params{realm_id}, [&](const store::Row& row) {
        place = RealmPlace{row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                           std::string(row.text(3))};
        return false;
      });
  return place;
}

std::map<Id, std::string> names_of_unions(store::ReadTx& tx, Id realm_id, const std::vector<Id>& ids) {
  std::map<Id, std::string> names;
  std::vector<Id> asked;
  for (Id id : ids)
    if (id && std::find(asked.begin(), asked.end(), id) == asked.end()) asked.push_back(id);
  if (asked.empty()) return names;
  tx.query(
      "SELECT id, name FROM trade_union WHERE realm_id = ? AND id IN (" + store::marks(asked.size()) + ")",
      with_realm(realm_id, asked), [&](const store::Row& row) {
        names[row.integer(0)] = row.text(1);
        return true;
      });
  return names;
}

}  // namespace niangjia::joining
