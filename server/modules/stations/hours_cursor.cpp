#include "modules/stations/hours_cursor.h"

#include <algorithm>

namespace niangjia::stations {

bool HoursCursor::take(std::string_view word) {
  if (!rest().starts_with(word)) return false;
  at_ += word.size();
  return true;
}

bool HoursCursor::take_any(std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [this](std::string_view w) { return take(w); });
}

void HoursCursor::take_spaces() {
  while (take(" ")) {}
}

std::optional<int> HoursCursor::take_number() {
  std::size_t end = at_;
  while (end < text_.size() && end - at_ < 2 && is_digit(text_[end])) ++end;
  if (end == at_ || (end < text_.size() && is_digit(text_[end]))) return std::nullopt;
  int value = 0;
  for (; at_ < end; ++at_) value = value * 10 + (text_[at_] - '0');
  return value;
}

HoursCursor::Half HoursCursor::take_half() {
  if (take_any({"晚上", "晚间", "傍晚", "夜间", "夜里", "午夜", "晚", "夜"})) return Half::evening;
  if (take_any({"下午", "pm"})) return Half::afternoon;
  if (take_any({"上午", "早上", "早晨", "清晨", "凌晨", "早", "中午", "am"})) return Half::morning;
  return Half::unsaid;
}

// 0830 without a mark between
std::optional<int> HoursCursor::take_four_digits() {
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

std::optional<HoursCursor::Time> HoursCursor::take_time() {
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

}  // namespace niangjia::stations
