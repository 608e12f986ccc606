#pragma once
// How a period of days is cut into what figure_sum holds: whole years and months, and the days at its edges,
// which are read from the facts. Pure: no clock, no database.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace niangjia::figures {

// The days on which a federation has facts at all. Beyond them a period may be rounded up: nothing lies
// there.
struct Bounds {
  std::optional<Date> first, last;
  std::optional<Date> last_reported;  // of facts that somebody reported: entering a federation is none
  bool is_empty() const { return !first || !last; }
};

struct DayRange {
  Date from, to;
  int sign = 1;  // -1: days taken off a whole month
};

struct Cut {
  std::map<std::string, int, std::less<>>
      weights;  // "all", "2021" or "2021-03" → how often it counts (1 or -1)
  std::vector<DayRange> days;
  int weight_of_month(std::string_view month) const;  // for the tail, which is kept by month
  int weight_of(std::string_view period) const;       // of one row of figure_sum
};

// The flow of [from, to]; nothing when it ends before it begins.
Cut flow_cut(Date from, Date to, const Bounds& bounds);
// Everything up to and including a day: a stock is the sum of its flows.
Cut stock_cut(Date at, const Bounds& bounds);
// The flow of [from, to] month by month: weights hold only months, days lie each inside one month.
Cut month_cut(Date from, Date to, const Bounds& bounds);

}  // namespace niangjia::figures
