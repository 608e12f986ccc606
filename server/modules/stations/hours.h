#pragma once
// Opening hours as a calendar: a week for each season, what holidays change, closings for a time. Read from what people
// write ("周一至周五8:30-17:30，周末休息", "早8点到晚8点", "24h"), kept in one canonical form and asked "open now?",
// "until when?". Days and times are those of China (UTC+8).
//
// Canonical: `Mo-Fr 08:30-17:00; Sa-Su 09:00-16:00; PH off` (or `PH 09:00-12:00`, `spring off`: hours_holidays.h), `winter Mo-Su 08:30-17:00; summer Mo-Su 08:00-17:30`,
// `06-01..09-30 Mo-Su 07:00-22:00`; a span past midnight ends after 24:00 (`18:00-26:00`).

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace niangjia::stations {

struct Span {
  int from_min = 0, to_min = 0;  // minutes of the day, from < to; to may pass 1440
  auto operator<=>(const Span&) const = default;
};
using Week = std::array<std::vector<Span>, 7>;  // from Monday

struct MonthDay {
  int month = 0, day = 0;
  auto operator<=>(const MonthDay&) const = default;
};
enum class SeasonKind { whole_year, summer, winter, dates };
struct Season {
  SeasonKind kind = SeasonKind::whole_year;
  MonthDay from, to;  // of `dates`; may pass the new year
  Week week;
};
// What a holiday changes. From the widest to the narrowest: of two that hold one day, the later kind decides.
enum class HolidayKind { all, new_year, spring, tomb_sweeping, labour, dragon_boat, mid_autumn, national, dates, lunar };
struct HolidayRule {
  HolidayKind kind = HolidayKind::all;
  MonthDay from, to;        // of `dates` and `lunar`; may pass the new year
  std::vector<Span> spans;  // none: closed
  bool is_as_usual = false;  // 节假日休息（春节除外）: the week holds
};
struct OpeningHours {
  std::vector<Season> seasons;  // the first that holds a day decides; none: not known
  std::vector<HolidayRule> holidays;
  std::string canonical() const;
};

struct ReadHours {
  OpeningHours hours;
  std::string not_understood;  // the piece that could not be read; then `hours` is empty
  bool ok() const { return not_understood.empty() && !hours.seasons.empty(); }
};
// Reads both what people write and the canonical form. Empty text: not ok, nothing not understood.
ReadHours read_hours(std::string_view text);

// The days of summer where the text names only 夏季 and 冬季 (parameters stations.summer_from, summer_to).
struct SummerDays {
  MonthDay from{5, 1}, to{9, 30};
};

struct Closing {
  Date from_on;
  std::optional<Date> to_on;  // the last closed day; nothing: until further notice
};

// A minute of China's clock, counted from 1970-01-01 00:00 there.
using LocalMinute = std::int64_t;
LocalMinute local_minute(Instant at);
std::string clock_text(LocalMinute minute);  // "17:30"

// Open from (inclusive) to (exclusive).
struct Stretch {
  LocalMinute from = 0, to = 0;
};
// From the day before `today` to `days` days on, in order, joined where one ends as the next begins.
std::vector<Stretch> open_stretches(const OpeningHours& hours, const std::vector<Closing>& closings, const SummerDays& summer,
                                    Date today, int days);
// Does any season say what holds on that day?
bool says_anything(const OpeningHours& hours, const SummerDays& summer, Date day);

struct OpenState {
  bool is_known = false, is_open = false;
  bool is_always_open = false;           // no change within the two weeks that are looked at
  std::optional<LocalMinute> until;      // open: when it closes; closed: when it opens next, if within two weeks
};
OpenState state_at(const OpeningHours& hours, const std::vector<Closing>& closings, const SummerDays& summer,
                   LocalMinute now);

}  // namespace niangjia::stations
