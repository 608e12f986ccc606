#include "base/person_name.h"

#include <utility>

#include "base/utf8.h"

namespace niangjia {

namespace {

bool is_letter_of_a_name(char32_t c) {
  constexpr std::pair<char32_t, char32_t> scripts[] = {
      {U'A', U'Z'},         {U'a', U'z'},          // Latin, also with marks: Zoë, Søren
      {0x00C0, 0x00D6},     {0x00D8, 0x00F6},     {0x00F8, 0x024F}, {0x0620, 0x064A}, {0x0671, 0x06D3},  // Uyghur, Kazakh
      {0x0F40, 0x0FBC},     {0x1820, 0x18AA},     // Tibetan, Mongolian
      {0x3040, 0x30FF},     {0xA000, 0xA48C},     {0xAC00, 0xD7A3}};  // kana, Yi, Hangul
  if (is_han(c)) return true;
  for (auto [from, to] : scripts)
    if (c >= from && c <= to) return true;
  return false;
}

}  // namespace

std::string person_name_fault(std::string_view normalised) {
  if (normalised.empty()) return "请填写姓名";
  bool has_letter = false;
  std::string fault;
  for_each_character(normalised, [&](char32_t code, std::string_view bytes) {
    const bool is_letter = is_letter_of_a_name(code);
    has_letter |= is_letter;
    if (is_letter || std::u32string_view(U"\u00B7 -'’.\u200D").find(code) != std::u32string_view::npos || !fault.empty()) return;
    fault = "姓名里有“" + std::string(bytes) + "”，请照证件上的姓名填写";
  });
  return fault.empty() && !has_letter ? "请照证件上的姓名填写" : fault;
}

}  // namespace niangjia
