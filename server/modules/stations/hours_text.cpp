#include "modules/stations/hours_text.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace niangjia::stations {

namespace {

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

std::string replace_all(std::string text, const Pairs& pairs) {
  for (const auto& [from, to] : pairs)
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  return text;
}

int numeral(char32_t code) {
  constexpr std::u32string_view kDigits = U"零一二三四五六七八九十";
  if (code == U'〇') return 0;
  if (code == U'两') return 2;
  const std::size_t at = kDigits.find(code);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// 七 → 7, 十二 → 12, 二十四 → 24; -1: no such number.
int value_of(std::u32string_view run) {
  const std::size_t ten = run.find(U'十');
  if (ten == std::u32string_view::npos) return run.size() == 1 ? numeral(run[0]) : -1;
  if (ten > 1 || run.size() > ten + 2) return -1;
  const int tens = ten == 0 ? 1 : numeral(run[0]);
  const int ones = ten + 1 < run.size() ? numeral(run[ten + 1]) : 0;
  return ones < 10 ? tens * 10 + ones : -1;
}

bool ends_with_any(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::u32string_view w) { return text.ends_with(w); });
}

// A numeral is a time or a date only beside the words of one: 周一 and 双休 stay as they are.
bool is_time_numeral(std::u32string_view before, std::u32string_view after) {
  constexpr std::u32string_view kAfter = U"点时月分号:";
  if (!after.empty() && kAfter.find(after[0]) != std::u32string_view::npos) return true;
  if (after.starts_with(U"小时") || (after.starts_with(U"日") && before.ends_with(U"月"))) return true;
  return ends_with_any(before, {U"早", U"晚", U"朝", U"上午", U"下午", U"早上", U"晚上", U"中午"});
}

std::string with_digits(std::string_view text) {
  const std::u32string all = to_code_points(text);
  std::u32string out;
  for (std::size_t at = 0; at < all.size();) {
    std::size_t end = at;
    while (end < all.size() && numeral(all[end]) >= 0) ++end;
    const std::u32string_view run = std::u32string_view(all).substr(at, end - at);
    if (run.empty()) {
      out += all[at++];
      continue;
    }
    const int value = value_of(run);
    if (value >= 0 && is_time_numeral(out, std::u32string_view(all).substr(end)))
      for (char c : std::to_string(value)) out += static_cast<char32_t>(c);
    else out += run;
    at = end;
  }
  return from_code_points(out);
}

bool speaks_of_time(std::string_view remark) {
  if (remark.find_first_of("0123456789") != std::string_view::npos) return true;
  constexpr std::array kWords{"周", "休", "节", "假", "季", "夏", "冬", "月", "日", "夜", "晚", "早", "午",
                              "关", "闭", "停", "除", "全", "庆", "元旦", "清明", "端午", "中秋", "五一", "十一", "过年", "初", "ph", "同", "off", "不", "临时", "预约"};
  return std::any_of(kWords.begin(), kWords.end(), [remark](std::string_view w) { return contains(remark, w); });
}

std::string without_remarks(std::string text) {
  for (std::size_t at = 0; (at = text.find('(', at)) != std::string::npos;) {
    const std::size_t end = text.find(')', at);
    if (end == std::string::npos) break;
    if (speaks_of_time(text.substr(at, end - at))) at = end;
    else text.erase(at, end - at + 1);
  }
  return text;
}

}  // namespace

std::string plain_hours(std::string_view written) {
  static const Pairs kMarks{{"—", "-"}, {"–", "-"},  {"－", "-"}, {"～", "-"}, {"~", "-"},  {"〜", "-"}, {"−", "-"}, {"─", "-"},
                            {"至", "-"}, {"到", "-"}, {"：", ":"}, {"∶", ":"},  {"﹕", ":"}, {"【", "("}, {"】", ")"}, {"﹣", "-"}};
  static const Pairs kWords{{"星期", "周"},   {"礼拜", "周"},     {"周天", "周日"},    {"每逢", ""},       {"逢", ""},
                            {"每周", "周"},   {"朝", "早"},       {"夏令时", "夏季"},  {"冬令时", "冬季"}, {"夏时制", "夏季"},
                            {"冬时制", "冬季"}, {"夏天", "夏季"}, {"冬天", "冬季"},    {"次年", ""},       {"翌年", ""},
                            {"第二年", ""},   {"来年", ""},       {"翌日", "次日"},    {"第二天", "次日"}, {"隔天", "次日"},
                            {"隔日", "次日"}, {"次晨", "次日"},   {"二十四小时", "24小时"}, {"7×24", "24小时"}, {"7x24", "24小时"},
                            {"7*24", "24小时"},   {"24 小时", "24小时"}, {"24 h", "24h"},   {"24个小时", "24小时"}, {"24小时小时", "24小时"}, {"24小时h", "24小时"}};
  static const Pairs kClock{{"点半", ":30"}, {"时半", ":30"}, {"点一刻", ":15"}, {"点三刻", ":45"}, {"点整", "点"}, {"时整", "时"}};
  std::string plain = replace_all(to_lower_ascii(to_half_width(written)), kMarks);
  plain = with_digits(replace_all(replace_all(std::move(plain), kWords), kClock));
  while (contains(plain, "--")) plain = replace_all(plain, {{"--", "-"}});
  return without_remarks(std::move(plain));
}

}  // namespace niangjia::stations
