#include "modules/workdays/workdays.h"

#include <gtest/gtest.h>

namespace niangjia::workdays {
namespace {

Date day(const char* iso) { return *Date::parse_iso(iso); }

TEST(Workdays, national_day_and_the_days_worked_for_it) {
  EXPECT_FALSE(is_workday(day("2021-10-01")));
  EXPECT_TRUE(is_workday(day("2021-09-26"))) << "a Sunday worked in exchange";
  EXPECT_TRUE(is_workday(day("2021-10-09")));
  EXPECT_FALSE(is_workday(day("2021-11-13"))) << "an ordinary Saturday";
}

TEST(Workdays, a_holiday_is_what_a_notice_gives_off) {
  EXPECT_TRUE(is_holiday(day("2021-10-01")));
  EXPECT_TRUE(is_holiday(day("2021-10-02"))) << "a Saturday within the holiday";
  EXPECT_FALSE(is_holiday(day("2021-11-13"))) << "an ordinary Saturday";
  EXPECT_FALSE(is_holiday(day("2021-10-09")));
}

TEST(Workdays, the_first_day_is_not_counted) {
  EXPECT_EQ(plus_workdays(day("2021-11-12"), 3), day("2021-11-17"));
  EXPECT_EQ(plus_workdays(day("2021-09-30"), 1), day("2021-10-08"));
  EXPECT_EQ(plus_workdays(day("2021-11-12"), 0), day("2021-11-12"));
}

TEST(Workdays, between_is_the_inverse_of_plus) {
  for (int start = 0; start < 40; ++start)
    for (int n = 0; n < 30; ++n) {
      Date from = day("2021-09-10").plus_days(start);
      EXPECT_EQ(workdays_between(from, plus_workdays(from, n)), n);
    }
  EXPECT_EQ(workdays_between(day("2021-11-12"), day("2021-11-01")), 0);
}

TEST(Workdays, of_a_year_without_notice_follow_the_week) {
  EXPECT_FALSE(is_known(2090));
  EXPECT_TRUE(is_workday(day("2090-10-02"))) << "a Monday";
}

}  // namespace
}  // namespace niangjia::workdays
