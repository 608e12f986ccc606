#include "modules/stations/hours_holidays.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <tuple>

#include "base/text.h"
#include "modules/workdays/workdays.h"

namespace niangjia::stations {

namespace {

using workdays::Holiday;

// `first` is the day of ours on which it begins, where it has one: 国庆3天 are 1 to 3 October.
struct Named {
  HolidayKind kind;
  Holiday holiday;
  std::string_view canonical;
  MonthDay first;
  bool is_lunar;
};
constexpr std::array kNamed{
    Named{HolidayKind::new_year, Holiday::new_year, "newyear", {1, 1}, false},
    Named{HolidayKind::spring, Holiday::spring, "spring", {1, 1}, true},
    Named{HolidayKind::tomb_sweeping, Holiday::tomb_sweeping, "tombsweeping", {}, false},
    Named{HolidayKind::labour, Holiday::labour, "labour", {5, 1}, false},
    Named{HolidayKind::dragon_boat, Holiday::dragon_boat, "dragonboat", {5, 5}, true},
    Named{HolidayKind::mid_autumn, Holiday::mid_autumn, "midautumn", {8, 15}, true},
    Named{HolidayKind::national, Holiday::national, "national", {10, 1}, false},
};
const Named* named_of(HolidayKind kind) {
  const auto* it = std::find_if(kNamed.begin(), kNamed.end(), [kind](const Named& n) { return n.kind == kind; });
  return it == kNamed.end() ? nullptr : it;
}

// Longest first where one begins another.
constexpr std::pair<std::string_view, HolidayKind> kWords[] = {
    {"国家法定节假日", HolidayKind::all}, {"国定节假日", HolidayKind::all}, {"法定节假日", HolidayKind::all},
    {"法定节日", HolidayKind::all},       {"国家法定假日", HolidayKind::all}, {"法定假日", HolidayKind::all},
    {"法定假期", HolidayKind::all},       {"法定假", HolidayKind::all},       {"国定假日", HolidayKind::all},
    {"节假日", HolidayKind::all},         {"节日", HolidayKind::all},         {"ph", HolidayKind::all},
    {"元旦", HolidayKind::new_year},      {"newyear", HolidayKind::new_year}, {"春节", HolidayKind::spring},
    {"过年", HolidayKind::spring},        {"spring", HolidayKind::spring},    {"清明", HolidayKind::tomb_sweeping},
    {"tombsweeping", HolidayKind::tomb_sweeping}, {"五一", HolidayKind::labour}, {"国际劳动节", HolidayKind::labour},
    {"劳动节", HolidayKind::labour},      {"labour", HolidayKind::labour},    {"端午", HolidayKind::dragon_boat},
    {"dragonboat", HolidayKind::dragon_boat}, {"中秋", HolidayKind::mid_autumn}, {"midautumn", HolidayKind::mid_autumn},
    {"国庆", HolidayKind::national},      {"十一", HolidayKind::national},    {"national", HolidayKind::national}};

// A place in the text that moves on word by word.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}
  std::string_view rest() const { return text_.substr(at_); }
  std::size_t at() const { return at_; }
  void back_to(std::size_t at) { at_ = at; }
  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [this](std::string_view w) { return take(w); });
  }
  // 7, 28, 三, 十五, 廿八, 二十九
  std::optional<int> take_number() {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < 2 && at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++digits) value = value * 10 + (text_[at_++] - '0');
    if (digits > 0) return value;
    const int tens = take("三十") ? 30 : take_any({"廿", "二十"}) ? 20 : take("十") ? 10 : 0;
    const int ones = take_numeral();
    if (tens + ones == 0) return std::nullopt;
    return tens + ones;
  }

 private:
  int take_numeral() {
    constexpr std::array<std::string_view, 9> kDigits{"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (std::size_t i = 0; i < kDigits.size(); ++i)
      if (take(kDigits[i])) return static_cast<int>(i) + 1;
    return 0;
  }
  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<MonthDay> lunar_date(MonthDay day) {
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 30) return std::nullopt;
  return day;
}

// 除夕, 年三十, 正月初七, 初三, 腊月28, 元宵节
std::optional<MonthDay> take_lunar_day(Cursor& text) {
  const std::size_t begin = text.at();
  const bool is_named_lunar = text.take_any({"农历", "阴历"});
  if (text.take_any({"除夕", "大年三十", "年三十", "大年夜"})) return MonthDay{12, 30};
  if (text.take("元宵")) return text.take("节"), MonthDay{1, 15};
  std::optional<MonthDay> day;
  if (text.take("腊月") || (is_named_lunar && text.take_any({"12月", "十二月"}))) {
    text.take("初");
    if (auto n = text.take_number()) day = lunar_date({12, *n});
  } else if (const bool has_month = text.take_any({"正月", "大年", "年"}) || (is_named_lunar && text.take_any({"1月", "一月"}));
             text.take("初") || has_month) {
    if (auto n = text.take_number()) day = lunar_date({1, *n});
  }
  if (!day) text.back_to(begin);
  else text.take_any({"日", "号"});
  return day;
}

std::optional<MonthDay> take_canonical_day(Cursor& text) {
  auto month = text.take_number();
  if (!month || !text.take("-")) return std::nullopt;
  auto day = text.take_number();
  return day ? lunar_date({*month, *day}) : std::nullopt;
}

// lunar 12-30..01-03, on 10-01..10-03
std::optional<HolidayRule> take_canonical_days(Cursor& text) {
  const std::size_t begin = text.at();
  const bool is_lunar = text.take("lunar ");
  if (is_lunar || text.take("on ")) {
    auto from = take_canonical_day(text);
    auto to = from && text.take("..") ? take_canonical_day(text) : std::nullopt;
    const bool is_real = to && (is_lunar || (Date::from_ymd(2024, from->month, from->day) && Date::from_ymd(2024, to->month, to->day)));
    if (is_real) return HolidayRule{is_lunar ? HolidayKind::lunar : HolidayKind::dates, *from, *to, {}, false};
  }
  text.back_to(begin);
  return std::nullopt;
}

std::optional<HolidayRule> take_lunar_days(Cursor& text) {
  auto from = take_lunar_day(text);
  if (!from) return std::nullopt;
  HolidayRule rule{HolidayKind::lunar, *from, *from, {}, false};
  const std::size_t end = text.at();
  if (text.take("-")) {
    auto to = take_lunar_day(text);
    if (!to && from->month == 1) {  // 正月初八-十五
      if (auto n = text.take_number(); n && !text.rest().starts_with(":") && !text.rest().starts_with("点")) to = lunar_date({1, *n});
    }
    if (to) rule.to = *to;
    else text.back_to(end);
  }
  return rule;
}

// 7天, (7天), 当天: how much of a named holiday is meant. Nothing: the text cannot be known (春节5天).
std::optional<HolidayRule> take_part(Cursor& text, const Named& named) {
  HolidayRule whole{named.kind, {}, {}, {}, false};
  const std::size_t begin = text.at();
  int days = 0;
  const bool has_bracket = text.take("(");
  if (text.take_any({"当天", "当日"})) days = 1;
  else if (auto n = text.take_number(); n && text.take("天")) days = *n;
  if (has_bracket && days > 0 && !text.take(")")) days = 0;
  if (days == 0) text.back_to(begin);
  if (days == 0 || days >= 7) return whole;
  if (days > 3 || named.first.month == 0) return std::nullopt;
  whole.kind = named.is_lunar ? HolidayKind::lunar : HolidayKind::dates;
  whole.from = named.first, whole.to = {named.first.month, named.first.day + days - 1};
  return whole;
}

bool take_named(Cursor& text, HolidayWords& out) {
  const std::size_t begin = text.at();
  for (const auto& [word, kind] : kWords) {
    if (!text.take(word)) continue;
    if (kind == HolidayKind::all) return out.meant.push_back({}), true;
    while (text.take_any({"节", "假期", "假日", "长假", "小长假", "黄金周", "期间"})) {}
    const bool is_off = text.take("放假");
    auto part = take_part(text, *named_of(kind));
    while (text.take_any({"假期", "长假", "期间"})) {}
    out.says_off = out.says_off || is_off;
    if (part) return out.meant.push_back(*part), true;
    break;
  }
  text.back_to(begin);
  return false;
}

bool lies_within(MonthDay day, MonthDay from, MonthDay to) {
  return from <= to ? from <= day && day <= to : day >= from || day <= to;
}

bool holds(const HolidayRule& rule, Date day) {
  if (rule.kind == HolidayKind::all) return workdays::is_holiday(day);
  if (rule.kind == HolidayKind::dates) return lies_within({day.month(), day.day()}, rule.from, rule.to);
  if (rule.kind == HolidayKind::lunar) {
    const workdays::LunarDay lunar = workdays::lunar_day(day);
    return !lunar.is_leap && lies_within({lunar.month, lunar.day}, rule.from, rule.to);
  }
  return workdays::is_holiday_of(named_of(rule.kind)->holiday, day);
}

}  // namespace

HolidayWords holidays_at(std::string_view rest) {
  Cursor text(rest);
  HolidayWords out;
  if (auto days = take_canonical_days(text)) out.meant.push_back(*days);
  else if (auto lunar = take_lunar_days(text)) out.meant.push_back(*lunar);
  else while (take_named(text, out)) {}  // 国庆中秋双节
  if (out.meant.empty()) return {};
  while (text.take_any({"双节", "期间", "假期", "等"})) {}
  out.says_off = text.take("放假") || out.says_off;
  out.length = text.at();
  return out;
}

bool is_same_holiday(const HolidayRule& a, const HolidayRule& b) {
  return std::tie(a.kind, a.from, a.to) == std::tie(b.kind, b.from, b.to);
}

void put_rule(OpeningHours& hours, HolidayRule rule) {
  auto it = std::find_if(hours.holidays.begin(), hours.holidays.end(), [&](const HolidayRule& r) { return is_same_holiday(r, rule); });
  if (it == hours.holidays.end()) hours.holidays.push_back(std::move(rule));
  else *it = std::move(rule);
}

void settle_holidays(OpeningHours& hours) {
  auto& rules = hours.holidays;
  auto is_of_all = [](const HolidayRule& r) { return r.kind == HolidayKind::all; };
  std::erase_if(rules, [&](const HolidayRule& r) { return is_of_all(r) && r.is_as_usual; });
  const auto all = std::find_if(rules.begin(), rules.end(), is_of_all);
  const std::optional<HolidayRule> of_all = all == rules.end() ? std::nullopt : std::optional(*all);
  auto is_name = [](const HolidayRule& r) { return named_of(r.kind) != nullptr; };
  std::erase_if(rules, [&](const HolidayRule& r) {
    if (!is_name(r)) return false;
    return of_all ? !r.is_as_usual && r.spans == of_all->spans : r.is_as_usual;
  });
  // 初四起照常 says something only where the holiday around it is shut.
  const bool has_wider = std::any_of(rules.begin(), rules.end(), [&](const HolidayRule& r) { return is_of_all(r) || is_name(r); });
  if (!has_wider) std::erase_if(rules, [](const HolidayRule& r) { return r.is_as_usual; });
  std::sort(rules.begin(), rules.end(), [](const HolidayRule& a, const HolidayRule& b) {
    return std::tie(a.kind, a.from, a.to) < std::tie(b.kind, b.from, b.to);
  });
}

std::string holiday_words(const HolidayRule& rule) {
  if (rule.kind == HolidayKind::all) return "PH";
  if (const Named* named = named_of(rule.kind)) return std::string(named->canonical);
  char text[40];
  std::snprintf(text, sizeof text, "%s %02d-%02d..%02d-%02d", rule.kind == HolidayKind::lunar ? "lunar" : "on", rule.from.month,
                rule.from.day, rule.to.month, rule.to.day);
  return text;
}

const HolidayRule* rule_on(const OpeningHours& hours, Date day) {
  for (auto rule = hours.holidays.rbegin(); rule != hours.holidays.rend(); ++rule)
    if (holds(*rule, day)) return &*rule;
  return nullptr;
}

}  // namespace niangjia::stations
