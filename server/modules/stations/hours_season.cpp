#include "modules/stations/hours_season.h"

#include <algorithm>

namespace niangjia::stations {

namespace {

constexpr int kYearDays = 366;  // of a leap year, so that 29 February has its place

int day_of_year(MonthDay day) { return Date::from_ymd(2024, day.month, day.day)->days() - Date::from_ymd(2024, 1, 1)->days(); }

MonthDay month_day_of(int day_of_year) {
  const Date day = Date::from_ymd(2024, 1, 1)->plus_days(day_of_year);
  return {day.month(), day.day()};
}

bool says_nothing(const Season& season) {
  return std::all_of(season.week.begin(), season.week.end(), [](const auto& spans) { return spans.empty(); });
}

std::size_t count_of(const OpeningHours& hours, SeasonKind kind) {
  return static_cast<std::size_t>(
      std::count_if(hours.seasons.begin(), hours.seasons.end(), [kind](const Season& s) { return s.kind == kind; }));
}

// The stretches of the year that no season of dates holds, as seasons with this week.
std::vector<Season> gaps(const OpeningHours& hours, const Week& week) {
  std::vector<bool> held(kYearDays, false);
  for (const Season& s : hours.seasons) {
    if (s.kind != SeasonKind::dates) continue;
    for (int d = day_of_year(s.from);; d = (d + 1) % kYearDays) {
      held[static_cast<std::size_t>(d)] = true;
      if (d == day_of_year(s.to)) break;
    }
  }
  std::vector<Season> out;
  for (int d = 0; d < kYearDays; ++d) {
    const bool begins = !held[static_cast<std::size_t>(d)] && held[static_cast<std::size_t>((d + kYearDays - 1) % kYearDays)];
    if (!begins) continue;
    int last = d;
    while (!held[static_cast<std::size_t>((last + 1) % kYearDays)]) last = (last + 1) % kYearDays;
    out.push_back({SeasonKind::dates, month_day_of(d), month_day_of(last), week});
  }
  return out;
}

}  // namespace

SeasonKind other_season(SeasonKind kind) {
  if (kind == SeasonKind::summer) return SeasonKind::winter;
  return kind == SeasonKind::winter ? SeasonKind::summer : SeasonKind::whole_year;
}

bool settle_seasons(OpeningHours& hours) {
  std::erase_if(hours.seasons, says_nothing);
  const std::size_t dated = count_of(hours, SeasonKind::dates);
  const std::size_t summers = count_of(hours, SeasonKind::summer), winters = count_of(hours, SeasonKind::winter);
  const std::size_t whole = count_of(hours, SeasonKind::whole_year);
  if (summers > 1 || winters > 1 || whole > 1) return false;
  if (whole == 0 || whole == hours.seasons.size()) return true;
  if (dated > 0 && summers + winters > 0) return false;
  const auto at = std::find_if(hours.seasons.begin(), hours.seasons.end(),
                               [](const Season& s) { return s.kind == SeasonKind::whole_year; });
  const Week week = at->week;
  hours.seasons.erase(at);
  if (summers + winters == 1) hours.seasons.push_back({summers == 1 ? SeasonKind::winter : SeasonKind::summer, {}, {}, week});
  for (Season& gap : dated > 0 ? gaps(hours, week) : std::vector<Season>{}) hours.seasons.push_back(std::move(gap));
  return true;
}

}  // namespace niangjia::stations
