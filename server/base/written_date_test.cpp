#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/date.h"

namespace niangjia {
namespace {

using P = WrittenDate::Precision;
using D = WrittenDate::Doubt;

struct Row {
  const char* text;
  const char* day;  // "" when there is none
  P precision;
  D doubt;
};

std::string iso_of(const WrittenDate& date) { return date.day ? date.day->iso() : ""; }

TEST(WrittenDateText, forms_that_people_use) {
  for (Row row : {Row{"2021-01-04", "2021-01-04", P::day, D::none},
                  Row{"2021/1/4", "2021-01-04", P::day, D::none},
                  Row{"2021.1.4", "2021-01-04", P::day, D::none},
                  Row{"20210104", "2021-01-04", P::day, D::none},
                  Row{"2021年1月4日", "2021-01-04", P::day, D::none},
                  Row{"2021年8月8号", "2021-08-08", P::day, D::none},
                  Row{"2021 年 1 月 4 日", "2021-01-04", P::day, D::none},
                  Row{"二〇二一年六月一日", "2021-06-01", P::day, D::none},
                  Row{"二〇二一年六月", "2021-06-01", P::month, D::none},
                  Row{"二○二一年十二月三十一日", "2021-12-31", P::day, D::none},
                  Row{"二零二一年十月廿一日", "2021-10-21", P::day, D::none},
                  Row{"1984年5月", "1984-05-01", P::month, D::none},
                  Row{"2014.9", "2014-09-01", P::month, D::none},
                  Row{"2014.2", "2014-02-01", P::month, D::none},
                  Row{"2019.1", "2019-01-01", P::month, D::none},
                  Row{"2019.10", "2019-10-01", P::month, D::none},
                  Row{"2021-06", "2021-06-01", P::month, D::none},
                  Row{"202106", "2021-06-01", P::month, D::none},
                  Row{"2021年", "2021-01-01", P::year, D::none},
                  Row{"2021", "2021-01-01", P::year, D::none},
                  Row{"２０２１－０１－０４", "2021-01-04", P::day, D::none},
                  Row{"　2021.01.04\u00A0", "2021-01-04", P::day, D::none},
                  Row{"2021-01-04 00:00:00", "2021-01-04", P::day, D::none},
                  Row{"2021-01-04T08:30:00.000Z", "2021-01-04", P::day, D::none},
                  Row{"2021年1月4日 8时30分", "2021-01-04", P::day, D::none},
                  Row{"2021年1月4日8:30", "2021-01-04", P::day, D::none},
                  Row{"'2021-01-04", "2021-01-04", P::day, D::none},
                  Row{"2024-02-29", "2024-02-29", P::day, D::none},
                  Row{"13/1/2021", "2021-01-13", P::day, D::none},
                  Row{"1/13/2021", "2021-01-13", P::day, D::none}}) {
    WrittenDate date = read_date_text(row.text);
    EXPECT_EQ(iso_of(date), row.day) << row.text;
    EXPECT_EQ(date.precision, row.precision) << row.text;
    EXPECT_EQ(date.doubt, row.doubt) << row.text;
  }
}

TEST(WrittenDateText, doubtful_or_impossible_text_gives_no_day) {
  for (const char* text :
       {"2021-02-30", "2021年2月30日", "2023-02-29", "20210230", "2021-13-01", "2021-00-01", "1899-12-31",
        "2200-01-01", "无", "长期", "2021-1-4-5", "2021--1-4", "二十一", "年月日", "2021月1年", "99999999999",
        "2021年1月4日起", "2021-001-04", "12:30"}) {
    WrittenDate date = read_date_text(text);
    EXPECT_FALSE(date.day) << text;
    EXPECT_EQ(date.doubt, D::impossible) << text;
  }
  for (const char* text : {"21.1.4", "21-01-04", "4/1/2021", "21年6月"}) {
    WrittenDate date = read_date_text(text);
    EXPECT_FALSE(date.day) << text;
    EXPECT_EQ(date.doubt, D::ambiguous) << text;
  }
  EXPECT_EQ(read_date_text(" ").doubt, D::none);
  EXPECT_FALSE(read_date_text("").day);
}

TEST(WrittenDateNumber, serials_of_both_epochs) {
  for (Row row : {Row{"44200", "2021-01-04", P::day, D::none},
                  Row{"44200.75", "2021-01-04", P::day, D::none},
                  Row{"4.42E4", "2021-01-04", P::day, D::none},
                  Row{"44200.0", "2021-01-04", P::day, D::none},
                  Row{"20210104", "2021-01-04", P::day, D::none},
                  Row{"202106", "2021-06-01", P::month, D::none},
                  Row{"2019.1", "", P::month, D::ambiguous},
                  Row{"2019.10", "", P::month, D::ambiguous},
                  Row{"2019.11", "2019-11-01", P::month, D::none},
                  Row{"2019.1099999999999", "2019-11-01", P::month, D::none},
                  Row{"2019.1199999999999", "2019-12-01", P::month, D::none},
                  Row{"2019.12", "2019-12-01", P::month, D::none},
                  Row{"2019.2", "2019-02-01", P::month, D::none},
                  Row{"2019.9", "2019-09-01", P::month, D::none},
                  Row{"2019.01", "2019-01-01", P::month, D::none},
                  Row{"2019", "2019-01-01", P::year, D::none},
                  Row{"2019.13", "", P::day, D::impossible},
                  Row{"2019.25", "", P::day, D::impossible},
                  Row{"2019.111", "", P::day, D::impossible},
                  Row{"20210230", "", P::day, D::impossible},
                  Row{"5", "", P::day, D::impossible},
                  Row{"-44200", "", P::day, D::impossible},
                  Row{"1e300", "", P::day, D::impossible},
                  Row{"nan", "", P::day, D::impossible},
                  Row{"abc", "", P::day, D::impossible},
                  Row{"90000", "", P::day, D::impossible}}) {
    WrittenDate date = read_date_number(row.text, false);
    EXPECT_EQ(iso_of(date), row.day) << row.text;
    EXPECT_EQ(date.precision, row.precision) << row.text;
    EXPECT_EQ(date.doubt, row.doubt) << row.text;
  }
  EXPECT_EQ(iso_of(read_date_number("42738", true)), "2021-01-04");
}

TEST(WrittenDateNumber, excels_leap_day_of_1900_is_no_day) {
  EXPECT_EQ(date_of_serial(1, false)->iso(), "1900-01-01");
  EXPECT_EQ(date_of_serial(59, false)->iso(), "1900-02-28");
  EXPECT_FALSE(date_of_serial(60, false));
  EXPECT_EQ(date_of_serial(61, false)->iso(), "1900-03-01");
  EXPECT_EQ(date_of_serial(0, true)->iso(), "1904-01-01");
  EXPECT_EQ(date_of_serial(2958465, false)->iso(), "9999-12-31");
  EXPECT_FALSE(date_of_serial(-1, false));
  EXPECT_FALSE(date_of_serial(2958466, false));
}

RC_GTEST_PROP(WrittenDateProperty, every_day_reads_back_from_all_its_forms, (std::uint32_t any)) {
  Date day = Date::from_days(static_cast<int>(any % 60000) - 20000);
  std::string dotted =
      std::to_string(day.year()) + "." + std::to_string(day.month()) + "." + std::to_string(day.day());
  std::string iso = day.iso();
  std::string digits = iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8);
  for (const std::string& text : {iso, dotted, digits, day.chinese(), " " + iso + " 12:00"}) {
    RC_ASSERT(read_date_text(text).day == day);
  }
  RC_ASSERT(read_date_number(digits, false).day == day);
  std::int64_t serial = day.days() + 25569;
  if (serial >= 20000 && serial <= 80000)
    RC_ASSERT(read_date_number(std::to_string(serial), false).day == day);
}

RC_GTEST_PROP(WrittenDateProperty, no_bytes_whatever_break_the_reader, (std::string any)) {
  WrittenDate date = read_date_text(any);
  RC_ASSERT(!date.day || date.doubt == D::none);
  RC_ASSERT(!read_date_number(any, true).day || !any.empty());
}

}  // namespace
}  // namespace niangjia
