#pragma once
// What hours say of holidays: all that the notices give off (节假日), one by name (春节), some days of the Chinese calendar
// (除夕至初三) or of ours (10月1日至3日).
//
// Canonical: `PH off`, `spring 09:00-16:00`, `national open` (as on any other day, where all holidays are shut),
// `lunar 12-30..01-03 off`, `on 10-01..10-03 off`. The last day of the lunar year is 12-30 (modules/workdays/workdays.h).

#include <string>
#include <string_view>
#include <vector>

#include "modules/stations/hours.h"

namespace niangjia::stations {

// The holidays that begin `rest` (of a text from plain_hours): 春节7天, 国庆中秋双节, 除夕-初三. `length` is 0 when none does.
struct HolidayWords {
  std::size_t length = 0;
  std::vector<HolidayRule> meant;  // without hours yet
  bool says_off = false;           // 放假: closed, without another word
};
HolidayWords holidays_at(std::string_view rest);

bool is_same_holiday(const HolidayRule& a, const HolidayRule& b);
// Puts the rule in the place of what was said of the same days.
void put_rule(OpeningHours& hours, HolidayRule rule);
// In the order in which they are asked and printed; without those that say what is so anyway.
void settle_holidays(OpeningHours& hours);
// "PH off; spring open", without the spans, which the caller prints.
std::string holiday_words(const HolidayRule& rule);
// The rule that decides a day; nothing: the week does.
const HolidayRule* rule_on(const OpeningHours& hours, Date day);

}  // namespace niangjia::stations
