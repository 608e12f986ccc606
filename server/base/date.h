#pragma once
// Calendar days and instants. A Date is a day of the proleptic Gregorian calendar without a time zone; an
// Instant is milliseconds since 1970-01-01 UTC. Days of the union's work (建会日期, 入会日期) are always
// Dates, read in China Standard Time (UTC+8, no daylight saving since 1991).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace niangjia {

class Date {
 public:
  Date() = default;
  static std::optional<Date> from_ymd(int year, int month, int day);  // nothing when the day does not exist
  static std::optional<Date> parse_iso(std::string_view text);        // exactly YYYY-MM-DD
  static Date from_days(std::int32_t days_since_1970) { return Date(days_since_1970); }
  std::int32_t days() const { return days_; }
  int year() const;
  int month() const;
  int day() const;
  std::string iso() const;        // 2021-11-12
  std::string month_iso() const;  // 2021-11
  std::string chinese() const;    // 2021年11月12日
  Date plus_days(int n) const { return Date(days_ + n); }
  Date first_of_month() const;
  Date last_of_month() const;
  auto operator<=>(const Date&) const = default;

 private:
  explicit Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

struct Instant {
  std::int64_t ms = 0;  // since 1970-01-01T00:00:00Z
  Date day_in_china() const;
  std::string iso() const;  // 2021-11-12T08:30:00.000Z
  auto operator<=>(const Instant&) const = default;
};

// The only source of "now". Tests hand in their own; nothing else reads the machine's clock.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  Date today() const { return now().day_in_china(); }
};
const Clock& system_clock();

// A date as people write it in a spreadsheet, with what was doubtful about it.
struct WrittenDate {
  std::optional<Date> day;  // empty: not a date, or too doubtful to keep
  enum class Precision { day, month, year } precision = Precision::day;
  enum class Doubt { none, ambiguous, impossible } doubt = Doubt::none;
};
// Reads 2021-01-04, 2021/1/4, 2021.1.4, 20210104, 2021年1月4日, 二〇二一年六月(一日), 1984年5月, 2014.9,
// 2021-06, full-width digits, with surrounding spaces and a trailing time or 号. A month without a day
// becomes its first day. Text "2019.1" stands for January only if it was text; see from_number for a numeric
// cell.
WrittenDate read_date_text(std::string_view text);
// A numeric cell in a date column: an Excel serial (20000..80000, 1900 or 1904 epoch), 20210104, or 2019.1,
// which may be January or October (Excel drops the zero of 2019.10) and is therefore ambiguous; 2019.11,
// 2019.12, 2019.2 are not.
WrittenDate read_date_number(std::string_view literal, bool epoch_1904);
// The day of an Excel serial; the 1900 epoch counts a 29 February 1900 that never was (serial 60: nothing).
std::optional<Date> date_of_serial(std::int64_t serial, bool epoch_1904);

}  // namespace niangjia
