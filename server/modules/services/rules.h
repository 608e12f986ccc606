#pragma once
// When an item may be given, and how often a person may have it: structs in, verdict out. Rows come late and out of order, so
// a limit looks both ways from the day of a giving.

#include "modules/services/services.h"

namespace niangjia::services {

// "06-01" of 6-1, 6/1, 6.1, 6月1日, 06-01; nothing when no year has that day.
std::optional<std::string> read_month_day(std::string_view text);
std::string month_day_label(std::string_view month_day);  // 6月1日

// No season: always. A season may run over the new year (11-15 to 02-15); both its days are in it.
bool is_in_season(const ServiceItem& item, Date day);

struct DaySpan {
  Date from, to;
};
// The days whose givings may count together with one of `day` (which is in season): with limit_days so many back and ahead;
// else the season, else the calendar year.
DaySpan limit_span(const ServiceItem& item, Date day);
struct Had {
  Date given_on;
  std::int64_t amount = 0;
};
// The most that a person had within one window that holds `day`; `had` lies in limit_span(), in any order.
std::int64_t times_beside(const ServiceItem& item, Date day, const std::vector<Had>& had);
std::string limit_label(const ServiceItem& item);  // 7 天内, 今年, 本季（6月1日至9月30日）

}  // namespace niangjia::services
