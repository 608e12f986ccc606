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
// The n-th working day after `start`; the day of the start is not counted (民法典 art. 201).
Date plus_workdays(Date start, int n);
// How many working days lie in (from, to]; 0 when `to` is not after `from`.
int workdays_between(Date from, Date to);

}  // namespace niangjia::workdays
