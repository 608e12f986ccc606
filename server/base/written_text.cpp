// Text as people write it in tables: headers, names, document numbers, counts.
#include <charconv>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace niangjia {
namespace {

bool is_any_of(char32_t code, std::u32string_view set) { return set.find(code) != std::u32string_view::npos; }

constexpr std::u32string_view opening = U"(（[［【〔﹝〖{｛";
constexpr std::u32string_view closing = U")）]］】〕﹞〗}｝";
constexpr std::u32string_view middle_dots = U"·・•‧．.･∙⋅";

std::u32string half_width_without_spaces(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (char32_t code : to_code_points(utf8)) {
    if (!is_space_of_any_kind(code)) out += half_width_of(code);
  }
  return out;
}

std::u32string without_invisible(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (char32_t code : to_code_points(trim(utf8))) {
    if (is_invisible(code)) continue;
    char32_t half = half_width_of(code);
    out += is_space_of_any_kind(half) ? U' ' : half;
  }
  return out;
}

// The nearest character before or after `at` that is no space; 0 at an end.
char32_t neighbour(std::u32string_view text, std::size_t at, int step) {
  for (auto i = static_cast<std::ptrdiff_t>(at) + step; i >= 0 && i < std::ssize(text); i += step) {
    if (text[i] != U' ') return text[i];
  }
  return 0;
}

bool is_digit(char32_t code) { return code >= U'0' && code <= U'9'; }

int four_digit_year(std::u32string_view four) {
  int year = 0;
  for (char32_t code : four) {
    if (!is_digit(code)) return 0;
    year = year * 10 + static_cast<int>(code - U'0');
  }
  return year >= 1900 && year <= 2199 ? year : 0;
}

bool strip_front(std::string& text, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words) {
    if (text.starts_with(word)) return text.erase(0, word.size()), true;
  }
  return false;
}

bool strip_back(std::string& text, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words) {
    if (text.ends_with(word)) return text.resize(text.size() - word.size()), true;
  }
  return false;
}

// "1,234,567" → "1234567"; groups of three only, so that "1,2" stays what it is.
void drop_thousands_commas(std::string& text) {
  std::size_t first = text.find(',');
  if (first == 0 || first > 3 || (text.size() - first) % 4 != 0) return;
  for (std::size_t i = first; i < text.size(); i += 4) {
    if (text[i] != ',') return;
  }
  std::erase(text, ',');
}

// "12.0", "12.00": a spreadsheet's way to write a whole number.
void drop_zero_fraction(std::string& text) {
  std::size_t dot = text.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == text.size()) return;
  if (text.find_first_not_of('0', dot + 1) == std::string::npos) text.resize(dot);
}

}  // namespace

std::string header_key(std::string_view utf8) {
  std::u32string text = half_width_without_spaces(utf8);
  std::u32string out;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_any_of(text[i], opening)) {
      // An opening bracket without its partner is a slip of the pen, not the start of a remark.
      if (depth > 0 || text.find_first_of(closing, i) != std::u32string::npos) ++depth;
      continue;
    }
    if (is_any_of(text[i], closing)) {
      if (depth > 0) --depth;
      continue;
    }
    if (depth == 0 && !is_any_of(text[i], U"*:＊※、,。")) out += text[i];
  }
  return to_lower_ascii(from_code_points(out));
}

// c9: the notice of 12 ministries (2016) on names with a middle dot asks for U+00B7 everywhere.
std::string normalise_person_name(std::string_view utf8) {
  std::u32string text = without_invisible(utf8);
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t before = neighbour(text, i, -1);
    char32_t after = neighbour(text, i, +1);
    if (text[i] == U' ') {
      bool chinese = is_han(before) || is_han(after);
      if (!chinese && (out.empty() || out.back() != U' ')) out += U' ';
    } else if (is_any_of(text[i], middle_dots) && is_han(before) && is_han(after)) {
      out += U'\u00B7';
    } else {
      out += text[i];
    }
  }
  return from_code_points(out);
}

std::string organisation_key(std::string_view utf8) {
  std::u32string text = half_width_without_spaces(utf8);
  for (char32_t& code : text) {
    if (is_any_of(code, opening)) code = U'(';
    if (is_any_of(code, closing)) code = U')';
  }
  return to_lower_ascii(from_code_points(text));
}

DocumentNumber read_document_number(std::string_view utf8) {
  DocumentNumber out;
  std::u32string text = half_width_without_spaces(utf8);
  for (std::size_t i = 0; i + 5 < text.size(); ++i) {
    std::size_t close = i + 5;
    if (text[close] == U'年') ++close;
    if (close >= text.size() || !is_any_of(text[i], opening) || !is_any_of(text[close], closing)) continue;
    int year = four_digit_year(std::u32string_view(text).substr(i + 1, 4));
    if (year == 0) continue;
    out.year = year;
    out.brackets_fixed = text[i] != U'〔' || text[close] != U'〕' || close != i + 5;
    text[i] = U'〔';
    text.replace(i + 5, close - i - 4, 1, U'〕');
    break;
  }
  out.text = from_code_points(text);
  return out;
}

WrittenCount read_count(std::string_view utf8) {
  std::string text = from_code_points(half_width_without_spaces(utf8));
  strip_front(text, {"大约", "约", "共计", "共", "合计"});
  strip_back(text, {"左右"});
  strip_back(text, {"人次", "人", "名", "个", "家", "户", "位", "场", "次", "条", "件", "辆"});
  drop_thousands_commas(text);
  drop_zero_fraction(text);
  WrittenCount out;
  if (text.empty() || text.size() > 15) return out;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.value);
  if (error != std::errc() || end != text.data() + text.size() || out.value < 0 || text[0] == '-') return {};
  out.ok = true;
  out.fixed = text != utf8;
  return out;
}

}  // namespace niangjia
