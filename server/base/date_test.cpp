#include "base/date.h"

#include <gtest/gtest.h>

namespace niangjia {
namespace {

TEST(DateTest, reads_only_real_days_in_iso_form) {
  EXPECT_EQ(Date::parse_iso("2021-11-12")->days(), 18943);
  EXPECT_EQ(Date::parse_iso("1970-01-01")->days(), 0);
  EXPECT_TRUE(Date::parse_iso("2000-02-29"));
  for (const char* wrong :
       {"", "2021-02-29", "1900-02-29", "2021-13-01", "2021-00-10", "2021-1-01", "2021/01/01", "2021-01-01 ",
        "0000-01-01", "20210101", "２021-01-01", "2021-01-0a"}) {
    EXPECT_FALSE(Date::parse_iso(wrong)) << wrong;
  }
}

TEST(DateTest, every_day_of_eight_hundred_years_reads_back_from_its_iso_text) {
  std::string before;
  for (int days = -146097; days < 146097; ++days) {
    Date day = Date::from_days(days);
    std::string iso = day.iso();
    ASSERT_EQ(Date::parse_iso(iso)->days(), days);
    ASSERT_LT(before, iso);
    before = iso;
  }
}

TEST(DateTest, writes_chinese_text_and_month_ends) {
  Date day = *Date::from_ymd(2024, 2, 9);
  EXPECT_EQ(day.chinese(), "2024年2月9日");
  EXPECT_EQ(day.month_iso(), "2024-02");
  EXPECT_EQ(day.first_of_month().iso(), "2024-02-01");
  EXPECT_EQ(day.last_of_month().iso(), "2024-02-29");
  EXPECT_EQ(day.plus_days(-40).iso(), "2023-12-31");
}

TEST(InstantTest, day_in_china_begins_at_sixteen_utc) {
  Instant before{1636646399999};
  EXPECT_EQ(before.iso(), "2021-11-11T15:59:59.999Z");
  EXPECT_EQ(before.day_in_china().iso(), "2021-11-11");
  EXPECT_EQ(Instant{before.ms + 1}.day_in_china().iso(), "2021-11-12");
  EXPECT_EQ(Instant{-1}.iso(), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(Instant{-1}.day_in_china().iso(), "1970-01-01");
}

TEST(ClockTest, system_clock_is_later_than_the_day_this_was_written) {
  EXPECT_GT(system_clock().now().ms, 1'600'000'000'000);
  EXPECT_EQ(system_clock().today() >= *Date::from_ymd(2020, 9, 13), true);
}

}  // namespace
}  // namespace niangjia
