// Reads opening hours as people write them. The text is cut into words (seasons, days, holidays, spans, "closed"), which
// fill a week for each season; a span without days holds for every day, days without a span wait for the one that follows
// or for "closed" (周末休息). "其余" means what nothing was said of: the rest of the year, or of the week.
#include <algorithm>
#include <optional>

#include "base/text.h"
#include "modules/stations/hours.h"
#include "modules/stations/hours_cursor.h"
#include "modules/stations/hours_holidays.h"
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

class Reader : HoursCursor {
 public:
  explicit Reader(std::string_view text) : HoursCursor(plain_hours(text)) {}

  ReadHours read() {
    while (at_ < text_.size()) {
      if (take_rest() || take_except() || take_holidays() || take_as_usual() || take_filler() || take_season() || take_break() ||
          take_closed() || take_all_day() || take_days() || take_span())
        continue;
      return refused();
    }
    if (is_waiting()) return refused();  // days that nothing is said of
    ReadHours out;
    out.hours = std::move(hours_);
    settle_holidays(out.hours);
    if (!settle_seasons(out.hours) || out.hours.canonical().empty()) {
      at_ = text_.size();
      return refused();
    }
    return out;
  }

 private:
  ReadHours refused() const {
    ReadHours out;
    out.not_understood = trim(rest().empty() ? std::string_view(text_) : rest());
    return out;
  }
  bool is_waiting() const { return (has_days_ && !has_span_since_days_) || !waiting_.empty(); }
  // 10月1日-7日休息: dates that nothing was said of yet.
  bool is_season_bare() const {
    if (hours_.seasons.empty() || has_days_) return false;
    const Season& s = hours_.seasons[season_at_];
    return s.kind == SeasonKind::dates && std::all_of(s.week.begin(), s.week.end(), [](const auto& spans) { return spans.empty(); });
  }

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
    if (hours_.seasons.empty() || holidays_at(rest()).length > 0) return true;
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
    with_hours_.clear();
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
    if (to->month == 0) to->month = from->month, take_any({"日", "号"});  // 10月1日-7日
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
    const HolidayWords words = holidays_at(rest());
    if (words.length == 0) return at_ = begin, false;
    at_ += words.length;
    if (is_counted_in && waiting_.empty()) return settle_waiting(words.meant, Settled::as_usual), true;
    const bool is_in_brackets = begin > 0 && text_[begin - 1] == '(';
    // 节假日（春节除外）休息: an exception to what waits. 节假日（春节、国庆）休息 only tells what it is.
    if (is_in_brackets && !waiting_.empty()) return take_inner(words.meant);
    // 周一至周五（节假日除外）8:30-17:30: the days wait for their hours, not for the word in brackets.
    if (waiting_.empty()) is_bracketed_ = is_in_brackets && has_days_ && !has_span_since_days_, waiting_from_ = begin;
    waiting_.insert(waiting_.end(), words.meant.begin(), words.meant.end());
    if (words.says_off) settle_holidays_that_wait(Settled::closed), take_closed_word();  // 春节放假休息
    return true;
  }

  bool take_inner(std::vector<HolidayRule> meant) {
    for (;;) {
      take_filler_within();
      const HolidayWords more = holidays_at(rest());
      if (more.length == 0) break;
      at_ += more.length;
      meant.insert(meant.end(), more.meant.begin(), more.meant.end());
    }
    if (take_any({"除外", "不含"})) exceptions_.insert(exceptions_.end(), meant.begin(), meant.end());
    else if (!waits_for_all()) waiting_.insert(waiting_.end(), meant.begin(), meant.end());
    return rest().starts_with(")");
  }
  void take_filler_within() {
    while (take_any({" ", ",", "、", "和", "及", "与", "含"})) {}
  }
  bool waits_for_all() const {
    return std::any_of(waiting_.begin(), waiting_.end(), [](const HolidayRule& r) { return r.kind == HolidayKind::all; });
  }

  enum class Settled { closed, as_usual };
  void settle_waiting(std::vector<HolidayRule> rules, Settled how) {
    for (HolidayRule& rule : rules) rule.is_as_usual = how == Settled::as_usual, put_rule(hours_, std::move(rule));
  }
  // What is excepted from closing is open, and what is excepted from being open is closed.
  void settle_holidays_that_wait(Settled how) {
    settle_waiting(waiting_, how);
    settle_waiting(exceptions_, how == Settled::closed ? Settled::as_usual : Settled::closed);
    waiting_.clear(), exceptions_.clear();
  }

  // 除春节外, 除周一以外, 不含节假日: closed then. The word stands before what it is about.
  bool take_except() {
    const std::size_t begin = at_;
    if (rest().starts_with("除夕") || rest().starts_with("除外") || is_waiting_for_days() ||
        !take_any({"除了", "除", "不包含", "不包括", "不含"}))
      return false;
    Days days{};
    std::vector<HolidayRule> meant;
    for (;;) {
      take_filler_within();
      if (const HolidayWords words = holidays_at(rest()); words.length > 0) {
        at_ += words.length;
        meant.insert(meant.end(), words.meant.begin(), words.meant.end());
      } else if (take_days()) {
        for (std::size_t d = 0; d < 7; ++d) days[d] = days[d] || days_[d];
        forget_days();
      } else {
        break;
      }
    }
    if (meant.empty() && days == Days{}) return at_ = begin, false;
    take_any({"之外", "以外", "除外", "外"});
    if (waiting_.empty()) settle_waiting(meant, Settled::closed);
    else exceptions_.insert(exceptions_.end(), meant.begin(), meant.end());
    for (std::size_t d = 0; d < 7; ++d) {
      closed_[d] = closed_[d] || days[d];
      if (days[d]) season().week[d].clear();
    }
    return true;
  }
  // 周一至周五（不含节假日）8:30-17:30 waits for its hours; the brackets are read by take_closed's words.
  bool is_waiting_for_days() const { return has_days_ && !has_span_since_days_ && !(at_ > 0 && text_[at_ - 1] == '('); }

  // 周末照常: those days have what the others have.
  bool take_as_usual() {
    if (!is_waiting() || !take_any({"照常", "正常开放", "正常营业", "也开放", "不休息", "不休", "无休", "不打烊", "open"})) return false;
    const bool is_of_days = has_days_ && !has_span_since_days_;
    settle_holidays_that_wait(Settled::as_usual);
    if (is_of_days) {
      Week& week = season().week;
      const auto model = std::find_if(week.begin(), week.end(), [](const auto& spans) { return !spans.empty(); });
      for (std::size_t d = 0; d < 7 && model != week.end(); ++d)
        if (days_[d] && week[d].empty()) week[d] = *model;
      forget_days();
    }
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
    const bool is_except = rest().starts_with("除外");
    const bool is_of_dates = is_season_bare() && waiting_.empty();
    if ((!is_waiting() && !is_of_dates) || !take_closed_word()) return false;
    if (is_of_dates) return close_dates(), true;
    const bool is_of_days = has_days_ && !has_span_since_days_ && !(!waiting_.empty() && is_bracketed_);
    // 法定节假日休息（春节除外）: open then, since it is excepted from closing.
    const bool is_from_closing = is_except && all_closed_to_ > 0 && !waits_for_all() && only_marks_between(all_closed_to_, waiting_from_);
    const bool is_of_all = waits_for_all();
    settle_holidays_that_wait(is_from_closing ? Settled::as_usual : Settled::closed);
    all_closed_to_ = is_of_all && !is_except ? at_ : 0;
    if (!is_of_days) return true;
    for (std::size_t d = 0; d < 7; ++d) {
      closed_[d] = closed_[d] || days_[d];
      if (days_[d]) season().week[d].clear();
    }
    forget_days();
    return true;
  }

  bool only_marks_between(std::size_t from, std::size_t to) const {
    return text_.find_first_not_of(" ,;()", from) >= to;
  }
  void close_dates() {
    const Season dates = season();
    put_rule(hours_, {HolidayKind::dates, dates.from, dates.to, {}, false});
    hours_.seasons.erase(hours_.seasons.begin() + static_cast<std::ptrdiff_t>(season_at_));
    season_at_ = 0;
    if (!hours_.seasons.empty()) begin_season(SeasonKind::whole_year);
    forget_days();
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
    if (take_any({"每天", "每日", "天天", "全周", "日常", "平日", "平时"})) {
      Days days = kEveryDay;  // 除周一外每天
      for (std::size_t d = 0; d < 7; ++d) days[d] = !closed_[d];
      return set_days(days);
    }
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
      if (holidays_at(rest()).length > 0) {  // 周六、五一
        at_ = begin;
        break;
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
  void take_filler_now() {
    while (take_filler()) {}
  }

  // The first span after days or a season replaces what they had; later ones stand beside it.
  void add_span(Span span) {
    last_span_ = span;
    if (!waiting_.empty()) {
      with_hours_ = waiting_;
      are_days_beside_ = has_days_ && !has_span_since_days_;  // 双休日及节假日 9:00-16:00
      settle_waiting(exceptions_, Settled::closed);
      settle_waiting(with_hours_, Settled::closed);
      waiting_.clear(), exceptions_.clear();
      put_holiday_span(span);
      if (!are_days_beside_) return;
    } else if (!with_hours_.empty() && (!has_days_ || has_span_since_days_)) {
      put_holiday_span(span);
      if (!are_days_beside_) return;
    } else {
      with_hours_.clear();
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
  void put_holiday_span(Span span) {
    for (HolidayRule& rule : hours_.holidays)
      if (std::any_of(with_hours_.begin(), with_hours_.end(), [&](const HolidayRule& r) { return is_same_holiday(r, rule); }))
        put(rule.spans, span);
  }
  static void put(std::vector<Span>& spans, Span span) {
    if (std::any_of(spans.begin(), spans.end(), [&](const Span& s) { return s.from_min <= span.from_min && span.to_min <= s.to_min; }))
      return;
    spans.push_back(span);
    std::sort(spans.begin(), spans.end());
  }

  std::size_t season_at_ = 0;
  OpeningHours hours_;
  Days days_{}, closed_{};
  std::vector<HolidayRule> waiting_, exceptions_, with_hours_;  // with_hours_: whose hours are being read
  std::size_t waiting_from_ = 0, all_closed_to_ = 0;            // places in the text
  Span last_span_;
  bool has_days_ = false, has_span_since_days_ = false, is_first_span_ = true, in_day_list_ = false;
  bool are_days_beside_ = false, is_bracketed_ = false, is_break_ = false;
  mutable bool is_in_dotted_dates_ = false;
};

}  // namespace

ReadHours read_hours(std::string_view text) {
  if (trim(text).empty()) return {};
  return Reader(text.substr(0, 300)).read();
}

}  // namespace niangjia::stations
