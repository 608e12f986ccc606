#include "modules/workdays/workdays.h"

#include <gtest/gtest.h>

#include <map>

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

TEST(Workdays, a_holiday_has_its_name) {
  EXPECT_TRUE(is_holiday_of(Holiday::spring, day("2022-01-31")));
  EXPECT_TRUE(is_holiday_of(Holiday::spring, day("2022-02-06")));
  EXPECT_FALSE(is_holiday_of(Holiday::spring, day("2022-02-07")));
  EXPECT_FALSE(is_holiday_of(Holiday::spring, day("2022-01-30"))) << "a Sunday worked in exchange";
  EXPECT_FALSE(is_holiday_of(Holiday::spring, day("2021-10-01")));
  EXPECT_TRUE(is_holiday_of(Holiday::labour, day("2024-05-03")));
  EXPECT_TRUE(is_holiday_of(Holiday::new_year, day("2022-12-31")));
}

TEST(Workdays, of_two_holidays_in_one_the_mid_autumn_is_a_day) {
  EXPECT_TRUE(is_holiday_of(Holiday::national, day("2023-09-29")));
  EXPECT_TRUE(is_holiday_of(Holiday::mid_autumn, day("2023-09-29")));
  EXPECT_FALSE(is_holiday_of(Holiday::mid_autumn, day("2023-10-03")));
  EXPECT_TRUE(is_holiday_of(Holiday::mid_autumn, day("2025-10-06")));
  EXPECT_TRUE(is_holiday_of(Holiday::mid_autumn, day("2022-09-12"))) << "a weekend joined to it, in a notice of its own";
}

// The notices are written down by hand: each festival must lie within the days off that bear its name.
TEST(Workdays, every_notice_holds_the_day_of_its_festival) {
  std::map<int, int> found;
  for (Date d = day("2021-01-01"); d <= day("2026-12-31"); d = d.plus_days(1)) {
    const LunarDay lunar = lunar_day(d);
    auto must = [&](bool is_its_day, Holiday holiday) {
      if (!is_its_day) return;
      ++found[d.year()];
      EXPECT_TRUE(is_holiday_of(holiday, d)) << d.iso();
    };
    must(lunar == LunarDay{1, 1}, Holiday::spring);
    must(lunar == LunarDay{1, 3}, Holiday::spring);
    must(lunar == LunarDay{5, 5}, Holiday::dragon_boat);
    must(lunar == LunarDay{8, 15}, Holiday::mid_autumn);
    must(d.month() == 1 && d.day() == 1, Holiday::new_year);
    must(d.month() == 5 && d.day() == 1, Holiday::labour);
    must(d.month() == 10 && d.day() <= 3, Holiday::national);
  }
  for (const auto& [year, n] : found) EXPECT_EQ(n, 9) << year;
}

TEST(Workdays, the_last_day_of_the_lunar_year_is_new_years_eve) {
  EXPECT_EQ(lunar_day(day("2022-01-31")), (LunarDay{12, 30})) << "the twelfth month had 29 days";
  EXPECT_EQ(lunar_day(day("2023-01-21")), (LunarDay{12, 30}));
  EXPECT_EQ(lunar_day(day("2021-02-12")), (LunarDay{1, 1}));
  EXPECT_EQ(lunar_day(day("2026-02-17")), (LunarDay{1, 1}));
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
