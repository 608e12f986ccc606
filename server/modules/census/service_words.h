#pragma once
// What the cells of a ledger of services say: when, and how many times.

#include "modules/census/census.h"

#include "base/date.h"
#include "base/text.h"

namespace niangjia::census {

struct ServiceTime {
  std::optional<Date> day;
  std::int64_t minute = -1;  // of the day; -1: not told
  bool year_was_missing = false;
};
// "2021-10-07 09:49", "2021年9月4日9时56分", "2021年11月3日（周三）下午3点", "11月3日上午" (then of the year in which the file was
// handed in), "21.11.3", 202111030805, an Excel serial with its fraction; the clock may stand in a column of its own.
ServiceTime read_service_time(const RawCell& cell, const RawCell& clock, Date as_of, bool epoch_1904);

// 人次: "3", "3人次", "三", "十二次", "约20"; not ok: no count.
WrittenCount read_times(std::string_view text);

}  // namespace niangjia::census
