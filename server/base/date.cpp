#include "base/date.h"

#include <chrono>

namespace niangjia {
namespace {

using std::chrono::year_month_day;

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t china_offset_ms = 8 * 3'600'000;  // UTC+8; GB/T 7408

year_month_day civil(std::int32_t days) { return std::chrono::sys_days{std::chrono::days{days}}; }

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

void append_padded(std::string& out, std::int64_t value, int width) {
  std::string digits = std::to_string(value);
  if (static_cast<int>(digits.size()) < width) out.append(width - digits.size(), '0');
  out += digits;
}

// Exactly `count` ASCII digits from `at`, or -1.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
  }
};

}  // namespace

std::optional<Date> Date::from_ymd(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  year_month_day ymd{std::chrono::year{year}, std::chrono::month(month), std::chrono::day(day)};
  if (!ymd.ok()) return std::nullopt;
  return Date(static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count()));
}

std::optional<Date> Date::parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return from_ymd(digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2));
}

int Date::year() const { return static_cast<int>(civil(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(days_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(days_).day())); }

std::string Date::month_iso() const {
  std::string out;
  append_padded(out, year(), 4);
  out += '-';
  append_padded(out, month(), 2);
  return out;
}

std::string Date::iso() const {
  std::string out = month_iso();
  out += '-';
  append_padded(out, day(), 2);
  return out;
}

std::string Date::chinese() const {
  return std::to_string(year()) + "年" + std::to_string(month()) + "月" + std::to_string(day()) + "日";
}

Date Date::first_of_month() const { return Date(days_ - day() + 1); }

Date Date::last_of_month() const {
  auto ymd = civil(days_);
  std::chrono::year_month_day_last last{ymd.year(), std::chrono::month_day_last{ymd.month()}};
  return Date(static_cast<std::int32_t>(std::chrono::sys_days{last}.time_since_epoch().count()));
}

Date Instant::day_in_china() const {
  return Date::from_days(static_cast<std::int32_t>(floor_divide(ms + china_offset_ms, day_ms)));
}

std::string Instant::iso() const {
  std::int64_t days = floor_divide(ms, day_ms);
  std::int64_t rest = ms - days * day_ms;
  std::string out = Date::from_days(static_cast<std::int32_t>(days)).iso();
  out += 'T';
  append_padded(out, rest / 3'600'000, 2);
  out += ':';
  append_padded(out, rest / 60'000 % 60, 2);
  out += ':';
  append_padded(out, rest / 1000 % 60, 2);
  out += '.';
  append_padded(out, rest % 1000, 3);
  out += 'Z';
  return out;
}

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

}  // namespace niangjia
