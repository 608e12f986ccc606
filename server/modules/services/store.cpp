#include "modules/services/store.h"

#include <algorithm>

namespace niangjia::services {

using store::Param;
using store::Params;
using store::ReadTx;
using store::Row;
using store::WriteTx;

namespace {

// Bound values are views: what is made for a question lives here until it has run.
struct Where {
  Scope scope;
  std::string from, to, sql;
  Params params;

  // `all_below`: the root of the federation, when it is the scope; every row lies below it, and the index by days serves better.
  Where(const Scope& s, const ServiceFilter& f, std::string_view all_below = {}) : scope(f.under.empty() ? s : s.narrowed(f.under)) {
    const bool is_all = !all_below.empty() && scope.paths().size() == 1 && scope.paths().front() == all_below;
    if (is_all) sql = "WHERE realm_id = ?", params.emplace_back(scope.realm_id());
    else sql = "WHERE " + scope.condition("", "union_path", params);
    if (f.station_id) sql += " AND station_id = ?", params.emplace_back(f.station_id);
    if (!f.item.empty()) sql += " AND item = ?", params.emplace_back(f.item);
    if (f.from) from = f.from->iso(), sql += " AND given_on >= ?", params.emplace_back(from);
    if (f.to) to = f.to->iso(), sql += " AND given_on <= ?", params.emplace_back(to);
    if (f.way) sql += " AND way = ?", params.emplace_back(record::word_of(*f.way));
    if (!f.with_undone) sql += " AND undone_at IS NULL";
  }
};

}  // namespace

std::vector<ServiceItem> own_items(ReadTx& tx, Id realm_id) {
  return tx.select<ServiceItem>("WHERE realm_id = ? ORDER BY name", Params{realm_id});
}

void replace_items(WriteTx& tx, const Permit&, Id realm_id, const std::vector<ServiceItem>& items) {
  tx.execute("DELETE FROM service_item WHERE realm_id = ?", Params{realm_id});
  tx.insert_all(items);
}

std::string root_path(ReadTx& tx, Id realm_id) {
  return tx.text("SELECT tree_path FROM trade_union WHERE realm_id = ? AND parent_id IS NULL ORDER BY id LIMIT 1",
                 Params{realm_id}).value_or("");
}

ServicePage list_services(ReadTx& tx, const Scope& scope, const ServiceFilter& filter, Id before, int limit) {
  ServicePage page;
  Where where(scope, filter);
  if (where.scope.sees_nothing()) return page;
  where.params.emplace_back(before ? before : INT64_MAX);
  where.params.emplace_back(limit + 1);
  page.items = tx.select<ServiceGiven>(where.sql + " AND id < ? ORDER BY id DESC LIMIT ?", where.params);
  if (static_cast<int>(page.items.size()) > limit) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

ServiceSums sum_services(ReadTx& tx, const Scope& scope, const ServiceFilter& filter) {
  ServiceSums sums;
  const std::string root = root_path(tx, scope.realm_id());
  Where where(scope, filter, root);
  if (where.scope.sees_nothing()) return sums;
  tx.query("SELECT count(*), COALESCE(SUM(amount), 0) FROM service_given " + where.sql, where.params, [&](const Row& row) {
    sums.rows = row.integer(0), sums.times = row.integer(1);
    return false;
  });
  sums.people = tx.integer("SELECT count(*) FROM (SELECT DISTINCT phone_index FROM service_given " + where.sql +
                               " AND phone_index IS NOT NULL) served",
                           where.params).value_or(0);
  return sums;
}

std::map<Id, std::string> station_names(ReadTx& tx, Id realm_id, const std::vector<Id>& ids) {
  std::map<Id, std::string> names;
  if (ids.empty()) return names;
  Params params{realm_id};
  for (Id id : ids) params.emplace_back(id);
  tx.query("SELECT id, name FROM station WHERE realm_id = ? AND id IN (" + store::marks(ids.size()) + ")", params,
           [&](const Row& row) {
             names[row.integer(0)] = row.text(1);
             return true;
           });
  return names;
}

std::optional<ServiceGiven> find_given(ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<ServiceGiven>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<ServiceGiven> find_by_key(ReadTx& tx, Id realm_id, std::string_view client_key) {
  return tx.select_one<ServiceGiven>("WHERE realm_id = ? AND client_key = ? AND client_key <> ''", Params{realm_id, client_key});
}

bool mark_undone(WriteTx& tx, const Permit&, const ServiceGiven& row, Instant at) {
  return tx.execute("UPDATE service_given SET undone_at = ? WHERE realm_id = ? AND id = ? AND undone_at IS NULL",
                    Params{at, row.realm_id, row.id}) == 1;
}

void take_turn(WriteTx& tx, Id realm_id, const record::Blob& phone_index) {
  tx.execute("INSERT INTO service_turn (realm_id, phone_index, turns) VALUES (?, ?, 1) ON CONFLICT (realm_id, phone_index) DO "
             "UPDATE SET turns = service_turn.turns + 1",
             Params{realm_id, Param::blob(phone_index.bytes)});
}

std::vector<Had> givings_of(ReadTx& tx, Id realm_id, const record::Blob& phone_index, std::string_view item, DaySpan span) {
  const std::string from = span.from.iso(), to = span.to.iso();
  std::vector<Had> had;
  tx.query("SELECT given_on, SUM(amount) FROM service_given WHERE realm_id = ? AND phone_index = ? AND item = ? AND given_on >= ? AND "
           "given_on <= ? AND undone_at IS NULL GROUP BY given_on",
           Params{realm_id, Param::blob(phone_index.bytes), item, from, to}, [&](const Row& row) {
             had.push_back({*Date::parse_iso(row.text(0)), row.integer(1)});
             return true;
           });
  return had;
}

Id person_with_phone(ReadTx& tx, Id realm_id, const record::Blob& phone_index) {
  std::vector<Id> found;
  tx.query("SELECT id FROM person WHERE realm_id = ? AND phone_index = ? AND merged_into_id IS NULL LIMIT 2",
           Params{realm_id, Param::blob(phone_index.bytes)}, [&](const Row& row) {
             found.push_back(row.integer(0));
             return true;
           });
  return found.size() == 1 ? found.front() : 0;
}

Drawn draw_stock(WriteTx& tx, Id realm_id, Id station_id, std::string_view item, std::int64_t amount, bool takes_all) {
  if (tx.execute("UPDATE service_stock SET amount_left = amount_left - ? WHERE realm_id = ? AND station_id = ? AND item = ? AND "
                 "amount_left >= ?",
                 Params{amount, realm_id, station_id, item, amount}) == 1)
    return {amount, 0};
  for (;;) {
    auto left = tx.integer("SELECT amount_left FROM service_stock WHERE realm_id = ? AND station_id = ? AND item = ?",
                           Params{realm_id, station_id, item});
    if (!left) return {};
    const std::int64_t taken = std::min(*left, amount);
    if (!takes_all) return {0, amount - taken};
    // Somebody may fill the shelf between the look and this: only what was seen is taken.
    if (tx.execute("UPDATE service_stock SET amount_left = amount_left - ? WHERE realm_id = ? AND station_id = ? AND item = ? AND "
                   "amount_left = ?",
                   Params{taken, realm_id, station_id, item, *left}) == 1)
      return {taken, amount - taken};
  }
}

void return_stock(WriteTx& tx, Id realm_id, Id station_id, std::string_view item, std::int64_t amount) {
  tx.execute("UPDATE service_stock SET amount_left = amount_left + ? WHERE realm_id = ? AND station_id = ? AND item = ?",
             Params{amount, realm_id, station_id, item});
}

void put_stock(WriteTx& tx, const Permit&, const ServiceStock& row) {
  tx.execute("DELETE FROM service_stock WHERE realm_id = ? AND station_id = ? AND item = ?",
             Params{row.realm_id, row.station_id, row.item});
  if (row.amount_left >= 0) tx.insert(row);
}

std::vector<ServiceStock> stock_of(ReadTx& tx, Id realm_id, Id station_id) {
  return tx.select<ServiceStock>("WHERE realm_id = ? AND station_id = ? ORDER BY item", Params{realm_id, station_id});
}

}  // namespace niangjia::services
