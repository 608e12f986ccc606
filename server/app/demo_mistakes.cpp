// Mistakes that every county's files hold and that cost nobody a figure.
#include "app/demo_files.h"
#include "base/text.h"

namespace niangjia::app {

std::string full_width(std::string_view digits) {
  std::string text;
  for (char c : digits) {
    if (c < '0' || c > '9')
      text += c;
    else
      text += {'\xEF', '\xBC', static_cast<char>(0x90 + c - '0')};
  }
  return text;
}

std::string untidy_identity(const Dice& dice, std::int64_t whose, const std::string& number) {
  std::string text = number;
  if (text.back() == 'X' && dice.chance(120, "lower x", whose)) text.back() = 'x';
  switch (dice.below(700, "untidy identity", whose)) {
    case 0:
      return text.substr(0, 6) + " " + text.substr(6, 8) + " " + text.substr(14);
    case 1:
      return full_width(text);
    case 2:
      return " " + text;
    case 3:
      return text.substr(6, 2) == "19" ? text.substr(0, 6) + text.substr(8, 9) : text;  // GB 11643-1989
    default:
      return text;
  }
}

std::string untidy_name(const Dice& dice, std::int64_t whose, const std::string& name) {
  if (count_characters(name) == 2 && dice.chance(40, "untidy name", whose))
    return name.substr(0, 3) + "　" + name.substr(3);
  auto dot = name.find("·");
  if (dot != std::string::npos && dice.chance(300, "untidy dot", whose))
    return name.substr(0, dot) + "•" + name.substr(dot + std::string_view("·").size());
  return name;
}

std::string wrong_check_digit(std::string code) {
  code.back() = code.back() == '1' ? '2' : '1';
  return code;
}

}  // namespace niangjia::app
