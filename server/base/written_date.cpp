// Dates as people write them. Years 1900 to 2199 only: anything else in a roster is a slip.
#include <charconv>
#include <cmath>
#include <vector>

#include "base/date.h"
#include "base/utf8.h"

namespace niangjia {
namespace {

using Precision = WrittenDate::Precision;
using Doubt = WrittenDate::Doubt;

constexpr std::size_t longest_text_bytes = 200;
constexpr std::int64_t last_serial = 2'958'465;  // 9999-12-31

WrittenDate impossible() { return {std::nullopt, Precision::day, Doubt::impossible}; }
WrittenDate ambiguous(Precision precision) { return {std::nullopt, precision, Doubt::ambiguous}; }

bool is_year(std::int64_t year) { return year >= 1900 && year <= 2199; }

WrittenDate known(std::int64_t year, std::int64_t month, std::int64_t day, Precision precision) {
  if (!is_year(year) || month < 1 || month > 12 || day < 1 || day > 31) return impossible();
  auto date = Date::from_ymd(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day));
  if (!date) return impossible();
  return {date, precision, Doubt::none};
}

// One number of a written date and the mark that follows it.
struct Part {
  std::int64_t value = 0;
  int digits = 0;
  char32_t mark = 0;  // 年 月 日 - or 0 at the end; every other separator reads as '-'
};

int chinese_digit(char32_t code) {
  static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  if (code == U'○' || code == U'零' || code == U'Ｏ' || code == U'◯') return 0;
  if (code == U'元') return 1;  // 元月
  std::size_t at = digits.find(code);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// The run of digits or Chinese numerals at `at`; 十 and 廿 count as tens (二十一, 十一, 三十).
Part read_number(std::u32string_view text, std::size_t& at) {
  Part part;
  bool tens_said = false;
  for (; at < text.size() && part.digits < 9; ++at) {
    char32_t code = text[at];
    if (code == U'十' || code == U'廿' || code == U'卅') {
      if (tens_said || part.value > 3) break;
      std::int64_t tens = code == U'十' ? (part.digits == 0 ? 1 : part.value) : (code == U'廿' ? 2 : 3);
      part.value = tens * 10;
      tens_said = true;
      ++part.digits;
      continue;
    }
    int digit = code >= U'0' && code <= U'9' ? static_cast<int>(code - U'0') : chinese_digit(code);
    if (digit < 0) break;
    if (tens_said) {
      part.value += digit;
      part.digits = 2;
      ++at;
      break;
    }
    part.value = part.value * 10 + digit;
    ++part.digits;
  }
  return part;
}

bool is_separator(char32_t code) {
  return std::u32string_view(U"-/.\\,、。·—–−~_ ").find(code) != std::u32string_view::npos;
}

// The mark after a number: one of 年 月 日, or a separator. False when something else stands there.
bool read_mark(std::u32string_view text, std::size_t& at, Part& part) {
  std::size_t begin = at;
  while (at < text.size() && text[at] == U' ') ++at;
  if (at == text.size()) return true;
  char32_t code = text[at];
  if (code == U'年' || code == U'月') {
    part.mark = code;
    ++at;
    if (code == U'月' && at < text.size() && text[at] == U'份') ++at;
    // "2021年-6月" and "2021.6月.": a separator after the word says nothing more.
    while (at < text.size() && is_separator(text[at])) ++at;
    return true;
  }
  if (code == U'日' || code == U'号') {
    part.mark = U'日';
    ++at;
    return true;
  }
  if (!is_separator(code)) return at > begin;
  part.mark = U'-';
  ++at;
  while (at < text.size() && text[at] == U' ') ++at;
  return true;
}

std::u32string prepare(std::string_view utf8) {
  std::u32string out;
  for (char32_t code : to_code_points(utf8)) {
    if (is_invisible(code)) continue;
    char32_t half = half_width_of(code);
    out += is_space_of_any_kind(half) ? U' ' : half;
  }
  std::size_t begin = out.find_first_not_of(U" '");
  if (begin == std::u32string::npos) return {};
  return out.substr(begin, out.find_last_not_of(U' ') - begin + 1);
}

// "00:00:00", "T08:30", "8时30分": a time, which a day does not keep.
bool is_time(std::u32string_view rest) {
  std::size_t at = rest.find_first_not_of(U" T");
  if (at == std::u32string_view::npos) return true;
  bool colon = false;
  for (; at < rest.size(); ++at) {
    char32_t code = rest[at];
    colon = colon || code == U':' || code == U'时' || code == U'点';
    bool of_a_time =
        (code >= U'0' && code <= U'9') ||
        std::u32string_view(U":.+ Z时分秒点上下午AMPamp").find(code) != std::u32string_view::npos;
    if (!of_a_time) return false;
  }
  return colon;
}

// Cuts the time after a full date: the text begins with the date, then a space or T, then digits and a colon.
std::u32string_view without_time(std::u32string_view text) {
  std::size_t colon = text.find_first_of(U":时点");
  if (colon == std::u32string_view::npos) return text;
  std::size_t cut = text.substr(0, colon).find_last_of(U" T日号");
  while (cut != std::u32string_view::npos) {
    std::size_t keep = text[cut] == U'日' || text[cut] == U'号' ? cut + 1 : cut;
    if (!is_time(text.substr(keep))) return text;
    std::size_t before = text.substr(0, keep).find_last_not_of(U" T");
    if (before == std::u32string_view::npos) return text;
    return text.substr(0, before + 1);
  }
  return text;
}

// Up to three numbers with their marks; nothing when other text stands between.
std::optional<std::vector<Part>> read_parts(std::u32string_view text) {
  std::vector<Part> parts;
  std::size_t at = 0;
  while (at < text.size()) {
    if (parts.size() == 3) return std::nullopt;
    Part part = read_number(text, at);
    if (part.digits == 0 || !read_mark(text, at, part)) return std::nullopt;
    parts.push_back(part);
  }
  if (parts.empty()) return std::nullopt;
  return parts;
}

WrittenDate judge_digits(const Part& part) {
  std::int64_t value = part.value;
  if (part.digits == 8) return known(value / 10000, value / 100 % 100, value % 100, Precision::day);
  if (part.digits == 6) return known(value / 100, value % 100, 1, Precision::month);
  if (part.digits == 4 && part.mark != U'月') return known(value, 1, 1, Precision::year);
  return impossible();
}

// 4/1/2021 may be April or January unless one of the two is past 12.
WrittenDate judge_year_last(std::int64_t first, std::int64_t second, std::int64_t year) {
  if (first == second || second > 12) return known(year, first, second, Precision::day);
  if (first > 12) return known(year, second, first, Precision::day);
  return is_year(year) && first >= 1 && second >= 1 ? ambiguous(Precision::day) : impossible();
}

bool marks_agree(const std::vector<Part>& parts) {
  static constexpr std::u32string_view words = U"年月日";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    bool plain = parts[i].mark == U'-' || parts[i].mark == 0;
    if (!plain && parts[i].mark != words[i]) return false;
  }
  return true;
}

WrittenDate judge_parts(const std::vector<Part>& parts) {
  if (!marks_agree(parts)) return impossible();
  if (parts.size() == 1) return judge_digits(parts[0]);
  bool short_tail = parts[1].digits <= 2;
  if (parts.size() == 3 && parts[2].digits == 4 && parts[0].digits <= 2 && short_tail) {
    return judge_year_last(parts[0].value, parts[1].value, parts[2].value);
  }
  if (!short_tail || (parts.size() == 3 && parts[2].digits > 2)) return impossible();
  Precision precision = parts.size() == 3 ? Precision::day : Precision::month;
  std::int64_t day = parts.size() == 3 ? parts[2].value : 1;
  if (parts[0].digits == 2) {  // "21.1.4": the century, or even the order, is a guess
    bool possible = parts[1].value <= 31 && day <= 31;
    return possible ? ambiguous(precision) : impossible();
  }
  return parts[0].digits == 4 ? known(parts[0].value, parts[1].value, day, precision) : impossible();
}

// 2019.1: Excel drops the last zero of 2019.10, so January and October look alike.
WrittenDate judge_year_and_fraction(std::int64_t year, std::int64_t hundredths) {
  if (hundredths == 0) return known(year, 1, 1, Precision::year);
  if (hundredths == 10) return ambiguous(Precision::month);
  if (hundredths <= 12) return known(year, hundredths, 1, Precision::month);
  if (hundredths % 10 == 0) return known(year, hundredths / 10, 1, Precision::month);
  return impossible();
}

}  // namespace

std::optional<Date> date_of_serial(std::int64_t serial, bool epoch_1904) {
  if (serial < 0 || serial > last_serial) return std::nullopt;
  if (epoch_1904) return Date::from_ymd(1904, 1, 1)->plus_days(static_cast<int>(serial));
  if (serial == 0 || serial == 60) return std::nullopt;
  // Lotus 1-2-3 took 1900 for a leap year and Excel kept it (ECMA-376 part 1, 18.17.4.1).
  int days = static_cast<int>(serial) - (serial > 60 ? 1 : 0);
  return Date::from_ymd(1899, 12, 31)->plus_days(days);
}

WrittenDate read_date_text(std::string_view text) {
  if (text.size() > longest_text_bytes) return impossible();
  std::u32string prepared = prepare(text);
  if (prepared.empty()) return {};
  auto parts = read_parts(without_time(prepared));
  return parts ? judge_parts(*parts) : impossible();
}

WrittenDate read_date_number(std::string_view literal, bool epoch_1904) {
  double value = 0;
  while (!literal.empty() && literal.front() == ' ') literal.remove_prefix(1);
  while (!literal.empty() && literal.back() == ' ') literal.remove_suffix(1);
  if (literal.empty()) return {};
  auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), value);
  if (error != std::errc() || end != literal.data() + literal.size()) return impossible();
  if (!std::isfinite(value) || value < 1900 || value >= 1e9) return impossible();
  auto whole = static_cast<std::int64_t>(value);
  if (whole >= 20'000 && whole <= 80'000) {
    auto day = date_of_serial(whole, epoch_1904);
    return day ? WrittenDate{day, Precision::day, Doubt::none} : impossible();
  }
  double hundredths = value * 100;
  bool two_places = std::abs(hundredths - std::round(hundredths)) < 1e-4;
  if (whole < 2200 && two_places) {
    std::int64_t rounded = std::llround(hundredths);
    return judge_year_and_fraction(rounded / 100, rounded % 100);
  }
  if (value != static_cast<double>(whole)) return impossible();
  if (whole >= 10'000'000) return known(whole / 10000, whole / 100 % 100, whole % 100, Precision::day);
  if (whole >= 100'000 && whole < 1'000'000) return known(whole / 100, whole % 100, 1, Precision::month);
  return impossible();
}

}  // namespace niangjia
