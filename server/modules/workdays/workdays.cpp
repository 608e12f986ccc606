#include "modules/workdays/workdays.h"

#include <array>
#include <map>
#include <set>
#include <stdexcept>

#include "base/data_table.h"
#include "base/text.h"

namespace niangjia::workdays {

namespace {

struct Calendar {
  std::map<Date, bool> said;  // what a notice says of a day, against its weekday
  std::map<Date, std::string> names;  // of the days off
  std::set<int> years;
  Calendar() {
    for (const auto& cells : data_rows("workdays.tsv", 5)) {
      auto from = Date::parse_iso(cells[0]), to = Date::parse_iso(cells[1]);
      if (!from || !to || *to < *from) throw std::runtime_error("data/workdays.tsv: " + cells[0]);
      for (Date day = *from; day <= *to; day = day.plus_days(1)) {
        said[day] = cells[2] == "work";
        if (cells[2] == "off") names[day] = cells[3];
      }
      years.insert(to->year());
    }
  }
};

const Calendar& calendar() {
  static const Calendar made;
  return made;
}

// 1970-01-01 was a Thursday; 0 is Monday.
int weekday_of(Date day) { return ((day.days() + 3) % 7 + 7) % 7; }

}  // namespace

bool is_known(int year) { return calendar().years.contains(year); }

bool is_holiday(Date day) {
  auto said = calendar().said.find(day);
  return said != calendar().said.end() && !said->second;
}

bool is_holiday_of(Holiday holiday, Date day) {
  constexpr std::array<std::string_view, 7> kNames{"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"};
  const auto& names = calendar().names;
  const auto said = names.find(day);
  if (said == names.end() || !contains(said->second, kNames[static_cast<std::size_t>(holiday)])) return false;
  if (holiday != Holiday::mid_autumn || !contains(said->second, kNames[static_cast<std::size_t>(Holiday::national)])) return true;
  const LunarDay lunar = lunar_day(day);
  return lunar.month == 8 && lunar.day == 15;
}

bool is_workday(Date day) {
  auto said = calendar().said.find(day);
  return said != calendar().said.end() ? said->second : weekday_of(day) < 5;
}

Date plus_workdays(Date start, int n) {
  Date day = start;
  while (n > 0) {
    day = day.plus_days(1);
    if (is_workday(day)) --n;
  }
  return day;
}

int workdays_between(Date from, Date to) {
  int n = 0;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) n += is_workday(day);
  return n;
}

}  // namespace niangjia::workdays
