// What a plan is made of, read from what the county has on record already.
#include "modules/siting_plans/store.h"

namespace niangjia::siting_plans {

using store::Params;
using store::ReadTx;
using store::Row;

namespace {

constexpr std::string_view kWorkers = "(courier_count + trucker_count + delivery_count + ridehail_count + other_count)";

// The first moment of a day in China.
Instant begin_of(Date day) { return Instant{(std::int64_t{day.days()} * 24 - 8) * 3'600'000}; }

record::Position position_in(const Row& row, int column) { return {row.integer(column), row.integer(column + 1)}; }

using EachCount = std::function<void(const Row&, std::int64_t amount)>;

// id, name, lon_e7, lat_e7, amount
void each_outlet(ReadTx& tx, const Scope& scope, const EachCount& each) {
  Params params;
  const std::string where = scope.condition("", "union_path", params);
  tx.query("SELECT id, name, lon_e7, lat_e7, " + std::string(kWorkers) + " FROM outlet WHERE " + where +
               " AND status = 'open' AND " + std::string(kWorkers) + " > 0",
           params, [&](const Row& row) { return each(row, row.integer(4)), true; });
}

void each_service(ReadTx& tx, const Scope& scope, Date from, Date to, const EachCount& each) {
  Params params;
  const std::string where = scope.condition("g.", "union_path", params);
  params.emplace_back(from), params.emplace_back(to);
  tx.query("SELECT s.id, s.name, s.lon_e7, s.lat_e7, CAST(sum(g.amount) AS BIGINT) FROM service_given g JOIN station s ON "
           "s.realm_id = g.realm_id AND s.id = g.station_id WHERE " + where +
               " AND g.undone_at IS NULL AND g.given_on >= ? AND g.given_on <= ? AND s.lon_e7 <> 0 GROUP BY s.id, s.name, s.lon_e7, "
               "s.lat_e7",
           params, [&](const Row& row) { return each(row, row.integer(4)), true; });
}

// A door found locked: somebody came and was not served. The other kinds (broken kit, wrong sign, wrong place) count apart.
enum class Reported { locked_door, other };
void each_report(ReadTx& tx, const Scope& scope, Date from, Date to, Reported what, const EachCount& each) {
  Params params;
  const std::string where = scope.condition("s.", "union_path", params);
  params.emplace_back(begin_of(from)), params.emplace_back(begin_of(to.plus_days(1)));
  tx.query("SELECT s.id, s.name, s.lon_e7, s.lat_e7, count(*) FROM station s JOIN station_report r ON r.realm_id = s.realm_id AND "
           "r.station_id = s.id WHERE " + where +
               (what == Reported::locked_door ? " AND r.kind = 'locked'" : " AND r.kind <> 'locked'") + " AND r.reported_at >= ? AND r.reported_at < ? AND s.lon_e7 <> 0 GROUP BY s.id, s.name, "
               "s.lon_e7, s.lat_e7",
           params, [&](const Row& row) { return each(row, row.integer(4)), true; });
}

void each_crowd(ReadTx& tx, const Scope& scope, const EachCount& each) {
  Params params;
  const std::string where = scope.condition("", "union_path", params);
  tx.query("SELECT id, name, lon_e7, lat_e7, people FROM siting_place WHERE " + where + " AND kind = 'crowd'", params,
           [&](const Row& row) { return each(row, row.integer(4)), true; });
}

// id, name, lon_e7, lat_e7, address, capacity, willing
void each_host(ReadTx& tx, const Scope& scope, const std::function<void(const Row&)>& each) {
  Params params;
  const std::string where = scope.condition("", "union_path", params);
  tx.query("SELECT id, name, lon_e7, lat_e7, address, capacity, willing FROM siting_place WHERE " + where +
               " AND kind = 'host' AND willing <> 'no'",
           params, [&](const Row& row) { return each(row), true; });
}

Demand demand_of(const Row& row, std::int64_t amount, DemandSource source, std::string id) {
  return {std::move(id), source, std::string(row.text(1)), static_cast<double>(amount), position_in(row, 2)};
}

}  // namespace

Inputs gather(ReadTx& tx, const Scope& scope, const SitingPlan& plan) {
  Inputs in;
  if (scope.sees_nothing()) return in;
  const Date from = *plan.counted_from, to = *plan.counted_to;
  each_outlet(tx, scope, [&](const Row& row, std::int64_t n) {
    if (row.integer(2) == 0) return void(++in.unplaced_outlets);
    in.demand.push_back(demand_of(row, n, DemandSource::outlet, id_to_wire("out", row.integer(0))));
  });
  each_service(tx, scope, from, to, [&](const Row& row, std::int64_t n) {
    in.demand.push_back(demand_of(row, n, DemandSource::service, id_to_wire("stn", row.integer(0)) + ":service"));
  });
  each_report(tx, scope, from, to, Reported::locked_door, [&](const Row& row, std::int64_t n) {
    in.demand.push_back(demand_of(row, n, DemandSource::report, id_to_wire("stn", row.integer(0)) + ":report"));
  });
  each_report(tx, scope, from, to, Reported::other, [&](const Row& row, std::int64_t n) {
    in.demand.push_back(demand_of(row, n, DemandSource::trouble, id_to_wire("stn", row.integer(0)) + ":trouble"));
  });
  each_crowd(tx, scope, [&](const Row& row, std::int64_t n) {
    in.demand.push_back(demand_of(row, n, DemandSource::point, id_to_wire("spl", row.integer(0))));
  });
  each_host(tx, scope, [&](const Row& row) {
    if (plan.only_willing && row.text(6) != "yes") return;
    if (row.integer(2) == 0) return void(++in.unplaced_hosts);
    Stand stand{id_to_wire("spl", row.integer(0)), std::string(row.text(1)), std::string(row.text(4)), false, position_in(row, 2), {}};
    if (!row.is_null(5)) stand.capacity = row.integer(5);
    in.stands.push_back(std::move(stand));
  });
  // A station beyond the township's border serves as well, and everybody may see it.
  tx.query("SELECT id, name, lon_e7, lat_e7, address FROM station WHERE realm_id = ? AND status IN ('in_use', 'repair') AND lon_e7 <> 0",
           Params{scope.realm_id()}, [&](const Row& row) {
             in.stands.push_back({id_to_wire("stn", row.integer(0)), std::string(row.text(1)), std::string(row.text(4)), true,
                                  position_in(row, 2), {}});
             return true;
           });
  return in;
}

Stocktaking take_stock(ReadTx& tx, const Scope& scope, Date from, Date to) {
  Stocktaking stock;
  if (scope.sees_nothing()) return stock;
  auto count_into = [](SourceCount& count) {
    return [&count](const Row&, std::int64_t n) { ++count.places, count.people += n; };
  };
  each_outlet(tx, scope, [&](const Row& row, std::int64_t n) {
    if (row.integer(2) == 0) ++stock.unplaced_outlets;
    else ++stock.outlets.places, stock.outlets.people += n;
  });
  each_service(tx, scope, from, to, count_into(stock.services));
  each_report(tx, scope, from, to, Reported::locked_door, count_into(stock.reports));
  each_report(tx, scope, from, to, Reported::other, count_into(stock.troubles));
  each_crowd(tx, scope, count_into(stock.points));
  each_host(tx, scope, [&](const Row& row) { ++(row.integer(2) == 0 ? stock.unplaced_hosts : stock.hosts); });
  stock.stations = tx.integer("SELECT count(*) FROM station WHERE realm_id = ? AND status IN ('in_use', 'repair') AND lon_e7 <> 0",
                              Params{scope.realm_id()}).value_or(0);
  return stock;
}

}  // namespace niangjia::siting_plans
