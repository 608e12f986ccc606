#pragma once
// Money is integer fen (分) everywhere; 元 and 万元 are only how people write and read it.

#include <cstdint>
#include <string>
#include <string_view>

namespace niangjia {

inline constexpr std::int64_t kFenOfYuan = 100, kFenOfWan = 1'000'000;

// "35000", "35,000.00元", "3.5万元", "3万5千", "约３.５万", "￥35000": exactly, never through a floating number.
// `unit_fen`: what a bare number counts, as the title of its column says (money_unit).
struct WrittenMoney {
  bool ok = false;
  std::int64_t fen = 0;
  bool has_unit = false;  // the unit stood beside the number
};
WrittenMoney read_money(std::string_view text, std::int64_t unit_fen = kFenOfYuan);
// The unit that a column's title names: 投入资金（万元）; nothing said: 元.
std::int64_t money_unit(std::string_view title);
std::string yuan_text(std::int64_t fen);  // 3500000 → "35000.00"

}  // namespace niangjia
