#include "base/money.h"

#include <array>
#include <cstdio>
#include <optional>

#include "base/text.h"

namespace niangjia {

namespace {

using Wide = __int128;  // mantissa times unit: 18 digits and 10 more
constexpr std::int64_t kMost = 1'000'000'000'000'000;  // ten thousand times 10^9 元: no amount of a county
constexpr std::size_t kMostDigits = 18, kNoiseDigits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// One number and the unit behind it, off the front of `text`.
struct Term {
  Wide mantissa = 0, scale = 1;
  std::size_t digits = 0;
  std::int64_t unit_fen = 0;  // 0: none said
};

std::optional<Term> take_number(std::string_view& text) {
  Term term;
  bool has_point = false, has_digit = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ',' && has_digit && !has_point) continue;
    if (c == '.' && has_digit && !has_point) {
      has_point = true;
      continue;
    }
    if (!is_digit(c)) break;
    has_digit = true;
    if (term.digits > 0 || c != '0') ++term.digits;
    if (term.digits > kMostDigits || term.scale > 1'000'000'000'000'000'000) return std::nullopt;
    term.mantissa = term.mantissa * 10 + (c - '0');
    if (has_point) term.scale *= 10;
  }
  if (!has_digit) return std::nullopt;
  text.remove_prefix(at);
  return term;
}

// 万元 before 万, 元 last: the longest word that fits.
std::int64_t take_unit(std::string_view& text) {
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 12> kUnits{{
      {"亿元", 10'000'000'000}, {"亿", 10'000'000'000}, {"万元", kFenOfWan}, {"万", kFenOfWan}, {"w", kFenOfWan}, {"千元", 100'000},
      {"千", 100'000}, {"百元", 10'000}, {"元", kFenOfYuan}, {"块", kFenOfYuan}, {"角", 10}, {"分", 1}}};
  for (const auto& [word, fen] : kUnits)
    if (text.starts_with(word)) return text.remove_prefix(word.size()), fen;
  return 0;
}

// A spreadsheet's 35000.099999999999 is 35000.10; 3.14159 元 is no amount of money.
std::optional<Wide> fen_of(const Term& term, std::int64_t unit_fen) {
  const Wide whole = term.mantissa * unit_fen, rest = whole % term.scale;
  if (rest == 0) return whole / term.scale;
  if (term.digits < kNoiseDigits) return std::nullopt;
  return (whole + term.scale / 2) / term.scale;
}

std::string plain_of(std::string_view written) {
  std::string text = to_lower_ascii(remove_spaces(to_half_width(written)));
  for (std::string_view mark : {"，", "圆", "¥", "￥"})
    for (std::size_t at; (at = text.find(mark)) != std::string::npos;)
      text.replace(at, mark.size(), mark == "，" ? "," : mark == "圆" ? "元" : "");
  if (const std::size_t bracket = text.find('('); bracket != std::string::npos && bracket > 0) text.resize(bracket);
  for (std::string_view before : {"人民币", "rmb", "约", "共计", "共", "合计"})
    if (text.starts_with(before)) text.erase(0, before.size());
  for (std::string_view after : {"整", "左右", "人民币", "/年", "每年"})
    if (text.ends_with(after)) text.resize(text.size() - after.size());
  return text;
}

}  // namespace

WrittenMoney read_money(std::string_view written, std::int64_t unit_fen) {
  const std::string text = plain_of(written);
  std::string_view rest = text;
  WrittenMoney money;
  Wide sum = 0;
  std::int64_t last = INT64_MAX;
  while (!rest.empty()) {
    std::optional<Term> term = take_number(rest);
    if (!term) return money;
    term->unit_fen = take_unit(rest);
    // 3万5千元: units fall; a number without one stands alone.
    if (term->unit_fen == 0 && !(rest.empty() && last == INT64_MAX)) return money;
    if (term->unit_fen >= last) return money;
    const auto fen = fen_of(*term, term->unit_fen ? term->unit_fen : unit_fen);
    if (!fen) return money;
    money.has_unit = money.has_unit || term->unit_fen != 0;
    last = term->unit_fen;
    sum += *fen;
    if (sum > kMost) return money;
    if (rest == "元") rest = {};
  }
  money.ok = !text.empty();
  money.fen = static_cast<std::int64_t>(sum);
  return money;
}

std::int64_t money_unit(std::string_view title) {
  const std::string text = to_half_width(title);
  if (contains(text, "亿元")) return 10'000'000'000;
  if (contains(text, "万元") || contains(text, "(万)")) return kFenOfWan;
  return contains(text, "千元") ? 100'000 : kFenOfYuan;
}

std::string yuan_text(std::int64_t fen) {
  char text[32];
  const std::int64_t size = fen < 0 ? -fen : fen;
  std::snprintf(text, sizeof text, "%s%lld.%02lld", fen < 0 ? "-" : "", static_cast<long long>(size / 100),
                static_cast<long long>(size % 100));
  return text;
}

}  // namespace niangjia
