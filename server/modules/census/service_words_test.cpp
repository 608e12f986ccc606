#include "modules/census/service_words.h"

#include <gtest/gtest.h>

namespace niangjia::census {
namespace {

const Date kAsOf = *Date::parse_iso("2021-11-12");

std::string told(std::string_view text, sheet::CellKind kind = sheet::CellKind::text, std::string_view clock = {}) {
  const ServiceTime time = read_service_time({text, kind, false}, {clock, sheet::CellKind::text, false}, kAsOf, false);
  if (!time.day) return "none";
  return time.day->iso() + (time.minute < 0 ? "" : " " + std::to_string(time.minute / 60) + ":" + std::to_string(time.minute % 60)) +
         (time.year_was_missing ? " +year" : "");
}

TEST(ServiceWords, when_as_ledgers_write_it) {
  struct Row {
    const char *written, *told;
  };
  for (const Row& row : {Row{"2021-10-07 09:49", "2021-10-07 9:49"}, {"2021/11/3 8:05", "2021-11-03 8:5"}, {"2021年9月4日9时56分", "2021-09-04 9:56"},
                         {"2021年11月3日（星期三）下午3:05", "2021-11-03 15:5"}, {"2021-11-03T08:05:00", "2021-11-03 8:5"}, {"2021.11.3", "2021-11-03"},
                         {"20211103", "2021-11-03"}, {"202111030805", "2021-11-03 8:5"}, {"11月3日上午", "2021-11-03 +year"},
                         {"11月3日下午2点", "2021-11-03 14:0 +year"}, {"21.11.3", "2021-11-03"}, {"44503.375", "2021-11-03 9:0"},
                         {"2021-06-31", "none"}, {"2021年", "none"}, {"3/4/2021", "none"}, {"昨天", "none"}, {"", "none"}})
    EXPECT_EQ(told(row.written), row.told) << row.written;
  EXPECT_EQ(told("44503.375", sheet::CellKind::date), "2021-11-03 9:0");
  EXPECT_EQ(told("2021-11-03", sheet::CellKind::text, "14:20"), "2021-11-03 14:20") << "the clock in a column of its own";
}

TEST(ServiceWords, how_many_times) {
  struct Row {
    const char* written;
    std::int64_t times;  // -1: no count
  };
  for (const Row& row : {Row{"3", 3}, {"3人次", 3}, {"三", 3}, {"两", 2}, {"十", 10}, {"十二次", 12}, {"二十", 20}, {"约20", 20}, {"１２", 12},
                         {"1份", 1}, {"1,200", 1200}, {"0", 0}, {"-1", -1}, {"若干", -1}, {"1.5", -1}, {"十十", -1}}) {
    const WrittenCount count = read_times(row.written);
    EXPECT_EQ(count.ok ? count.value : -1, row.times) << row.written;
  }
}

}  // namespace
}  // namespace niangjia::census
