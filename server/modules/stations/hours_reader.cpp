// Reads opening hours as people write them. The text is cut into words (seasons, days, holidays, spans, "closed"), which
// fill a week for each season; a span without days holds for every day, days without a span wait for the one that follows
// or for "closed" (周末休息). "其余" means what nothing was said of: the rest of the year, or of the week.
#include <algorithm>
#include <optional>

#include "base/text.h"
#include "modules/stations/hours.h"
#include "modules/stations/hours_season.h"
#include "modules/stations/hours_text.h"

namespace niangjia::stations {

namespace {

using Days = std::array<bool, 7>;
constexpr Days kEveryDay{true, true, true, true, true, true, true};
constexpr Days kWorkingDays{true, true, true, true, true, false, false};
constexpr Days kWeekend{false, false, false, false, false, true, true};
constexpr int kDay = 24 * 60;
constexpr int kLongestWithoutWord = 18 * 60;  // 8:30-5:00 ends in the afternoon, not after twenty hours and a half

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(plain_hours(text)) {}

  ReadHours read() {
    while (at_ < text_.size()) {
      if (take_rest() || take_holidays() || take_as_usual() || take_filler() || take_season() || take_break() ||
          take_closed() || take_all_day() || take_days() || take_span())
        continue;
      return refused();
    }
    if (is_waiting()) return refused();  // days that nothing is said of
    ReadHours out;
    out.hours = std::move(hours_);
    if (!settle_seasons(out.hours) || out.hours.canonical().empty()) {
      at_ = text_.size();
      return refused();
    }
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
  bool is_waiting() const { return (has_days_ && !has_span_since_days_) || has_holidays_; }

  bool take_filler() {
    return take_any({" ", "\t", "\n", "\r", "\xc2\xa0", ",", ";", "、", "。", ".", "(", ")", "[", "]", ":", "/", "|", "+", "和", "及",
                     "与", "开放时间", "营业时间", "服务时间", "工作时间", "上班时间", "运营时间", "运行时间", "开放", "营业", "服务",
                     "对外", "时间", "均", "为", "正常", "无休", "不休", "中午不休息", "中午不休", "午间不休息", "午间不休", "不间断",
                     "全年365天", "365天", "一周7天", "一年四季", "每年", "起", "止", "期间", "一般", "通常", "实行", "执行", "本站",
                     "站点", "驿站", "大厅", "营业厅", "网点", "门店", "分", "时段"});
  }

  // 其余: after a season of its own the rest of the year, else the days that have no hours yet.
  bool take_rest() {
    if (!take_any({"其余", "其他", "其它", "余下", "剩余"})) return false;
    take_any({"时间", "时段", "月份", "季节", "日期", "时候", "日子", "各月"});
    if (hours_.seasons.empty()) return true;
    if (season().kind != SeasonKind::whole_year) return begin_season(other_season(season().kind));
    Days days{};
    for (std::size_t d = 0; d < 7; ++d) days[d] = season().week[d].empty() && !closed_[d];
    return days == Days{} || set_days(days);
  }

  bool take_season() {
    if (take_any({"夏季", "夏", "summer"})) return name_season(SeasonKind::summer, {}, {});
    if (take_any({"冬季", "冬", "winter"})) return name_season(SeasonKind::winter, {}, {});
    if (take_any({"全年", "常年"})) return begin_season(SeasonKind::whole_year);
    const std::size_t begin = at_;
    auto dates = take_season_of_dates();
    if (dates) return name_season(SeasonKind::dates, dates->first, dates->second);
    at_ = begin;
    return false;
  }

  // The name stands before its hours, or in brackets behind them: 8:00-18:00（夏季）.
  bool name_season(SeasonKind kind, MonthDay from, MonthDay to) {
    const bool is_behind = rest().starts_with(")") && !hours_.seasons.empty() &&
                           season().kind == SeasonKind::whole_year && has_span_since_days_;
    if (!is_behind) begin_season(kind);
    season().kind = kind, season().from = from, season().to = to;
    if (is_behind) hours_.seasons.emplace_back(), season_at_ = hours_.seasons.size() - 1, forget_days();
    return true;
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

  // 5月1日-9月30日, 5-9月, 5.1-9.30, 05-01..09-30
  std::optional<std::pair<MonthDay, MonthDay>> take_season_of_dates() {
    auto from = take_month_day(), to = std::optional<MonthDay>();
    if (from) take("起"), take(",");
    if (from && (take("-") || take(".."))) to = take_month_day();
    if (!from || !to || (from->month == 0 && to->month == 0)) return std::nullopt;
    if (from->month == 0) *from = {from->day, 1};  // 5-9月: the month stands once
    if (from->day == 0) from->day = 1;
    if (to->month == 0) to->month = from->month;
    if (to->day == 0) to->day = to->month > 12 ? 0 : Date::from_ymd(2024, to->month, 1)->last_of_month().day();
    if (!Date::from_ymd(2024, from->month, from->day) || !Date::from_ymd(2024, to->month, to->day)) return std::nullopt;
    return std::pair(*from, *to);
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
    if (rest().starts_with(".") && dotted_dates_stand_here()) {
      ++at_;
      return MonthDay{*first, take_number().value_or(0)};
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
    return tail.starts_with("..") || (at_ >= 4 && contains(std::string_view(text_).substr(at_ - 4, 4), ".."));
  }
  // 5.1-9.30: a time has two digits for its minutes, so one digit on either side tells a date.
  bool dotted_dates_stand_here() const {
    if (is_in_dotted_dates_) return is_in_dotted_dates_ = false, true;
    std::size_t end = 1, digits = 0;
    while (end < rest().size() && is_digit(rest()[end])) ++end, ++digits;
    if (digits != 1 || end >= rest().size() || rest()[end] != '-') return false;
    return is_in_dotted_dates_ = true, true;
  }

  bool take_holidays() {
    const std::size_t begin = at_;
    const bool is_counted_in = take_any({"包含", "含", "包括"});
    if (is_counted_in && !take_holiday_word()) return at_ = begin, false;
    if (is_counted_in) return hours_.is_closed_on_holidays = false, true;
    if (!take_holiday_word()) return false;
    // 周一至周五（节假日除外）8:30-17:30: the days wait for their hours, not for the word in brackets.
    is_bracketed_ = begin > 0 && text_[begin - 1] == '(' && has_days_ && !has_span_since_days_;
    take_filler_now();
    while (take_any({"国庆", "元旦", "长假", "期间"})) take_filler_now();
    return has_holidays_ = true, true;
  }
  bool take_holiday_word() {
    return take_any({"国家法定节假日", "国定节假日", "法定节假日", "法定节日", "国家法定假日", "法定假日", "法定假期", "法定假", "国定假日",
                     "节假日", "节日", "春节", "ph"});
  }

  // 周末照常: those days have what the others have.
  bool take_as_usual() {
    if (!is_waiting() || !take_any({"照常", "正常开放", "正常营业", "也开放", "不休息", "不休", "无休", "不打烊"})) return false;
    if (has_holidays_) hours_.is_closed_on_holidays = false;
    if (has_days_) {
      Week& week = season().week;
      const auto model = std::find_if(week.begin(), week.end(), [](const auto& spans) { return !spans.empty(); });
      for (std::size_t d = 0; d < 7 && model != week.end(); ++d)
        if (days_[d] && week[d].empty()) week[d] = *model;
    }
    has_holidays_ = false;
    forget_days();
    return true;
  }

  bool take_closed_word() {
    return take_any({"休息", "不开放", "不营业", "除外", "关闭", "闭馆", "闭站", "关门", "闭门", "歇业", "暂停", "停止", "不含", "off", "休"});
  }

  // 午休11:30-13:00, 12:00-13:00休息
  bool take_break() {
    if (!take_any({"午休", "午间休息", "中午休息"})) return false;
    is_break_ = true;
    return true;
  }

  bool take_closed() {
    if (!is_waiting() || !take_closed_word()) return false;
    const bool is_of_days = has_days_ && !has_span_since_days_ && !(has_holidays_ && is_bracketed_);
    if (has_holidays_) hours_.is_closed_on_holidays = true, hours_.holiday_spans.clear();
    has_holidays_ = false;
    if (!is_of_days) return true;
    for (std::size_t d = 0; d < 7; ++d) {
      closed_[d] = closed_[d] || days_[d];
      if (days_[d]) season().week[d].clear();
    }
    forget_days();
    return true;
  }

  bool take_all_day() {
    if (!hours_.seasons.empty() && take("不打烊")) return true;
    if (!take_any({"24小时", "24h", "24/7", "全天候", "全天", "全日", "昼夜", "不打烊"})) return false;
    take_any({"ours"});
    add_span({0, kDay});
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
    if (take_any({"法定工作日", "工作日", "上班日"})) return set_days(kWorkingDays);
    if (take_any({"双休日", "双休", "周末", "休息日"})) return set_days(kWeekend);
    if (take_any({"每天", "每日", "天天", "全周", "日常", "平日", "平时"})) return set_days(kEveryDay);
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
      if (!next || (is_digit(text_[at_ - 1]) && time_follows())) {
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
  void forget_days() { has_days_ = false, has_span_since_days_ = false, is_first_span_ = true, last_span_ = {}; }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  std::optional<int> take_number() {
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < 2 && is_digit(text_[end])) ++end;
    if (end == at_ || (end < text_.size() && is_digit(text_[end]))) return std::nullopt;
    int value = 0;
    for (; at_ < end; ++at_) value = value * 10 + (text_[at_] - '0');
    return value;
  }

  enum class Half { unsaid, morning, afternoon, evening };
  struct Time {
    int minutes = 0;
    Half half = Half::unsaid;
  };
  Half take_half() {
    if (take_any({"晚上", "晚间", "傍晚", "夜间", "夜里", "午夜", "晚", "夜"})) return Half::evening;
    if (take_any({"下午", "pm"})) return Half::afternoon;
    if (take_any({"上午", "早上", "早晨", "清晨", "凌晨", "早", "中午", "am"})) return Half::morning;
    return Half::unsaid;
  }
  // 0830 without a mark between
  std::optional<int> take_four_digits() {
    std::size_t digits = 0;
    while (digits < rest().size() && is_digit(rest()[digits])) ++digits;
    if (digits != 4) return std::nullopt;
    auto two = [this] { return (text_[at_] - '0') * 10 + (text_[at_ + 1] - '0'); };
    const int hour = two();
    at_ += 2;
    const int minute = two();
    at_ += 2;
    return minute < 60 ? std::optional(hour * 60 + minute) : std::nullopt;
  }
  std::optional<Time> take_time() {
    Time time;
    time.half = take_half();
    while (take(" ") || take(":")) {}
    auto glued = take_four_digits();
    auto hour = glued ? std::optional(*glued / 60) : take_number();
    if (!hour || *hour > 47) return std::nullopt;
    int minute = glued ? *glued % 60 : 0;
    if (!glued && take_any({":", ".", "点", "时"})) minute = take_number().value_or(0);
    take_any({"分", "时", "点"});
    if (minute > 59) return std::nullopt;
    if (time.half == Half::unsaid && (rest().starts_with("am") || rest().starts_with("pm"))) time.half = take_half();
    if (time.half >= Half::afternoon && *hour < 12) *hour += 12;
    else if (time.half == Half::evening && *hour == 12) *hour = 24;  // 晚12点
    time.minutes = *hour * 60 + minute;
    return time;
  }
  // The mark between two times; 早8晚6 needs none.
  bool take_joint(const Time& from) {
    take_spaces();
    if (take("-")) return true;
    return from.half == Half::morning && (rest().starts_with("晚") || rest().starts_with("下午"));
  }
  bool take_span() {
    const std::size_t begin = at_;
    auto give_up = [&] { return at_ = begin, false; };
    auto from = take_time();
    if (!from || !take_joint(*from)) return give_up();
    take_spaces();
    const bool is_next_day = take("次日");
    auto to = take_time();
    if (!to || from->minutes > kDay) return give_up();
    int until = to->minutes;
    // 下午1:30-5:00: the end is in the same half of the day when that makes sense.
    if (to->half == Half::unsaid && from->half >= Half::afternoon && until <= from->minutes && until + 720 > from->minutes && until < 720)
      until += 720;
    const bool is_told = is_next_day || to->half != Half::unsaid;
    if (until <= from->minutes) until += kDay;
    if (!is_told && until - from->minutes > kLongestWithoutWord && until > kDay && until - 720 > from->minutes) until -= 720;
    if (until - from->minutes > kDay) return give_up();
    if (from->half == Half::unsaid && !is_told && follows_on({from->minutes, until})) from->minutes += 720, until += 720;
    take_spaces();
    if (is_break_ || (!is_waiting() && is_open_word_missing() && take_closed_word())) cut_break({from->minutes, until});
    else add_span({from->minutes, until});
    is_break_ = false;
    return true;
  }
  // 8:30-11:30, 1:30-5:00: the second begins after noon.
  bool follows_on(const Span& span) const {
    return last_span_.to_min > span.from_min && span.to_min < 720 && span.from_min + 720 >= last_span_.to_min;
  }
  bool is_open_word_missing() const { return last_span_.to_min > 0; }
  void cut_break(const Span& pause) {
    Week& week = season().week;
    for (std::size_t d = 0; d < 7; ++d) {
      std::vector<Span> kept;
      for (const Span& span : has_days_ && !days_[d] ? std::vector<Span>{} : week[d]) {
        if (span.from_min < std::min(span.to_min, pause.from_min)) kept.push_back({span.from_min, std::min(span.to_min, pause.from_min)});
        if (std::max(span.from_min, pause.to_min) < span.to_min) kept.push_back({std::max(span.from_min, pause.to_min), span.to_min});
      }
      if (!has_days_ || days_[d]) week[d] = std::move(kept);
    }
  }
  void take_spaces() {
    while (take(" ")) {}
  }
  void take_filler_now() {
    while (take_filler()) {}
  }

  // The first span after days or a season replaces what they had; later ones stand beside it.
  void add_span(Span span) {
    last_span_ = span;
    if (has_holidays_) {
      hours_.is_closed_on_holidays = true, hours_.holiday_spans = {span};
      has_holidays_ = false, is_of_holidays_ = true;
      if (!has_days_) return;
    } else if (is_of_holidays_ && (!has_days_ || has_span_since_days_)) {
      put(hours_.holiday_spans, span);
      if (!has_days_) return;
    } else {
      is_of_holidays_ = false;
    }
    Days days = has_days_ ? days_ : kEveryDay;
    if (!has_days_)
      for (std::size_t d = 0; d < 7; ++d) days[d] = days[d] && !closed_[d];
    const bool replaces = has_days_ ? !has_span_since_days_ : is_first_span_;
    Week& week = season().week;
    for (std::size_t d = 0; d < 7; ++d) {
      if (!days[d]) continue;
      if (replaces) week[d].clear();
      put(week[d], span);
    }
    has_span_since_days_ = true, is_first_span_ = false;
  }
  static void put(std::vector<Span>& spans, Span span) {
    if (std::any_of(spans.begin(), spans.end(), [&](const Span& s) { return s.from_min <= span.from_min && span.to_min <= s.to_min; }))
      return;
    spans.push_back(span);
    std::sort(spans.begin(), spans.end());
  }

  std::string text_;
  std::size_t at_ = 0, season_at_ = 0;
  OpeningHours hours_;
  Days days_{}, closed_{};
  Span last_span_;
  bool has_days_ = false, has_span_since_days_ = false, is_first_span_ = true, in_day_list_ = false;
  bool has_holidays_ = false, is_of_holidays_ = false, is_bracketed_ = false, is_break_ = false;
  mutable bool is_in_dotted_dates_ = false;
};

}  // namespace

ReadHours read_hours(std::string_view text) {
  if (trim(text).empty()) return {};
  return Reader(text.substr(0, 300)).read();
}

}  // namespace niangjia::stations
