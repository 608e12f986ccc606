#include "modules/services/rules.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/text.h"

namespace niangjia::services {

namespace {

struct MonthDay {
  int month = 0, day = 0;
};

MonthDay parts_of(std::string_view month_day) {  // of what read_month_day() made
  return {(month_day[0] - '0') * 10 + month_day[1] - '0', (month_day[3] - '0') * 10 + month_day[4] - '0'};
}

// 02-29 is the last of February where there is no such day.
Date in_year(int year, std::string_view month_day) {
  const MonthDay md = parts_of(month_day);
  if (auto day = Date::from_ymd(year, md.month, md.day)) return *day;
  return Date::from_ymd(year, md.month, 1)->last_of_month();
}

bool has_season(const ServiceItem& item) { return !item.season_from.empty() && !item.season_to.empty(); }
bool runs_over_new_year(const ServiceItem& item) { return item.season_to < item.season_from; }

DaySpan season_of(const ServiceItem& item, Date day) {
  int first = day.year();
  if (runs_over_new_year(item) && day < in_year(first, item.season_from)) --first;
  return {in_year(first, item.season_from), in_year(first + (runs_over_new_year(item) ? 1 : 0), item.season_to)};
}

}  // namespace

std::optional<std::string> read_month_day(std::string_view text) {
  std::string plain = remove_spaces(to_half_width(text));
  std::vector<int> numbers;
  for (std::size_t i = 0; i < plain.size();) {
    int n = 0;
    auto [end, fault] = std::from_chars(plain.data() + i, plain.data() + plain.size(), n);
    if (fault == std::errc() && plain[i] != '-') numbers.push_back(n), i = static_cast<std::size_t>(end - plain.data());
    else ++i;
  }
  if (numbers.size() != 2 || plain.size() > 12 || !Date::from_ymd(2024, numbers[0], numbers[1])) return std::nullopt;
  char out[8];
  std::snprintf(out, sizeof out, "%02d-%02d", numbers[0] % 100, numbers[1] % 100);
  return std::string(out);
}

std::string month_day_label(std::string_view month_day) {
  const MonthDay md = parts_of(month_day);
  return std::to_string(md.month) + "月" + std::to_string(md.day) + "日";
}

bool is_in_season(const ServiceItem& item, Date day) {
  if (!has_season(item)) return true;
  const DaySpan season = season_of(item, day);
  return season.from <= day && day <= season.to;
}

DaySpan limit_span(const ServiceItem& item, Date day) {
  const int ahead = static_cast<int>(item.limit_days) - 1;
  if (ahead >= 0) return {day.plus_days(-ahead), day.plus_days(ahead)};
  if (has_season(item)) return season_of(item, day);
  return {*Date::from_ymd(day.year(), 1, 1), *Date::from_ymd(day.year(), 12, 31)};
}

std::int64_t times_beside(const ServiceItem& item, Date day, const std::vector<Had>& had) {
  auto within = [&](Date from, Date to) {
    std::int64_t sum = 0;
    for (const Had& h : had)
      if (from <= h.given_on && h.given_on <= to) sum += h.amount;
    return sum;
  };
  const DaySpan span = limit_span(item, day);
  if (item.limit_days <= 0) return within(span.from, span.to);
  const int ahead = static_cast<int>(item.limit_days) - 1;
  std::int64_t most = within(day, day.plus_days(ahead));
  for (const Had& h : had)  // the fullest window begins with a giving
    if (span.from <= h.given_on && h.given_on <= day) most = std::max(most, within(h.given_on, h.given_on.plus_days(ahead)));
  return most;
}

std::string limit_label(const ServiceItem& item) {
  if (item.limit_days > 0) return std::to_string(item.limit_days) + " 天内";
  if (!has_season(item)) return "今年";
  return "本季（" + month_day_label(item.season_from) + "至" + month_day_label(item.season_to) + "）";
}

}  // namespace niangjia::services
