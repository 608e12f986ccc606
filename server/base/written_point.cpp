// Positions as people type them. A text is cut into angles of one to three parts; marks (° ′ ″ 度 分 秒), letters of the
// compass and separators say where one ends.
#include <array>
#include <charconv>
#include <vector>

#include "base/geodesy.h"
#include "base/text.h"

namespace niangjia {

namespace {

enum class Unit { none, degree, minute, second };

struct Angle {
  std::array<double, 3> parts{};
  std::size_t count = 0;
  Unit last = Unit::none;
  bool has_fraction = false, has_axis = false;
  double degrees() const { return parts[0] + parts[1] / 60 + parts[2] / 3600; }
  bool is_sound() const { return count > 0 && parts[1] < 60 && parts[2] < 60; }
};

class Cutter {
 public:
  explicit Cutter(const std::string& text) : text_(text) {}

  // Nothing: there is something in it that is no angle.
  std::optional<std::vector<Angle>> cut() {
    while (at_ < text_.size()) {
      if (is_digit(text_[at_])) {
        if (!take_number()) return std::nullopt;
      } else if (take_any({"东经", "北纬", "经度", "纬度", "lng", "lon", "lat", "经", "纬", "e", "n", "x", "y"})) {
        take_axis();
      } else if (take_any({",", ";", "、", "。", "/", "|", "\n"})) {
        close();
      } else if (text_[at_] == '-' && now_.count == 0) {
        return std::nullopt;  // west or south
      } else {
        ++at_;  // brackets, spaces, a word beside
      }
    }
    close();
    return std::move(angles_);
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  bool take_any(std::initializer_list<std::string_view> words) {
    for (std::string_view word : words) {
      if (!std::string_view(text_).substr(at_).starts_with(word)) continue;
      at_ += word.size();
      return true;
    }
    return false;
  }
  void close() {
    if (now_.count > 0) angles_.push_back(now_);
    now_ = {};
  }
  // Behind a number without a letter of its own it ends that angle, else it begins the next one.
  void take_axis() {
    const bool is_behind = now_.count > 0 && !now_.has_axis;
    if (is_behind && (angles_.empty() || !leads_)) return close();
    close();
    now_.has_axis = leads_ = true;
  }
  bool take_number() {
    double value = 0;
    const char* begin = text_.data() + at_;
    auto [end, fault] = std::from_chars(begin, text_.data() + text_.size(), value, std::chars_format::fixed);
    if (fault != std::errc()) return false;
    const std::string_view digits(begin, static_cast<std::size_t>(end - begin));
    at_ += digits.size();
    if (at_ < text_.size() && text_[at_] == '.') return false;  // 1.2.3
    const Unit unit = take_unit();
    if (begins_new(unit)) close();
    if (now_.count == now_.parts.size()) return false;
    now_.parts[now_.count++] = value;
    now_.last = unit, now_.has_fraction = contains(digits, ".");
    return true;
  }
  Unit take_unit() {
    while (at_ < text_.size() && text_[at_] == ' ' && at_ + 1 < text_.size() && !is_digit(text_[at_ + 1])) ++at_;
    if (take_any({"°", "º", "˚", "度"})) return Unit::degree;
    if (take_any({"″", "\"", "”", "“", "''", "′′", "’’", "秒"})) return Unit::second;
    if (take_any({"′", "'", "’", "‘", "´", "分"})) return Unit::minute;
    return Unit::none;
  }
  bool begins_new(Unit unit) const {
    if (now_.count == 0) return false;
    if (unit == Unit::degree) return true;
    if (unit != Unit::none) return false;
    return now_.has_fraction || now_.count == now_.parts.size() || now_.last == Unit::second;
  }

  const std::string& text_;
  std::size_t at_ = 0;
  std::vector<Angle> angles_;
  Angle now_;
  bool leads_ = false;  // letters stand before their numbers
};

std::string plain_form(std::string_view text) {
  std::string plain = to_lower_ascii(trim(to_half_width(text)));
  for (std::string_view word : {"cgcs2000", "wgs84", "wgs-84", "gcj02", "gcj-02", "bd09", "bd-09"})
    if (const std::size_t at = plain.find(word); at != std::string::npos) plain.erase(at, word.size());
  for (std::string_view word : {"/", "-", "—", "无", "暂无", "待定", "空"})
    if (plain == word) return {};
  return plain;
}

bool is_longitude(double v) { return v > 70 && v < 140; }
bool is_latitude(double v) { return v > 0 && v < 60; }

}  // namespace

WrittenPoint read_point(std::string_view lon_text, std::string_view lat_text) {
  WrittenPoint out;
  const std::string first = plain_form(lon_text), second = plain_form(lat_text);
  out.was_full_width = to_half_width(lon_text) != lon_text || to_half_width(lat_text) != lat_text;
  auto angles = Cutter(first).cut(), more = Cutter(second).cut();
  if (!angles || !more) return out;
  out.was_in_one_cell = angles->size() == 2 || more->size() == 2;
  if (angles->size() < 2 && more->size() == 2) angles = more;
  else if (angles->size() < 2) angles->insert(angles->end(), more->begin(), more->end());
  if (angles->size() != 2 || !(*angles)[0].is_sound() || !(*angles)[1].is_sound()) return out;
  double lon = (*angles)[0].degrees(), lat = (*angles)[1].degrees();
  out.was_in_degrees = (*angles)[0].count > 1 || (*angles)[1].count > 1;
  if (is_longitude(lat) && is_latitude(lon)) {
    std::swap(lon, lat);
    out.was_swapped = !((*angles)[0].has_axis && out.was_in_one_cell);
  }
  if (is_longitude(lon) && is_latitude(lat)) out.point = LonLat{lon, lat};
  return out;
}

}  // namespace niangjia
