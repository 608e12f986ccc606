#include "base/utf8.h"

namespace niangjia {
namespace {

bool is_tail(unsigned char byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

Character read_character(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) -> unsigned char { return at + i < text.size() ? text[at + i] : 0; };
  unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first <= 0xDF && is_tail(byte(1))) {
    return {static_cast<char32_t>((first & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
  }
  if (first >= 0xE0 && first <= 0xEF && is_tail(byte(1)) && is_tail(byte(2))) {
    char32_t code = (first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3};
  }
  if (first >= 0xF0 && first <= 0xF4 && is_tail(byte(1)) && is_tail(byte(2)) && is_tail(byte(3))) {
    char32_t code = (first & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4};
  }
  return {broken_character, 1};
}

void append_character(std::string& out, char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

std::u32string to_code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for_each_character(utf8, [&](char32_t code, std::string_view) {
    out += code == broken_character ? char32_t{0xFFFD} : code;
  });
  return out;
}

std::string from_code_points(std::u32string_view codes) {
  std::string out;
  out.reserve(codes.size() * 3);
  for (char32_t code : codes) append_character(out, code);
  return out;
}

bool is_invisible(char32_t code) {
  return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) || code == 0x2060 ||
         code == 0xFEFF || code == 0x00AD;
}

bool is_space_of_any_kind(char32_t code) {
  if (code <= 0x20) return code == 0x20 || (code >= 0x09 && code <= 0x0D);
  return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) ||
         code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000 ||
         is_invisible(code);
}

bool is_han(char32_t code) {
  return (code >= 0x3400 && code <= 0x4DBF) || (code >= 0x4E00 && code <= 0x9FFF) ||
         (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x323AF) || code == 0x3007 ||
         (code >= 0xE000 && code <= 0xF8FF);  // private use: rare name characters of older GB18030 systems
}

char32_t half_width_of(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) return code - 0xFEE0;
  return code == 0x3000 ? U' ' : code;
}

}  // namespace niangjia
