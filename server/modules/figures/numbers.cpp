#include "modules/figures/numbers.h"

#include <algorithm>

#include "modules/categories/categories.h"
#include "modules/figures/figures.h"

namespace niangjia::figures {

namespace {

constexpr int kCourierCategory = 13;  // data/categories.tsv
constexpr int kMaxYears = 200;

int of(Indicator i) { return static_cast<int>(i); }

const std::vector<int>& asked_indicators() {
  static const std::vector<int> all = {of(Indicator::union_founded),  of(Indicator::union_net),
                                       of(Indicator::member_joined),  of(Indicator::member_net),
                                       of(Indicator::census_courier), of(Indicator::census_outlet_workers),
                                       of(Indicator::station_open),   of(Indicator::service_times)};
  return all;
}

void add_people(Numbers& n, int category, const Amounts& a) {
  n[Count::standing] += a.stock;
  n[Count::standing_now] += a.ever;
  n[Count::qualified] += a.ever;
  n[Count::net] += a.flow;
  if (categories::is_new_form(category)) n[Count::standing_new_form] += a.stock;
}

void add_entry(Numbers& n, int indicator, int category, const Amounts& a, bool has_roster) {
  switch (static_cast<Indicator>(indicator)) {
    case Indicator::union_founded:
      n[Count::founded] += a.flow;
      if (category == 1) n[Count::founded_new_form] += a.flow;
      return;
    case Indicator::union_net:
      n[Count::unions] += a.stock;
      return;
    case Indicator::member_joined:
      n[Count::joined] += a.flow;
      if (categories::is_new_form(category)) n[Count::joined_new_form] += a.flow;
      return;
    case Indicator::member_net:
      return add_people(n, category, a);
    case Indicator::census_courier:
      if (has_roster) n[Count::couriers] += a.stock;
      return;
    case Indicator::census_outlet_workers:
      if (category != kCourierCategory) return;
      n[Count::outlet_couriers] += a.stock;
      if (!has_roster) n[Count::couriers] += a.stock;
      return;
    case Indicator::station_open:
      n[Count::stations] += a.stock;
      return;
    case Indicator::service_times:
      n[Count::service_times] += a.flow;
      return;
    case Indicator::union_founded_new_form:
      return;  // the category of union_founded says it
  }
}

Ledger ledger_of(store::ReadTx& tx, const Place& place, By by, const Period& period) {
  Cut flow = flow_cut(period.from, period.to, period.bounds), stock = stock_cut(period.to, period.bounds);
  return read_ledger(tx, {place, by, asked_indicators(), flow, stock});
}

// What stands at the end of each month: what stood before the period and the months since.
void run_up(Numbers& sum, Numbers& month) {
  for (Count c :
       {Count::unions, Count::standing, Count::standing_new_form, Count::couriers, Count::outlet_couriers,
        Count::stations}) {
    sum[c] += month[c];
    month[c] = sum[c];
  }
}

}  // namespace

bool Numbers::is_zero() const {
  return std::all_of(values.begin(), values.end(), [](std::int64_t v) { return v == 0; });
}
Numbers& Numbers::operator+=(const Numbers& more) {
  for (std::size_t i = 0; i < values.size(); ++i) values[i] += more.values[i];
  return *this;
}
Numbers Numbers::operator-(const Numbers& other) const {
  Numbers out = *this;
  for (std::size_t i = 0; i < values.size(); ++i) out.values[i] -= other.values[i];
  return out;
}

Result<Period> read_period(store::ReadTx& tx, Id realm_id, std::optional<Date> from, std::optional<Date> to,
                           Date today) {
  Period period;
  period.bounds = read_bounds(tx, realm_id);
  period.to = to ? *to : std::min(period.bounds.last_reported.value_or(today), today);
  period.from = from ? *from : Date::from_ymd(period.to.year(), 1, 1).value_or(period.to);
  if (period.from > period.to)
    return refuse(
        Code::invalid, "figures.period",
        "期间的起始日期 " + period.from.iso() + " 晚于截止日期 " + period.to.iso() + "，请调换或改正。");
  period.has_roster = has_roster(tx, realm_id, period.to);
  return period;
}

static NumbersByNode count_without_people(store::ReadTx& tx, const Place& place, By by,
                                          const Period& period) {
  NumbersByNode out;
  for (const auto& [key, amounts] : ledger_of(tx, place, by, period)) {
    const auto& [node, indicator, category] = key;
    add_entry(out[node], indicator, category, amounts, period.has_roster);
  }
  count_outlets(tx, place, by, period, out);
  count_covers(tx, place, by, period, out);
  return out;
}

NumbersByNode count_by_node(store::ReadTx& tx, const Place& place, By by, const Period& period) {
  NumbersByNode out = count_without_people(tx, place, by, period);
  if (period.has_roster) count_standing_couriers(tx, place, by, period, out);
  count_unqualified(tx, place, by, out);
  return out;
}

Numbers count_whole(store::ReadTx& tx, const Place& place, const Period& period,
                    const NumbersByNode& children) {
  Numbers whole = count_without_people(tx, place, By::total, period)[""];
  for (const auto& [node, n] : children) {
    whole[Count::standing_couriers] += n[Count::standing_couriers];
    whole[Count::qualified] -= n[Count::standing_now] - n[Count::qualified];
  }
  return whole;
}

NumbersByNode count_by_month(store::ReadTx& tx, const Place& place, const Period& period) {
  NumbersByNode out;
  if (period.bounds.is_empty()) return out;
  Date first = std::max(period.from, *period.bounds.first).first_of_month();
  const Date last = std::min(period.to, *period.bounds.last);
  if (last.year() - first.year() > kMaxYears) first = last.plus_days(-366 * kMaxYears).first_of_month();
  for (Date m = first; m <= last; m = m.last_of_month().plus_days(1)) out[m.month_iso()];
  const Date from = std::max(period.from, first);
  Cut months = month_cut(from, period.to, period.bounds),
      before = stock_cut(from.plus_days(-1), period.bounds);
  for (auto& [key, amounts] : read_ledger(tx, {place, By::months, asked_indicators(), months, {}})) {
    const auto& [month, indicator, category] = key;
    if (auto it = out.find(month); it != out.end())
      add_entry(it->second, indicator, category, {amounts.flow, amounts.flow, 0}, period.has_roster);
  }
  Numbers sum;
  for (const auto& [key, amounts] : read_ledger(tx, {place, By::total, asked_indicators(), {}, before}))
    add_entry(sum, std::get<1>(key), std::get<2>(key), amounts, period.has_roster);
  for (auto& [month, numbers] : out) run_up(sum, numbers);
  return out;
}

std::map<int, Numbers> count_by_category(store::ReadTx& tx, const Place& place, const Period& period) {
  std::map<int, Numbers> out;
  for (const auto& [key, amounts] : ledger_of(tx, place, By::total, period)) {
    const auto& [node, indicator, category] = key;
    const auto kind = static_cast<Indicator>(indicator);
    if (kind != Indicator::union_founded && kind != Indicator::union_net)
      add_entry(out[category], indicator, category, amounts, period.has_roster);
  }
  return out;
}

}  // namespace niangjia::figures
