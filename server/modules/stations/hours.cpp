// The canonical form of opening hours, and what they say of a moment.
#include "modules/stations/hours.h"

#include <algorithm>
#include <cstdio>

#include "modules/stations/hours_holidays.h"

namespace niangjia::stations {

namespace {

constexpr int kDayMinutes = 24 * 60;
constexpr int kDaysAhead = 15;
constexpr std::array<std::string_view, 7> kDayWords{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

std::string two_and_two(int first, char between, int second) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d%c%02d", first, between, second);
  return text;
}

std::string time_text(int minutes) { return two_and_two(minutes / 60, ':', minutes % 60); }

std::string season_text(const Season& season) {
  switch (season.kind) {
    case SeasonKind::whole_year:
      return "";
    case SeasonKind::summer:
      return "summer ";
    case SeasonKind::winter:
      return "winter ";
    case SeasonKind::dates:
      break;
  }
  return two_and_two(season.from.month, '-', season.from.day) + ".." +
         two_and_two(season.to.month, '-', season.to.day) + " ";
}

// Mo-Fr, Sa, Mo,We: the days that share the spans of `first`.
std::string days_text(const Week& week, std::size_t first, std::array<bool, 7>& told) {
  std::string out;
  for (std::size_t day = first; day < 7; ++day) {
    if (told[day] || week[day] != week[first]) continue;
    std::size_t last = day;
    while (last + 1 < 7 && week[last + 1] == week[first]) ++last;
    out += (out.empty() ? "" : ",") + std::string(kDayWords[day]);
    if (last > day) out += "-" + std::string(kDayWords[last]);
    for (std::size_t i = day; i <= last; ++i) told[i] = true;
    day = last;
  }
  return out;
}

std::string spans_text(const std::vector<Span>& spans) {
  std::string out;
  for (const Span& span : spans) out += (out.empty() ? "" : ",") + time_text(span.from_min) + "-" + time_text(span.to_min);
  return out;
}

std::string week_text(const Season& season) {
  std::string out;
  std::array<bool, 7> told{};
  for (std::size_t day = 0; day < 7; ++day) {
    if (told[day] || season.week[day].empty()) continue;
    out += (out.empty() ? "" : "; ") + season_text(season) + days_text(season.week, day, told) + " ";
    out += spans_text(season.week[day]);
  }
  return out;
}

bool lies_in(MonthDay day, MonthDay from, MonthDay to) {
  return from <= to ? from <= day && day <= to : day >= from || day <= to;
}

bool holds_on(const Season& season, MonthDay day, const SummerDays& summer) {
  switch (season.kind) {
    case SeasonKind::whole_year:
      return true;
    case SeasonKind::summer:
      return lies_in(day, summer.from, summer.to);
    case SeasonKind::winter:
      return !lies_in(day, summer.from, summer.to);
    case SeasonKind::dates:
      return lies_in(day, season.from, season.to);
  }
  return false;
}

std::size_t weekday_of(Date day) { return static_cast<std::size_t>(((day.days() + 3) % 7 + 7) % 7); }

bool is_closed_on(const std::vector<Closing>& closings, Date day) {
  return std::any_of(closings.begin(), closings.end(), [day](const Closing& c) {
    return c.from_on <= day && (!c.to_on || day <= *c.to_on);
  });
}

// What stands for a day; nothing when no season holds it.
const std::vector<Span>* spans_on(const OpeningHours& hours, const SummerDays& summer, Date day) {
  const HolidayRule* rule = rule_on(hours, day);
  if (rule && !rule->is_as_usual) return &rule->spans;
  const MonthDay month_day{day.month(), day.day()};
  for (const Season& season : hours.seasons)
    if (holds_on(season, month_day, summer)) return &season.week[weekday_of(day)];
  return nullptr;
}

}  // namespace

std::string OpeningHours::canonical() const {
  std::string out;
  for (const Season& season : seasons) {
    const std::string text = week_text(season);
    if (!text.empty()) out += (out.empty() ? "" : "; ") + text;
  }
  if (out.empty()) return out;
  for (const HolidayRule& rule : holidays)
    out += "; " + holiday_words(rule) + " " + (rule.is_as_usual ? "open" : rule.spans.empty() ? "off" : spans_text(rule.spans));
  return out;
}

LocalMinute local_minute(Instant at) {
  const std::int64_t ms = at.ms + 8 * 3'600'000;
  return ms >= 0 ? ms / 60'000 : -((-ms + 59'999) / 60'000);
}

std::string clock_text(LocalMinute minute) {
  return time_text(static_cast<int>((minute % kDayMinutes + kDayMinutes) % kDayMinutes));
}

// From the day before, since a span may pass midnight.
std::vector<Stretch> open_stretches(const OpeningHours& hours, const std::vector<Closing>& closings, const SummerDays& summer,
                                    Date today, int days) {
  std::vector<Stretch> all;
  for (int i = -1; i <= days; ++i) {
    const Date day = today.plus_days(i);
    const auto* spans = spans_on(hours, summer, day);
    if (!spans || is_closed_on(closings, day)) continue;
    for (const Span& span : *spans) {
      const LocalMinute start = LocalMinute{day.days()} * kDayMinutes;
      all.push_back({start + span.from_min, start + span.to_min});
    }
  }
  std::sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
  std::vector<Stretch> joined;
  for (const Stretch& s : all) {
    if (!joined.empty() && s.from <= joined.back().to) joined.back().to = std::max(joined.back().to, s.to);
    else joined.push_back(s);
  }
  return joined;
}

bool says_anything(const OpeningHours& hours, const SummerDays& summer, Date day) {
  return spans_on(hours, summer, day) != nullptr;
}

OpenState state_at(const OpeningHours& hours, const std::vector<Closing>& closings, const SummerDays& summer,
                   LocalMinute now) {
  OpenState state;
  const Date today = Date::from_days(static_cast<std::int32_t>(now >= 0 ? now / kDayMinutes : (now - kDayMinutes + 1) / kDayMinutes));
  if (!spans_on(hours, summer, today)) return state;
  state.is_known = true;
  const LocalMinute horizon = LocalMinute{today.days() + kDaysAhead} * kDayMinutes;
  for (const Stretch& s : open_stretches(hours, closings, summer, today, kDaysAhead)) {
    if (s.to <= now) continue;
    state.is_open = s.from <= now;
    const LocalMinute change = state.is_open ? s.to : s.from;
    state.is_always_open = state.is_open && change >= horizon;
    if (!state.is_always_open && change < horizon) state.until = change;
    break;
  }
  return state;
}

}  // namespace niangjia::stations
