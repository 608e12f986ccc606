#pragma once
// Reading UTF-8 character by character. Input comes from spreadsheets and browsers and may be broken
// anywhere; a broken byte reads as `broken_character` of length 1, so that every loop moves forward.

#include <cstdint>
#include <string>
#include <string_view>

namespace niangjia {

struct Character {
  char32_t code = 0;
  std::size_t length = 0;  // bytes
};

inline constexpr char32_t broken_character = 0xFFFFFFFF;

// The character that begins at `at`; at < text.size(). Overlong forms, surrogates and values past U+10FFFF
// are broken (RFC 3629, section 3).
Character read_character(std::string_view text, std::size_t at);
void append_character(std::string& out, char32_t code);

// Calls visit(Character, its bytes) for each character in turn.
template <class Visit>
void for_each_character(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    Character c = read_character(text, at);
    visit(c.code, text.substr(at, c.length));
    at += c.length;
  }
}

std::u32string to_code_points(std::string_view utf8);  // broken bytes become U+FFFD
std::string from_code_points(std::u32string_view codes);

bool is_space_of_any_kind(char32_t code);  // also no-break, ideographic and zero-width ones
bool is_invisible(char32_t code);          // zero-width only: joins and byte-order marks
bool is_han(char32_t code);                // CJK ideographs of all planes, and 〇
char32_t half_width_of(char32_t code);     // U+FF01..U+FF5E and U+3000; all others unchanged

}  // namespace niangjia
