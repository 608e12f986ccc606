#pragma once
// The two days a file tells about itself: 填报时间 (as of) and 统计时点 (census on), from titles and note
// sheets.

#include <optional>

#include "base/date.h"
#include "modules/census/header_finder.h"

namespace niangjia::census {

struct SaidDays {
  std::optional<Date> reported_on;  // 填报时间：2021年11月12日
  std::optional<Date> counted_on;   // 统计时点为2021年10月31日
  std::optional<Date> until_on;     // 截至2020年12月31日
};

// Reads the rows above `below_row`, or all rows when it is 0. What is already known stays.
void read_said_days(const SheetHead& head, std::uint32_t below_row, bool epoch_1904, SaidDays& days);

}  // namespace niangjia::census
