#include "modules/census/service_words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace niangjia::census {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number(const RawCell& cell) { return cell.kind == sheet::CellKind::number || cell.kind == sheet::CellKind::date; }

std::int64_t minute_of_fraction(std::string_view number) {
  const std::size_t dot = number.find('.');
  if (dot == std::string_view::npos) return -1;
  double fraction = 0;
  const std::string text = "0" + std::string(number.substr(dot));
  std::from_chars(text.data(), text.data() + text.size(), fraction);
  return static_cast<std::int64_t>(fraction * 1440 + 0.5) % 1440;
}

int digits_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < 2 && is_digit(text[begin - 1])) --begin;
  int value = -1;
  std::from_chars(text.data() + begin, text.data() + end, value);
  return value;
}

// 9:49, 9时56分, 下午3点半, 14点
std::int64_t minute_in(const std::string& text) {
  std::size_t mark = std::string::npos, width = 0;
  for (std::string_view word : {":", "时", "点"}) {
    mark = text.find(word), width = word.size();
    if (mark != std::string::npos) break;
  }
  if (mark == std::string::npos || mark == 0) return -1;
  int hour = digits_before(text, mark), minute = 0;
  std::string_view rest = std::string_view(text).substr(mark + width);
  if (rest.starts_with("半")) minute = 30;
  else std::from_chars(rest.data(), rest.data() + rest.size(), minute);
  const bool is_late = contains(text, "下午") || contains(text, "晚") || contains(text, "PM") || contains(text, "pm");
  if (is_late && hour >= 0 && hour < 12) hour += 12;
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 ? hour * 60 + minute : -1;
}

void drop(std::string& text, std::string_view word) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;) text.erase(at, word.size());
}

// Days of the week and parts of the day say nothing that the date does not.
std::string plain_day(std::string text) {
  for (std::string_view week : {"星期", "周", "礼拜"})
    for (std::string_view day : {"一", "二", "三", "四", "五", "六", "日", "天"}) drop(text, std::string(week) + std::string(day));
  for (std::string_view part : {"上午", "下午", "中午", "晚上", "早上", "傍晚", "凌晨", "全天", "AM", "PM", "am", "pm", "()"}) drop(text, part);
  return trim(text);
}

// 20211103, 202111030805, 20211103080512
bool read_glued(std::string_view text, ServiceTime& out) {
  if (text.size() != 12 && text.size() != 14) return false;
  for (char c : text)
    if (!is_digit(c)) return false;
  const int hour = digits_before(text, 10), minute = digits_before(text, 12);
  const auto day = read_date_text(text.substr(0, 8)).day;
  if (!day || hour > 23 || minute > 59) return false;
  out.day = day, out.minute = hour * 60 + minute;
  return true;
}

std::optional<Date> sure_day(const WrittenDate& written) {
  const bool is_sure = written.doubt == WrittenDate::Doubt::none && written.precision == WrittenDate::Precision::day;
  return is_sure ? written.day : std::nullopt;
}

// "11月3日", "11.3", "11/3": of the year of the file. "21.11.3": of a year that a ledger in hand can be of.
std::optional<Date> day_without_century(const std::string& text, Date as_of, bool& year_was_missing) {
  const std::string year = std::to_string(as_of.year());
  const std::size_t first_digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (first_digits == 0 || first_digits > 2) return std::nullopt;
  if (auto day = sure_day(read_date_text(year + "-" + text)); day && contains(text, "月")) {
    year_was_missing = true;
    return day;
  }
  std::size_t numbers = 0;
  for (std::size_t at = 0; at < text.size(); ++at) numbers += is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1])) ? 1 : 0;
  if (numbers == 2 && first_digits <= 2) {
    auto day = sure_day(read_date_text(year + "-" + text));
    year_was_missing = day.has_value();
    return day;
  }
  auto day = numbers == 3 ? sure_day(read_date_text(year.substr(0, 2) + text)) : std::nullopt;
  return day && day->year() <= as_of.year() && day->year() >= as_of.year() - 5 ? day : std::nullopt;
}

std::string without_clock(const std::string& text) {
  const std::size_t mark = std::min(text.find(':'), text.find("时"));
  if (mark == std::string::npos) return text;
  std::size_t begin = mark;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  return trim(std::string_view(text).substr(0, begin));
}

}  // namespace

ServiceTime read_service_time(const RawCell& cell, const RawCell& clock, Date as_of, bool epoch_1904) {
  ServiceTime out;
  const std::string text = trim(to_half_width(cell.text));
  if (text.empty() || read_glued(text, out)) return out;
  const bool is_serial_text = text.size() >= 5 && text.find_first_not_of("0123456789.") == std::string::npos &&
                              std::count(text.begin(), text.end(), '.') <= 1 && text.find('.') != 4;
  if (is_number(cell) || (is_serial_text && text.size() != 8)) {
    out.day = sure_day(read_date_number(text, epoch_1904));
    out.minute = minute_of_fraction(text);
  } else {
    const std::string day = plain_day(text);
    out.day = sure_day(read_date_text(day));
    if (!out.day) out.day = day_without_century(without_clock(day), as_of, out.year_was_missing);
    out.minute = minute_in(text);
  }
  const std::string told = trim(to_half_width(clock.text));
  if (told.empty()) return out;
  out.minute = is_number(clock) ? minute_of_fraction(told) : minute_in(told);
  return out;
}

WrittenCount read_times(std::string_view text) {
  std::string plain = remove_spaces(to_half_width(text));
  for (std::string_view tail : {"人/次", "人次", "份", "人", "次"})
    if (plain.ends_with(tail)) {
      plain.resize(plain.size() - tail.size());
      break;
    }
  constexpr std::array<std::string_view, 10> kNumerals{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  auto numeral = [&](std::string_view word) -> std::int64_t {
    for (std::size_t n = 0; n < kNumerals.size(); ++n)
      if (word == kNumerals[n]) return static_cast<std::int64_t>(n + 1);
    return word == "两" ? 2 : 0;
  };
  const std::size_t ten = plain.find("十"), width = kNumerals[9].size();
  if (ten == std::string::npos || plain.size() == width) {
    const std::int64_t value = numeral(plain);
    return value > 0 ? WrittenCount{true, value, true} : read_count(plain);
  }
  const std::int64_t tens = ten == 0 ? 1 : numeral(plain.substr(0, ten));
  const std::string rest = plain.substr(ten + width);
  const std::int64_t ones = rest.empty() ? 0 : numeral(rest);
  if (tens == 0 || tens > 9 || (ones == 0 && !rest.empty()) || ones > 9) return read_count(plain);
  return {true, tens * 10 + ones, true};
}

}  // namespace niangjia::census
