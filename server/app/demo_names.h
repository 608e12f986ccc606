#pragma once
// Names of persons and units of the demo county, put together from our own lists.

#include <string>

#include "app/demo_dice.h"

namespace niangjia::app {

struct PersonName {
  std::string text;
  std::string_view ethnicity;  // 汉族 for most
};
PersonName make_person_name(const Dice& dice, std::int64_t whose, bool is_male);

// The middle of a firm's name ("恒泰"); `index` below kFirmWordCount, each gives another.
inline constexpr std::int64_t kFirmWordCount = 48 * 48;
std::string firm_words(std::int64_t index);

struct FirmTrade {
  std::string_view word;      // 机械制造
  std::string_view industry;  // as in GB/T 4754-2017
};
inline constexpr std::int64_t kFirmTradeCount = 24;
const FirmTrade& firm_trade(std::int64_t index);

std::string chinese_number(int number);  // 1 … 99

}  // namespace niangjia::app
