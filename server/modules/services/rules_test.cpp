#include "modules/services/rules.h"

#include <gtest/gtest.h>

namespace niangjia::services {
namespace {

Date day(const char* iso) { return *Date::parse_iso(iso); }
ServiceItem item(std::int64_t limit_days, std::string from = "", std::string to = "") {
  ServiceItem i;
  i.name = "清凉工具包", i.person_limit = 1, i.limit_days = limit_days, i.season_from = from, i.season_to = to;
  return i;
}

TEST(MonthDay, is_read_as_people_write_it) {
  for (const char* text : {"6-1", "06-01", "6/1", "6.1", "6月1日", "６月１日", " 6 月 1 日 "}) EXPECT_EQ(read_month_day(text), "06-01") << text;
  EXPECT_EQ(read_month_day("2-29"), "02-29");
  for (const char* text : {"", "6", "6-31", "13-1", "0-5", "6-1-2", "六月", "2021-06-01", "99999999999-1"})
    EXPECT_FALSE(read_month_day(text)) << text;
}

TEST(Season, holds_both_its_days_and_may_run_over_the_new_year) {
  const ServiceItem summer = item(0, "06-01", "09-30"), winter = item(0, "11-15", "02-29");
  for (const char* in : {"2021-06-01", "2021-09-30"}) EXPECT_TRUE(is_in_season(summer, day(in))) << in;
  for (const char* out : {"2021-05-31", "2021-10-01"}) EXPECT_FALSE(is_in_season(summer, day(out))) << out;
  for (const char* in : {"2021-11-15", "2021-12-31", "2022-01-01", "2022-02-28", "2024-02-29"}) EXPECT_TRUE(is_in_season(winter, day(in))) << in;
  for (const char* out : {"2021-11-14", "2022-03-01", "2021-07-01"}) EXPECT_FALSE(is_in_season(winter, day(out))) << out;
  EXPECT_TRUE(is_in_season(item(0), day("2021-03-01")));
}

TEST(Limit, of_a_season_counts_that_season_on_both_sides_of_the_new_year) {
  const ServiceItem winter = item(0, "11-15", "02-15");
  const DaySpan span = limit_span(winter, day("2022-01-10"));
  EXPECT_EQ(span.from.iso(), "2021-11-15");
  EXPECT_EQ(span.to.iso(), "2022-02-15");
  EXPECT_EQ(times_beside(winter, day("2022-01-10"), {{day("2021-12-01"), 1}}), 1);
}

TEST(Limit, of_a_year_leaves_other_years_out) {
  EXPECT_EQ(times_beside(item(0), day("2021-05-01"), {{day("2020-12-31"), 1}, {day("2021-12-31"), 2}, {day("2022-01-01"), 4}}), 2);
}

TEST(Limit, of_days_takes_the_fullest_window_that_holds_the_day) {
  const ServiceItem weekly = item(7);
  EXPECT_EQ(times_beside(weekly, day("2021-11-08"), {{day("2021-11-01"), 1}, {day("2021-11-15"), 1}}), 0) << "a week apart each";
  EXPECT_EQ(times_beside(weekly, day("2021-11-08"), {{day("2021-11-02"), 1}}), 1);
  EXPECT_EQ(times_beside(weekly, day("2021-11-08"), {{day("2021-11-14"), 1}}), 1) << "a row that comes late sees the later one";
  EXPECT_EQ(times_beside(weekly, day("2021-11-08"), {{day("2021-11-03"), 1}, {day("2021-11-13"), 1}}), 1) << "no window holds both";
  EXPECT_EQ(times_beside(weekly, day("2021-11-08"), {{day("2021-11-04"), 1}, {day("2021-11-10"), 2}}), 3);
}

}  // namespace
}  // namespace niangjia::services
