#pragma once
// A place in a text of opening hours that moves on word by word, and the times that stand there.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace niangjia::stations {

class HoursCursor {
 protected:
  explicit HoursCursor(std::string text) : text_(std::move(text)) {}

  std::string_view rest() const { return std::string_view(text_).substr(at_); }
  bool take(std::string_view word);
  bool take_any(std::initializer_list<std::string_view> words);
  void take_spaces();
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  // One or two digits that no other digit follows.
  std::optional<int> take_number();

  enum class Half { unsaid, morning, afternoon, evening };
  struct Time {
    int minutes = 0;
    Half half = Half::unsaid;
  };
  Half take_half();
  std::optional<Time> take_time();

  std::string text_;
  std::size_t at_ = 0;

 private:
  std::optional<int> take_four_digits();
};

}  // namespace niangjia::stations
