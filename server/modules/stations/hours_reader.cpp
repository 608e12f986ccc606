// Reads opening hours as people write them. The text is cut into words (seasons, days, spans, "closed"), which fill a
// week for each season; a span without days holds for every day, days without a span wait for the one that follows or for
// "closed" (周末休息).
#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "modules/stations/hours.h"

namespace niangjia::stations {

namespace {

using Days = std::array<bool, 7>;
constexpr Days kEveryDay{true, true, true, true, true, true, true};
constexpr Days kWorkingDays{true, true, true, true, true, false, false};
constexpr Days kWeekend{false, false, false, false, false, true, true};

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

std::string replace_all(std::string text, const Pairs& pairs) {
  for (const auto& [from, to] : pairs)
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  return text;
}

// One spelling for dashes, colons and spaces, so that the reader below sees ASCII wherever it can.
std::string plain_form(std::string_view text) {
  static const Pairs kSame{{"—", "-"},  {"–", "-"},   {"－", "-"},    {"～", "-"},     {"~", "-"},      {"〜", "-"},
                           {"−", "-"},  {"至", "-"},  {"到", "-"},    {"：", ":"},     {"∶", ":"},      {"点半", ":30"},
                           {"时半", ":30"}, {"星期", "周"}, {"礼拜", "周"}, {"周天", "周日"}, {"二十四小时", "24小时"}};
  std::string plain = replace_all(to_lower_ascii(to_half_width(text)), kSame);
  while (contains(plain, "--")) plain = replace_all(plain, {{"--", "-"}});
  return plain;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(plain_form(text)) {}

  ReadHours read() {
    while (at_ < text_.size()) {
      if (take_filler() || take_season() || take_holidays() || take_closed() || take_all_day() || take_days() ||
          take_span())
        continue;
      return refused();
    }
    if (has_days_ && !has_span_since_days_) return refused();  // days that nothing is said of
    ReadHours out;
    out.hours = std::move(hours_);
    if (out.hours.canonical().empty()) out.hours.seasons.clear();
    return out;
  }

 private:
  std::string_view rest() const { return std::string_view(text_).substr(at_); }
  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [this](std::string_view w) { return take(w); });
  }
  ReadHours refused() const {
    ReadHours out;
    out.not_understood = trim(rest().empty() ? std::string_view(text_) : rest());
    return out;
  }

  bool take_filler() {
    return take_any({" ", "\t", "\n", "\r", "\xc2\xa0", ",", ";", "、", "。", ".", "(", ")", "[", "]", ":", "/", "和", "及", "与",
                     "开放时间", "营业时间", "服务时间", "开放", "营业", "服务", "对外", "时间", "均", "为", "其余", "正常"});
  }

  bool take_season() {
    if (take_any({"夏季", "夏令时", "夏时制", "夏天", "summer"})) return begin_season(SeasonKind::summer);
    if (take_any({"冬季", "冬令时", "冬时制", "冬天", "winter"})) return begin_season(SeasonKind::winter);
    if (take_any({"全年", "常年"})) return begin_season(SeasonKind::whole_year);
    return take_season_of_dates();
  }

  // 5月1日-9月30日, 5-9月, 05-01..09-30
  bool take_season_of_dates() {
    const std::size_t begin = at_;
    auto from = take_month_day(), to = std::optional<MonthDay>();
    if (from && (take("-") || take(".."))) to = take_month_day();
    if (!from || !to || (from->month == 0 && to->month == 0)) {
      at_ = begin;
      return false;
    }
    if (from->month == 0) *from = {from->day, 1};  // 5-9月: the month stands once
    if (from->day == 0) from->day = 1;
    if (to->day == 0) to->day = Date::from_ymd(2024, to->month, 1)->last_of_month().day();
    if (!Date::from_ymd(2024, from->month, from->day) || !Date::from_ymd(2024, to->month, to->day)) {
      at_ = begin;
      return false;
    }
    begin_season(SeasonKind::dates);
    season().from = *from, season().to = *to;
    return true;
  }

  // month 0: only one number was there, kept as the day
  std::optional<MonthDay> take_month_day() {
    auto first = take_number();
    if (!first || *first < 1 || *first > 31) return std::nullopt;
    if (take("月")) {
      if (*first > 12) return std::nullopt;
      auto day = take_number();
      if (day) take_any({"日", "号"});
      else take_any({"底", "末", "份"});
      if (day && (*day < 1 || *day > 31)) return std::nullopt;
      return MonthDay{*first, day.value_or(0)};
    }
    if (rest().size() > 2 && rest()[0] == '-' && is_digit(rest()[1]) && is_digit(rest()[2]) && canonical_date_follows()) {
      ++at_;
      return MonthDay{*first, *take_number()};
    }
    return MonthDay{0, *first};
  }
  // "-01..": the day of a canonical month-day, or "-30 " at its end.
  bool canonical_date_follows() const {
    std::string_view tail = rest().substr(3);
    return tail.starts_with("..") || (at_ >= 4 && contains(std::string_view(text_).substr(at_ - 4, 4), "..")) ;
  }

  bool begin_season(SeasonKind kind) {
    auto it = std::find_if(hours_.seasons.begin(), hours_.seasons.end(),
                           [kind](const Season& s) { return s.kind == kind && kind != SeasonKind::dates; });
    if (it == hours_.seasons.end()) it = hours_.seasons.insert(hours_.seasons.end(), Season{kind, {}, {}, {}});
    season_at_ = static_cast<std::size_t>(it - hours_.seasons.begin());
    forget_days();
    return true;
  }
  Season& season() {
    if (hours_.seasons.empty()) hours_.seasons.emplace_back();
    return hours_.seasons[season_at_];
  }

  bool take_holidays() {
    if (!take_any({"法定节假日", "国定节假日", "国家法定假日", "法定假日", "法定假", "节假日", "春节", "ph"})) return false;
    take_filler_now();
    while (take_any({"国庆", "元旦", "长假", "期间"})) take_filler_now();
    if (take_any({"除外", "休息", "不开放", "不营业", "关闭", "闭站", "闭馆", "休", "off"})) hours_.is_closed_on_holidays = true;
    else if (take_any({"照常", "不休", "无休"})) hours_.is_closed_on_holidays = false;
    else return false;
    return true;
  }

  bool take_closed() {
    if (!take_any({"休息", "不开放", "不营业", "除外", "关闭", "闭馆", "闭站", "歇业", "off", "休"})) return false;
    if (!has_days_) return false;
    Week& week = season().week;
    const bool nothing_said = std::all_of(week.begin(), week.end(), [](const auto& d) { return d.empty(); });
    if (nothing_said) closed_first_ = days_;
    for (std::size_t d = 0; d < 7; ++d)
      if (days_[d]) week[d].clear();
    forget_days();
    return true;
  }

  bool take_all_day() {
    if (!take_any({"24小时", "24h", "24/7", "全天候", "全天", "昼夜", "不打烊"})) return false;
    take_any({"ours"});
    add_span({0, 24 * 60});
    return true;
  }

  std::optional<std::size_t> take_weekday() {
    constexpr std::pair<std::string_view, std::size_t> kDays[] = {
        {"一", 0}, {"二", 1}, {"三", 2}, {"四", 3}, {"五", 4}, {"六", 5}, {"日", 6}, {"1", 0},  {"2", 1},  {"3", 2},
        {"4", 3},  {"5", 4},  {"6", 5},  {"7", 6},  {"mo", 0}, {"tu", 1}, {"we", 2}, {"th", 3}, {"fr", 4}, {"sa", 5},
        {"su", 6}};
    const std::size_t begin = at_;
    const bool has_word = take("周");
    for (const auto& [word, day] : kDays) {
      const bool needs_word = word.size() != 2;  // 一 or 1 alone is no weekday
      if ((!needs_word || has_word || in_day_list_) && take(word)) return day;
    }
    at_ = begin;
    return std::nullopt;
  }

  bool take_days() {
    if (take_any({"工作日"})) return set_days(kWorkingDays);
    if (take_any({"双休日", "周末", "休息日"})) return set_days(kWeekend);
    if (take_any({"每天", "每日", "天天", "全周"})) return set_days(kEveryDay);
    auto from = take_weekday();
    if (!from) return false;
    Days days{};
    mark(days, *from, take_range_end().value_or(*from));
    in_day_list_ = true;
    for (;;) {
      const std::size_t begin = at_;
      if (!take_any({"、", ",", "和", "及"})) {
        auto next = take_weekday_glued();
        if (!next) break;
        mark(days, *next, *next);
        continue;
      }
      auto next = take_weekday();
      if (!next || time_follows()) {
        at_ = begin;
        break;
      }
      mark(days, *next, take_range_end().value_or(*next));
    }
    in_day_list_ = false;
    return set_days(days);
  }
  // 周六日: the second day without its word
  std::optional<std::size_t> take_weekday_glued() {
    if (rest().starts_with("日") || rest().starts_with("六")) return take_weekday();
    return std::nullopt;
  }
  bool time_follows() const { return rest().starts_with(":") || rest().starts_with("点") || (!rest().empty() && is_digit(rest()[0])); }
  std::optional<std::size_t> take_range_end() {
    const std::size_t begin = at_;
    if (!take("-")) return std::nullopt;
    in_day_list_ = true;
    auto to = take_weekday();
    in_day_list_ = false;
    if (!to) at_ = begin;
    return to;
  }
  static void mark(Days& days, std::size_t from, std::size_t to) {
    for (std::size_t d = from;; d = (d + 1) % 7) {
      days[d] = true;
      if (d == to) break;
    }
  }
  bool set_days(const Days& days) {
    if (has_days_ && !has_span_since_days_)
      for (std::size_t d = 0; d < 7; ++d) days_[d] = days_[d] || days[d];
    else days_ = days;
    has_days_ = true, has_span_since_days_ = false;
    return true;
  }
  void forget_days() { has_days_ = false, has_span_since_days_ = false, is_first_span_ = true; }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  std::optional<int> take_number() {
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < 2 && is_digit(text_[end])) ++end;
    if (end == at_ || (end < text_.size() && is_digit(text_[end]))) return std::nullopt;
    int value = 0;
    for (; at_ < end; ++at_) value = value * 10 + (text_[at_] - '0');
    return value;
  }

  struct Time {
    int minutes = 0;
    bool is_afternoon = false, has_mark = false;
  };
  std::optional<Time> take_time() {
    Time time;
    if (take_any({"下午", "晚上", "傍晚", "晚", "pm"})) time.is_afternoon = time.has_mark = true;
    else if (take_any({"上午", "早上", "早晨", "凌晨", "早", "am"})) time.has_mark = true;
    else if (take_any({"中午"})) time.has_mark = true;
    while (take(" ") || take(":")) {}
    auto hour = take_number();
    if (!hour || *hour > 47) return std::nullopt;
    int minute = 0;
    if (take_any({":", ".", "点", "时"})) minute = take_number().value_or(0);
    take_any({"分"});
    if (minute > 59) return std::nullopt;
    if (time.is_afternoon && *hour < 12) *hour += 12;
    time.minutes = *hour * 60 + minute;
    return time;
  }
  bool take_span() {
    const std::size_t begin = at_;
    auto from = take_time();
    take_spaces();
    if (!from || !take("-")) {
      at_ = begin;
      return false;
    }
    take_spaces();
    take("次日");
    auto to = take_time();
    if (!to || from->minutes > 24 * 60) {
      at_ = begin;
      return false;
    }
    int until = to->minutes;
    // 下午1:30-5:00: the end is in the same half of the day when that makes sense.
    if (!to->has_mark && from->is_afternoon && until <= from->minutes && until + 720 > from->minutes && until < 720) until += 720;
    if (until <= from->minutes) until += 1440;
    if (until == from->minutes || until - from->minutes > 1440) {
      at_ = begin;
      return false;
    }
    add_span({from->minutes, until});
    return true;
  }
  void take_spaces() {
    while (take(" ")) {}
  }
  void take_filler_now() {
    while (take_filler()) {}
  }

  // The first span after days or a season replaces what they had; later ones stand beside it.
  void add_span(Span span) {
    Days days = has_days_ ? days_ : kEveryDay;
    if (!has_days_)
      for (std::size_t d = 0; d < 7; ++d) days[d] = days[d] && !closed_first_[d];
    const bool replaces = has_days_ ? !has_span_since_days_ : is_first_span_;
    Week& week = season().week;
    for (std::size_t d = 0; d < 7; ++d) {
      if (!days[d]) continue;
      if (replaces) week[d].clear();
      week[d].push_back(span);
      std::sort(week[d].begin(), week[d].end());
    }
    has_span_since_days_ = true, is_first_span_ = false;
  }

  std::string text_;
  std::size_t at_ = 0, season_at_ = 0;
  OpeningHours hours_;
  Days days_{}, closed_first_{};
  bool has_days_ = false, has_span_since_days_ = false, is_first_span_ = true, in_day_list_ = false;
};

}  // namespace

ReadHours read_hours(std::string_view text) {
  if (trim(text).empty()) return {};
  return Reader(text.substr(0, 300)).read();
}

}  // namespace niangjia::stations
