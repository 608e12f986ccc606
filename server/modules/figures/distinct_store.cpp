#include "modules/figures/figures.h"
#include "modules/figures/numbers.h"

namespace niangjia::figures {

namespace {

using store::Params;
using store::ReadTx;
using store::Row;

constexpr PlaceColumns kOutletColumns{"o.union_path", "o.township_code"};
constexpr PlaceColumns kUnionColumns{"u.tree_path", "u.township_code"};
constexpr PlaceColumns kCoverColumns{"c.union_path", "u.township_code"};
constexpr PlaceColumns kFactColumns{"union_path", "township"};
constexpr PlaceColumns kServiceColumns{"g.union_path", "g.township_code"};

// A cover that holds on a day, of a union that acts on that day; two parameters, both the day.
constexpr std::string_view kCoverHolds =
    "(c.from_on IS NULL OR c.from_on <= ?) AND (c.to_on IS NULL OR c.to_on > ?)";
constexpr std::string_view kUnionActs =
    "u.status <> 'preparing' AND (u.status IN ('active', 'locked') OR u.ended_on IS NOT NULL) AND "
    "(u.founded_on IS NULL OR u.founded_on <= ?) AND (u.ended_on IS NULL OR "
    "u.ended_on > ?)";

struct Asked {
  Params params;
  std::vector<std::string> kept;
};

}  // namespace

void count_outlets(ReadTx& tx, const Place& place, By by, const Period& period, NumbersByNode& out) {
  Asked asked;
  const std::string day = period.to.iso();
  asked.params = {place.realm_id, day, day, day, day, place.realm_id, day};
  std::string where = place_condition(place, kOutletColumns, asked.params, asked.kept);
  tx.query("SELECT " + node_expression(place, by, kOutletColumns) +
               " AS node, COUNT(DISTINCT CASE WHEN b.trade = '快递' THEN o.brand_id END), COUNT(*), "
               "SUM(CASE WHEN o.has_union <> 0 OR k.unit_id IS NOT NULL THEN 1 ELSE 0 END) FROM outlet o "
               "LEFT JOIN brand b ON b.realm_id = o.realm_id AND b.id = o.brand_id "
               "LEFT JOIN (SELECT DISTINCT c.unit_id FROM union_cover c JOIN trade_union u ON u.realm_id = "
               "c.realm_id AND "
               "u.id = c.union_id WHERE c.realm_id = ? AND " +
               std::string(kCoverHolds) + " AND " + std::string(kUnionActs) +
               ") k ON k.unit_id = o.unit_id WHERE o.realm_id = ? AND o.status = 'open' AND o.surveyed_on <= "
               "? AND " +
               where + " GROUP BY 1",
           asked.params, [&](const Row& row) {
             Numbers& n = out[std::string(row.text(0))];
             n[Count::brands] = row.integer(1);
             n[Count::open_outlets] = row.integer(2);
             n[Count::organised_outlets] = row.integer(3);
             return true;
           });
}

void count_covers(ReadTx& tx, const Place& place, By by, const Period& period, NumbersByNode& out) {
  Asked asked;
  const std::string from = period.from.iso(), to = period.to.iso();
  asked.params = {from, to, from, to, to, to, to, to, place.realm_id};
  std::string where = place_condition(place, kCoverColumns, asked.params, asked.kept);
  tx.query("SELECT " + node_expression(place, by, kCoverColumns) +
               " AS node, COUNT(DISTINCT CASE WHEN u.is_new_form <> 0 AND u.founded_on >= ? AND u.founded_on "
               "<= ? AND "
               "c.from_on >= ? AND c.from_on <= ? THEN c.unit_id END), COUNT(DISTINCT CASE WHEN " +
               std::string(kCoverHolds) + " AND " + std::string(kUnionActs) +
               " THEN c.unit_id END) FROM union_cover c JOIN trade_union u ON u.realm_id = c.realm_id AND "
               "u.id = c.union_id WHERE c.realm_id = ? AND " +
               where + " GROUP BY 1",
           asked.params, [&](const Row& row) {
             Numbers& n = out[std::string(row.text(0))];
             n[Count::covered] = row.integer(1);
             n[Count::covered_all] = row.integer(2);
             return true;
           });
}

// Each person once, by the telephone they gave: grouped by person and node. All rows of a federation lie below its root, which is
// not asked of them. A long period is walked along service_given_person, where a person's rows lie together and by township: so
// nobody has to be remembered. For that its days must not look as if they named an index of their own.
void count_service_people(ReadTx& tx, const Place& place, By by, const Period& period, NumbersByNode& out) {
  constexpr int kLongPeriodDays = 60;
  Asked asked;
  const std::string from = period.from.iso(), to = period.to.iso();
  const bool is_long = period.to.days() - period.from.days() > kLongPeriodDays;
  const std::string day = is_long ? "COALESCE(g.given_on, '')" : "g.given_on";
  asked.params = {place.realm_id, from, to};
  const std::string where = place.is_root ? "1 = 1" : place_condition(place, kServiceColumns, asked.params, asked.kept);
  // Townships of the root in the index's own words, so that its order is the order of the groups.
  const bool by_township = place.is_root && by == By::children;
  const std::string node = node_expression(place, by, kServiceColumns), told = by_township ? "g.township_code" : node;
  tx.query("SELECT " + (by_township ? node : "g.node") + " AS node, COUNT(*) FROM (SELECT g.phone_index, " + told +
               (by_township ? "" : " AS node") + " FROM service_given g WHERE g.realm_id = ? AND " + day + " >= ? AND " + day +
               " <= ? AND g.phone_index IS NOT NULL AND g.undone_at IS NULL AND " + where + " GROUP BY g.phone_index" +
               (by == By::children ? ", " + told : "") + ") g GROUP BY 1",
           asked.params, [&](const Row& row) {
             out[std::string(row.text(0))][Count::service_people] = row.integer(1);
             return true;
           });
}

// Who is in standing on a past day: who is today, less what happened since. Facts after the day are few; all
// are not.
void count_standing_couriers(ReadTx& tx, const Place& place, By by, const Period& period,
                             NumbersByNode& out) {
  Asked asked;
  const std::string day = period.to.iso();
  asked.params = {place.realm_id, day};
  std::string where = place_condition(place, kFactColumns, asked.params, asked.kept);
  for (const store::Param& p :
       {store::Param(place.realm_id), store::Param(place.realm_id), store::Param(day)})
    asked.params.push_back(p);
  tx.query(
      "SELECT c.node, COUNT(*) FROM (SELECT subject_id, MIN(" + node_expression(place, by, kFactColumns) +
          ") AS node FROM fact WHERE realm_id = ? AND indicator = 20 AND subject_id > 0 AND "
          "happened_on <= ? AND " +
          where +
          " GROUP BY subject_id HAVING SUM(amount) > 0) c JOIN person p ON p.realm_id = ? AND p.id = "
          "c.subject_id "
          "LEFT JOIN (SELECT subject_id, SUM(amount) AS amount FROM fact WHERE realm_id = ? AND indicator = "
          "11 AND "
          "happened_on > ? AND subject_id > 0 GROUP BY subject_id) l ON l.subject_id = c.subject_id "
          "WHERE (CASE WHEN p.standing IN ('active', 'moving_out') THEN 1 ELSE 0 END) - COALESCE(l.amount, "
          "0) > 0 "
          "GROUP BY c.node",
      asked.params, [&](const Row& row) {
        out[std::string(row.text(0))][Count::standing_couriers] = row.integer(1);
        return true;
      });
}

void count_unqualified(ReadTx& tx, const Place& place, By by, NumbersByNode& out) {
  Asked asked;
  asked.params = {place.realm_id, place.realm_id};
  std::string where = place_condition(place, kUnionColumns, asked.params, asked.kept);
  tx.query("SELECT " + node_expression(place, by, kUnionColumns) +
               " AS node, SUM(g.people) FROM (SELECT union_path, COUNT(*) AS people FROM person WHERE "
               "realm_id = ? AND "
               "problems <> 0 AND standing IN ('active', 'moving_out') GROUP BY union_path) g JOIN "
               "trade_union u ON "
               "u.realm_id = ? AND u.tree_path = g.union_path WHERE " +
               where + " GROUP BY 1",
           asked.params, [&](const Row& row) {
             out[std::string(row.text(0))][Count::qualified] -= row.integer(1);
             return true;
           });
}

}  // namespace niangjia::figures
