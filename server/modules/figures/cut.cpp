#include "modules/figures/cut.h"

#include <algorithm>

#include "modules/figures/figures.h"

namespace niangjia::figures {

namespace {

Date year_end(Date day) { return Date::from_ymd(day.year(), 12, 31).value_or(day); }
Date year_begin(Date day) { return Date::from_ymd(day.year(), 1, 1).value_or(day); }

// The part [from, to] of one month: read by day, or as the month less its other days, whichever is fewer
// days.
void add_month(Cut& cut, Date from, Date to) {
  const Date first = from.first_of_month(), last = from.last_of_month();
  const int wanted = to.days() - from.days() + 1, all = last.days() - first.days() + 1;
  if (wanted * 2 < all) {
    cut.days.push_back({from, to, 1});
    return;
  }
  cut.weights[from.month_iso()] += 1;
  if (from > first) cut.days.push_back({first, from.plus_days(-1), -1});
  if (to < last) cut.days.push_back({to.plus_days(1), last, -1});
}

void add_months(Cut& cut, Date from, Date to) {
  for (Date at = from; at <= to; at = at.last_of_month().plus_days(1))
    add_month(cut, at, std::min(to, at.last_of_month()));
}

Cut closed_cut(Date from, Date to) {
  Cut cut;
  for (Date at = from; at <= to; at = year_end(at).plus_days(1)) {
    const Date end = std::min(to, year_end(at));
    if (at == year_begin(at) && end == year_end(at))
      cut.weights[at.iso().substr(0, 4)] += 1;
    else
      add_months(cut, at, end);
  }
  return cut;
}

void subtract(Cut& cut, const Cut& other) {
  for (const auto& [period, weight] : other.weights) cut.weights[period] -= weight;
  for (DayRange range : other.days) {
    range.sign = -range.sign;
    cut.days.push_back(range);
  }
}

}  // namespace

int Cut::weight_of(std::string_view period) const {
  auto it = weights.find(period);
  return it == weights.end() ? 0 : it->second;
}

int Cut::weight_of_month(std::string_view month) const {
  return weight_of(kWholeTime) + weight_of(month.substr(0, 4)) + weight_of(month);
}

Cut stock_cut(Date at, const Bounds& bounds) {
  Cut cut;
  if (bounds.is_empty() || at < *bounds.first) return cut;
  cut.weights[std::string(kWholeTime)] = 1;
  if (at < *bounds.last) subtract(cut, closed_cut(at.plus_days(1), year_end(*bounds.last)));
  return cut;
}

Cut flow_cut(Date from, Date to, const Bounds& bounds) {
  if (bounds.is_empty() || from > to || from > *bounds.last || to < *bounds.first) return {};
  if (from <= *bounds.first) return stock_cut(to, bounds);
  return closed_cut(from, to >= *bounds.last ? year_end(*bounds.last) : to);
}

Cut month_cut(Date from, Date to, const Bounds& bounds) {
  Cut cut;
  if (bounds.is_empty()) return cut;
  from = from <= *bounds.first ? bounds.first->first_of_month() : from;
  to = to >= *bounds.last ? bounds.last->last_of_month() : to;
  if (from <= to) add_months(cut, from, to);
  return cut;
}

}  // namespace niangjia::figures
