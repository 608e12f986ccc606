#include <algorithm>

#include "modules/figures/figures.h"
#include "modules/figures/ledger.h"

namespace niangjia::figures {

namespace {

using store::Params;
using store::ReadTx;
using store::Row;

constexpr PlaceColumns kFactColumns{"union_path", "township"};

std::string list_of(const std::vector<int>& numbers) {  // our own small integers, never a caller's text
  std::string out;
  for (int n : numbers) out += (out.empty() ? "" : ",") + std::to_string(n);
  return out;
}

void add(Ledger& ledger, std::string_view node, int indicator, int category, const Amounts& more) {
  Amounts& sum = ledger[{std::string(node), indicator, category}];
  sum.flow += more.flow;
  sum.stock += more.stock;
  sum.ever += more.ever;
}

void read_sums(ReadTx& tx, const LedgerAsk& ask, Ledger& ledger) {
  std::vector<std::string_view> periods{kWholeTime};
  for (const Cut* cut : {&ask.flow, &ask.stock})
    for (const auto& [period, weight] : cut->weights)
      if (weight != 0 && std::find(periods.begin(), periods.end(), period) == periods.end())
        periods.push_back(period);
  const bool by_child = ask.by == By::children;
  Params params{ask.place.realm_id, by_child ? children_parent(ask.place) : parent_of_node(ask.place)};
  for (std::string_view p : periods) params.emplace_back(p);
  std::string sql = "SELECT indicator, " + std::string(ask.by == By::months ? "period" : "node") +
                    ", period, category, amount FROM figure_sum WHERE realm_id = ? AND indicator IN (" +
                    list_of(ask.indicators) + ") AND parent = ? AND period IN (" +
                    store::marks(periods.size()) + ")";
  if (!by_child) {
    sql += " AND node = ?";
    params.emplace_back(node_of(ask.place));
  }
  tx.query(sql, params, [&](const Row& row) {
    std::string_view period = row.text(2);
    const std::int64_t amount = row.integer(4);
    add(ledger, ask.by == By::total ? std::string_view() : row.text(1), static_cast<int>(row.integer(0)),
        static_cast<int>(row.integer(3)),
        {ask.flow.weight_of(period) * amount, ask.stock.weight_of(period) * amount,
         period == kWholeTime ? amount : 0});
    return true;
  });
}

void read_tail(ReadTx& tx, const LedgerAsk& ask, Ledger& ledger) {
  Params params{ask.place.realm_id};
  std::vector<std::string> kept;
  std::string place = place_condition(ask.place, kFactColumns, params, kept);
  std::string node = ask.by == By::months ? "month" : node_expression(ask.place, ask.by, kFactColumns);
  tx.query(
      "SELECT indicator, " + node +
          " AS node, month, category, SUM(amount) FROM figure_tail WHERE realm_id = ? AND " + place +
          " AND indicator IN (" + list_of(ask.indicators) + ") GROUP BY 1, 2, 3, 4",
      params, [&](const Row& row) {
        std::string_view month = row.text(2);
        const std::int64_t amount = row.integer(4);
        add(ledger, row.text(1), static_cast<int>(row.integer(0)), static_cast<int>(row.integer(3)),
            {ask.flow.weight_of_month(month) * amount, ask.stock.weight_of_month(month) * amount, amount});
        return true;
      });
}

void read_days(ReadTx& tx, const LedgerAsk& ask, const DayRange& range, int flow_sign, int stock_sign,
               Ledger& ledger) {
  const std::string from = range.from.iso(), to = range.to.iso();
  Params params{ask.place.realm_id, from, to};
  std::vector<std::string> kept;
  std::string place = place_condition(ask.place, kFactColumns, params, kept);
  std::string node =
      ask.by == By::months ? "substr(happened_on, 1, 7)" : node_expression(ask.place, ask.by, kFactColumns);
  tx.query("SELECT indicator, " + node +
               " AS node, category, SUM(amount) FROM fact WHERE realm_id = ? AND indicator IN (" +
               list_of(ask.indicators) + ") AND happened_on >= ? AND happened_on <= ? AND " + place +
               " GROUP BY 1, 2, 3",
           params, [&](const Row& row) {
             const std::int64_t amount = row.integer(3);
             add(ledger, row.text(1), static_cast<int>(row.integer(0)), static_cast<int>(row.integer(2)),
                 {flow_sign * amount, stock_sign * amount, 0});
             return true;
           });
}

bool has_tail(ReadTx& tx, Id realm_id) {
  return tx.integer("SELECT 1 FROM figure_tail WHERE realm_id = ? LIMIT 1", Params{realm_id}).has_value();
}

}  // namespace

Ledger read_ledger(ReadTx& tx, const LedgerAsk& ask) {
  Ledger ledger;
  read_sums(tx, ask, ledger);
  if (has_tail(tx, ask.place.realm_id)) read_tail(tx, ask, ledger);
  std::vector<DayRange> left = ask.stock.days;
  for (const DayRange& range : ask.flow.days) {
    // The edge of the flow is mostly the edge of the stock too: read once.
    auto same = std::find_if(left.begin(), left.end(),
                             [&](const DayRange& r) { return r.from == range.from && r.to == range.to; });
    const int stock_sign = same == left.end() ? 0 : same->sign;
    if (same != left.end()) left.erase(same);
    read_days(tx, ask, range, range.sign, stock_sign, ledger);
  }
  for (const DayRange& range : left) read_days(tx, ask, range, 0, range.sign, ledger);
  return ledger;
}

Bounds read_bounds(ReadTx& tx, Id realm_id) {
  static constexpr Indicator all[] = {Indicator::union_founded,         Indicator::union_net,
                                      Indicator::member_joined,         Indicator::member_net,
                                      Indicator::census_courier,        Indicator::census_outlet_workers,
                                      Indicator::union_founded_new_form, Indicator::station_open,
                                      Indicator::service_times};
  // A board without asked days opens on the last day somebody reported on. The tree grows and stations serve day by day
  // without anybody reporting.
  auto is_report = [](Indicator i) {
    return i != Indicator::union_net && i != Indicator::station_open && i != Indicator::service_times;
  };
  std::string sql;
  Params params;
  for (Indicator i : all)
    for (std::string_view end : {"MIN", "MAX"}) {
      sql += std::string(sql.empty() ? "" : " UNION ALL ") + "SELECT " + std::string(end) +
             "(happened_on), " + (is_report(i) ? "1" : "0") +
             " FROM fact WHERE realm_id = ? AND indicator = " + std::to_string(static_cast<int>(i));
      params.emplace_back(realm_id);
    }
  Bounds bounds;
  tx.query(sql, params, [&](const Row& row) {
    if (row.is_null(0)) return true;
    auto day = Date::parse_iso(row.text(0));
    if (!day) return true;
    if (!bounds.first || *day < *bounds.first) bounds.first = day;
    if (!bounds.last || *day > *bounds.last) bounds.last = day;
    bool is_reported = row.integer(1) != 0;
    if (is_reported && (!bounds.last_reported || *day > *bounds.last_reported)) bounds.last_reported = day;
    return true;
  });
  return bounds;
}

// The first day, and not whether there is any row: PostgreSQL, told to stop at one row, would rather read the
// whole table.
bool has_roster(ReadTx& tx, Id realm_id, Date at) {
  auto first = tx.text("SELECT MIN(happened_on) FROM fact WHERE realm_id = ? AND indicator = ?",
                       Params{realm_id, static_cast<int>(Indicator::census_courier)});
  return first && *first <= at.iso();
}

}  // namespace niangjia::figures
