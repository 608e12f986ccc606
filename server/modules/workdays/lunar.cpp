// The Chinese calendar, as ICU counts it.
#include <unicode/calendar.h>

#include <memory>
#include <stdexcept>

#include "modules/workdays/workdays.h"

namespace niangjia::workdays {

namespace {

std::unique_ptr<icu::Calendar> chinese_calendar() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Calendar> made(icu::Calendar::createInstance(
      icu::TimeZone::createTimeZone("Asia/Shanghai"), icu::Locale("zh@calendar=chinese"), status));
  if (U_FAILURE(status)) throw std::runtime_error("The Chinese calendar of ICU is not there.");
  return made;
}

LunarDay as_counted(Date day) {
  thread_local const std::unique_ptr<icu::Calendar> calendar = chinese_calendar();
  UErrorCode status = U_ZERO_ERROR;
  calendar->setTime((static_cast<double>(day.days()) * 24 + 4) * 3'600'000, status);  // noon in China
  LunarDay found{calendar->get(UCAL_MONTH, status) + 1, calendar->get(UCAL_DATE, status),
                 calendar->get(UCAL_IS_LEAP_MONTH, status) != 0};
  if (U_FAILURE(status)) throw std::runtime_error("The Chinese calendar of ICU has no answer for " + day.iso() + ".");
  return found;
}

}  // namespace

LunarDay lunar_day(Date day) {
  LunarDay found = as_counted(day);
  if (found.month == 12 && found.day == 29 && as_counted(day.plus_days(1)).month == 1) found.day = 30;
  return found;
}

}  // namespace niangjia::workdays
