#pragma once
// The readings of Han characters, made at build time by pinyin_table_main.cpp from ICU's transliterator,
// which is too slow (40,000 names a second) to run when names are stored.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace niangjia {

struct PinyinPair {
  char32_t code;
  std::uint16_t syllable;
};

extern const char* const pinyin_syllables[];  // 0 is the empty one: no reading known
extern const std::uint16_t pinyin_of_bmp[];   // from U+3400 to U+9FFF
extern const PinyinPair pinyin_of_others[];   // sorted: compatibility forms, extension B and later
extern const std::size_t pinyin_of_others_count;
extern const PinyinPair pinyin_of_surnames[];  // sorted: where a surname reads unlike the common word
extern const std::size_t pinyin_of_surnames_count;

}  // namespace niangjia
