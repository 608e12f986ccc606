#pragma once
// Working days (工作日): weekdays without the holidays, and the weekend days worked in exchange (调休), as
// the State Council announces them each autumn (data/workdays.tsv, with the notice). A year no notice is held
// for is told by `is_known`; its weekdays then count as working days.

#include "base/date.h"

namespace niangjia::workdays {

bool is_workday(Date day);
bool is_known(int year);
// A day that a notice gives off, weekends within it included; an ordinary weekend is none.
bool is_holiday(Date day);
// The seven holidays of the notices, by name. 元旦, 春节, 清明节, 劳动节, 端午节, 中秋节, 国庆节.
enum class Holiday { new_year, spring, tomb_sweeping, labour, dragon_boat, mid_autumn, national };
// Of a notice that gives 中秋节 and 国庆节 together, every day belongs to 国庆节 and only the fifteenth of the eighth month
// to 中秋节 as well: somebody who shuts for 中秋节 does not shut for a week.
bool is_holiday_of(Holiday holiday, Date day);
// A day of the Chinese calendar (农历), for what people fix by it: 除夕, 初一至初三. The last day of the year (除夕) is 12-30
// whether the twelfth month has 29 days or 30.
struct LunarDay {
  int month = 0, day = 0;
  bool is_leap = false;  // in a month that is counted twice (闰月)
  auto operator<=>(const LunarDay&) const = default;
};
LunarDay lunar_day(Date day);
// The n-th working day after `start`; the day of the start is not counted (民法典 art. 201).
Date plus_workdays(Date start, int n);
// How many working days lie in (from, to]; 0 when `to` is not after `from`.
int workdays_between(Date from, Date to);

}  // namespace niangjia::workdays
