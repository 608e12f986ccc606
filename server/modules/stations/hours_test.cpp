#include "modules/stations/hours.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace niangjia::stations {
namespace {

LocalMinute at(const char* day, int hour, int minute = 0) {
  return LocalMinute{Date::parse_iso(day)->days()} * 1440 + hour * 60 + minute;
}

struct Written {
  const char* text;
  const char* canonical;
};
const Written kWritten[] = {
    {"8:30-17:00", "Mo-Su 08:30-17:00"},
    {"8.30-17.00", "Mo-Su 08:30-17:00"},
    {"8：30—17：00", "Mo-Su 08:30-17:00"},
    {"7:00~22:00", "Mo-Su 07:00-22:00"},
    {"24h", "Mo-Su 00:00-24:00"},
    {"全天开放", "Mo-Su 00:00-24:00"},
    {"周一至周日 24小时", "Mo-Su 00:00-24:00"},
    {"早8点到晚8点", "Mo-Su 08:00-20:00"},
    {"上午8:30-11:30，下午13:30-17:00", "Mo-Su 08:30-11:30,13:30-17:00"},
    {"上午8:30-11:30 下午1:30-5:00", "Mo-Su 08:30-11:30,13:30-17:00"},
    {"周一至周五8:30-17:30，周末休息", "Mo-Fr 08:30-17:30"},
    {"周一到周五 8点半至17点30分", "Mo-Fr 08:30-17:30"},
    {"９：００－１７：３０（周日休息）", "Mo-Sa 09:00-17:30"},
    {"周日休息，9:00-17:30", "Mo-Sa 09:00-17:30"},
    {"周一至周六 08:00至18:00", "Mo-Sa 08:00-18:00"},
    {"工作日 8:30-17:00；双休日 9:00-16:00", "Mo-Fr 08:30-17:00; Sa-Su 09:00-16:00"},
    {"冬季8:30—17:00 夏季8:00—17:30", "winter Mo-Su 08:30-17:00; summer Mo-Su 08:00-17:30"},
    {"5月1日-9月30日 7:00-22:00，10月-4月 8:00-20:00", "05-01..09-30 Mo-Su 07:00-22:00; 10-01..04-30 Mo-Su 08:00-20:00"},
    {"5-9月 7:00-22:00", "05-01..09-30 Mo-Su 07:00-22:00"},
    {"周一、周三、周五 9:00-11:00", "Mo,We,Fr 09:00-11:00"},
    {"周六日 9:00-16:00", "Sa-Su 09:00-16:00"},
    {"星期一至星期五 9:00-17:00（法定节假日除外）", "Mo-Fr 09:00-17:00; PH off"},
    {"开放时间：每天 8:00-20:00，节假日照常", "Mo-Su 08:00-20:00"},
    {"晚10点-6点", "Mo-Su 22:00-30:00"},
    {"18:00-次日2:00", "Mo-Su 18:00-26:00"},
    {"全天", "Mo-Su 00:00-24:00"},
    {"全天24小时开放", "Mo-Su 00:00-24:00"},
    {"7×24小时", "Mo-Su 00:00-24:00"},
    {"24小时不打烊", "Mo-Su 00:00-24:00"},
    {"24小时（凭工会卡刷门禁）", "Mo-Su 00:00-24:00"},
    {"早七晚九", "Mo-Su 07:00-21:00"},
    {"朝九晚五", "Mo-Su 09:00-17:00"},
    {"早8晚6", "Mo-Su 08:00-18:00"},
    {"早上八点至晚上九点半", "Mo-Su 08:00-21:30"},
    {"上午8:30-11:30，下午1:30-5:00", "Mo-Su 08:30-11:30,13:30-17:00"},
    {"8:30-11:30，1:30-5:00", "Mo-Su 08:30-11:30,13:30-17:00"},
    {"夏令时8:00-18:00，冬令时8:30-17:00", "summer Mo-Su 08:00-18:00; winter Mo-Su 08:30-17:00"},
    {"夏令时 8:00-18:00/冬令时 8:30-17:30", "summer Mo-Su 08:00-18:00; winter Mo-Su 08:30-17:30"},
    {"夏：8:00-18:00 冬：8:30-17:00", "summer Mo-Su 08:00-18:00; winter Mo-Su 08:30-17:00"},
    {"8:00-18:00（夏季），8:30-17:30（冬季）", "summer Mo-Su 08:00-18:00; winter Mo-Su 08:30-17:30"},
    {"6月1日-9月30日 8:00-18:00，其余8:30-17:00", "06-01..09-30 Mo-Su 08:00-18:00; 10-01..05-31 Mo-Su 08:30-17:00"},
    {"6月1日至9月30日：7:00-20:00；其余时间：8:30-17:00", "06-01..09-30 Mo-Su 07:00-20:00; 10-01..05-31 Mo-Su 08:30-17:00"},
    {"8:30-17:00（夏季8:00-18:00）", "summer Mo-Su 08:00-18:00; winter Mo-Su 08:30-17:00"},
    {"5月-10月 7:00-21:00，11月-次年4月 8:00-20:00", "05-01..10-31 Mo-Su 07:00-21:00; 11-01..04-30 Mo-Su 08:00-20:00"},
    {"5.1-9.30 8:00-18:00，10.1-次年4.30 8:30-17:30", "05-01..09-30 Mo-Su 08:00-18:00; 10-01..04-30 Mo-Su 08:30-17:30"},
    {"工作日9点至17点，双休日10点至16点", "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00"},
    {"周一到周五 8:30-17:00，其余 9:00-16:00", "Mo-Fr 08:30-17:00; Sa-Su 09:00-16:00"},
    {"8:30-17:00（法定节假日除外）", "Mo-Su 08:30-17:00; PH off"},
    {"8:30-17:00（法定节假日、双休日除外）", "Mo-Fr 08:30-17:00; PH off"},
    {"周一至周五8:30-17:00，双休日、节假日休息", "Mo-Fr 08:30-17:00; PH off"},
    {"周一至周五 8:30-17:00，双休日及节假日 9:00-16:00", "Mo-Fr 08:30-17:00; Sa-Su 09:00-16:00; PH 09:00-16:00"},
    {"9:00-17:00，逢周一闭馆", "Tu-Su 09:00-17:00"},
    {"周二至周日9:00-17:00（周一闭馆）", "Tu-Su 09:00-17:00"},
    {"每周一闭馆，其余时间9:00-17:00", "Tu-Su 09:00-17:00"},
    {"0830-1730", "Mo-Su 08:30-17:30"},
    {"08:00-次日02:00", "Mo-Su 08:00-26:00"},
    {"18:00-次日6:00", "Mo-Su 18:00-30:00"},
    {"早8点-凌晨2点", "Mo-Su 08:00-26:00"},
    {"早6点-晚12点", "Mo-Su 06:00-24:00"},
    {"8:00-22:00 全年无休", "Mo-Su 08:00-22:00"},
    {"全年无休，8:00-22:00", "Mo-Su 08:00-22:00"},
    {"每天8:00-20:00（含节假日）", "Mo-Su 08:00-20:00"},
    {"8:30-17:00（中午不休息）", "Mo-Su 08:30-17:00"},
    {"8:30-17:00，午休11:30-13:00", "Mo-Su 08:30-11:30,13:00-17:00"},
    {"8:30-17:00（12:00-13:00休息）", "Mo-Su 08:30-12:00,13:00-17:00"},
    {"星期一至星期五：上午8:30-12:00，下午14:00-17:30；星期六、星期日：上午9:00-12:00", "Mo-Fr 08:30-12:00,14:00-17:30; Sa-Su 09:00-12:00"},
    {"周一至五 8:30-17:00", "Mo-Fr 08:30-17:00"},
    {"周1-周5 8:30-17:00", "Mo-Fr 08:30-17:00"},
    {"8点30分至17点30分", "Mo-Su 08:30-17:30"},
    {"八点半至五点半", "Mo-Su 08:30-17:30"},
    {"上午八点半至下午五点半", "Mo-Su 08:30-17:30"},
    {"8-20点", "Mo-Su 08:00-20:00"},
    {"7时—22时", "Mo-Su 07:00-22:00"},
    {"周六周日 9:00-16:00", "Sa-Su 09:00-16:00"},
    {"周一至周五 8:30-17:30，周末照常", "Mo-Su 08:30-17:30"},
    {"周一、三、五 9:00-11:00", "Mo,We,Fr 09:00-11:00"},
    {"8:30-5:00", "Mo-Su 08:30-17:00"},
    {"8:30am-5:30pm", "Mo-Su 08:30-17:30"},
    {"周一至周日8:00—20:00（春节除外）", "Mo-Su 08:00-20:00; spring off"},
    {"周一至周五:8:30-17:30;周六:9:00-12:00;周日休息", "Mo-Fr 08:30-17:30; Sa 09:00-12:00"},
    {"8:00-12:00;13:00-17:00", "Mo-Su 08:00-12:00,13:00-17:00"},
    {"周一至周五（法定节假日除外）8:30-17:30", "Mo-Fr 08:30-17:30; PH off"},
    {"夏季（5月-10月）7:00-19:00；冬季（11月-4月）8:00-18:00", "05-01..10-31 Mo-Su 07:00-19:00; 11-01..04-30 Mo-Su 08:00-18:00"},
    {"工作日8:30-17:00，周末9:00-16:00，法定节假日除外", "Mo-Fr 08:30-17:00; Sa-Su 09:00-16:00; PH off"},
    {"08:30～17:30；节假日 09:00～16:30", "Mo-Su 08:30-17:30; PH 09:00-16:30"},
    {"每日6：00—22：00", "Mo-Su 06:00-22:00"},
    {"8:00—20:00（周末9:00—18:00）", "Mo-Fr 08:00-20:00; Sa-Su 09:00-18:00"},
    {"上午8:00—12:00 下午2:00—6:00（节假日休息）", "Mo-Su 08:00-12:00,14:00-18:00; PH off"},
    {"全年开放 24小时", "Mo-Su 00:00-24:00"},
    {"周一至周五上午8：30—11：30、下午14：00—17：00", "Mo-Fr 08:30-11:30,14:00-17:00"},
    {"夏季（6-9月）8:00-18:00，其他月份8:30-17:00", "06-01..09-30 Mo-Su 08:00-18:00; 10-01..05-31 Mo-Su 08:30-17:00"},
    {"早6:00-晚10:00", "Mo-Su 06:00-22:00"},
    {"每天早上6点到晚上10点", "Mo-Su 06:00-22:00"},
    {"周一至周五：8:30－17:00 周六、日：9:00－16:00", "Mo-Fr 08:30-17:00; Sa-Su 09:00-16:00"},
    {"工作日（周一至周五）8:30-17:00", "Mo-Fr 08:30-17:00"},
    {"法定工作日 8:30-17:00", "Mo-Fr 08:30-17:00"},
    {"工作日8:30—17:00，周末及法定节假日不开放", "Mo-Fr 08:30-17:00; PH off"},
    {"8:30至17:00时", "Mo-Su 08:30-17:00"},
    {"08：00-22：00；", "Mo-Su 08:00-22:00"},
    {"8时30分－17时（冬）、8时－18时（夏）", "winter Mo-Su 08:30-17:00; summer Mo-Su 08:00-18:00"},
    {"早9:00-晚5:30", "Mo-Su 09:00-17:30"},
    {"下午1点-5点", "Mo-Su 13:00-17:00"},
    {"工作日中午11:30-13:30", "Mo-Fr 11:30-13:30"},
    {"0:00-24:00", "Mo-Su 00:00-24:00"},
    {"00:00-23:59", "Mo-Su 00:00-23:59"},
    {"00:00-00:00", "Mo-Su 00:00-24:00"},
    {"周一至周五8:00-17:30；周六8:00-12:00；周日及法定节假日休息", "Mo-Fr 08:00-17:30; Sa 08:00-12:00; PH off"},
    {"8:00-20:00，春节休息", "Mo-Su 08:00-20:00; spring off"},
    {"春节7天不开放，其余时间8:00-20:00", "Mo-Su 08:00-20:00; spring off"},
    {"8:00-20:00，春节放假七天", "Mo-Su 08:00-20:00; spring off"},
    {"8:00-20:00（春节3天休息）", "Mo-Su 08:00-20:00; lunar 01-01..01-03 off"},
    {"8:00-20:00（国庆3天、元旦1天休息）", "Mo-Su 08:00-20:00; on 01-01..01-01 off; on 10-01..10-03 off"},
    {"8:00-20:00（国庆、春节除外）", "Mo-Su 08:00-20:00; spring off; national off"},
    {"除春节外全年开放，8:00-20:00", "Mo-Su 08:00-20:00; spring off"},
    {"除春节外全年开放 24小时", "Mo-Su 00:00-24:00; spring off"},
    {"全年开放（除春节），24小时", "Mo-Su 00:00-24:00; spring off"},
    {"8:00-20:00，全年无休（春节除外）", "Mo-Su 08:00-20:00; spring off"},
    {"8:00-20:00，除夕至初三休息", "Mo-Su 08:00-20:00; lunar 12-30..01-03 off"},
    {"除夕休息，8:00-20:00", "Mo-Su 08:00-20:00; lunar 12-30..12-30 off"},
    {"8:00-20:00（大年三十到正月初六休息）", "Mo-Su 08:00-20:00; lunar 12-30..01-06 off"},
    {"8:00-20:00，腊月廿八至正月初八休息", "Mo-Su 08:00-20:00; lunar 12-28..01-08 off"},
    {"8:00-20:00，正月初一至十五不开放", "Mo-Su 08:00-20:00; lunar 01-01..01-15 off"},
    {"8:30-17:00，法定节假日休息（春节除外）", "Mo-Su 08:30-17:00; PH off; spring open"},
    {"8:30-17:00，法定节假日（春节除外）休息", "Mo-Su 08:30-17:00; PH off; spring open"},
    {"8:30-17:00，法定节假日休息，春节照常", "Mo-Su 08:30-17:00; PH off; spring open"},
    {"8:30-17:00，法定节假日、春节除外", "Mo-Su 08:30-17:00; PH off"},
    {"8:30-17:00，节假日（国庆、春节等）休息", "Mo-Su 08:30-17:00; PH off"},
    {"8:30-17:00，节假日照常（春节除外）", "Mo-Su 08:30-17:00; spring off"},
    {"8:30-17:00，节假日（除春节外）照常开放", "Mo-Su 08:30-17:00; spring off"},
    {"8:30-17:00，春节期间9:00-15:00", "Mo-Su 08:30-17:00; spring 09:00-15:00"},
    {"8:30-17:00，除夕8:30-12:00，初一至初三休息", "Mo-Su 08:30-17:00; lunar 01-01..01-03 off; lunar 12-30..12-30 08:30-12:00"},
    {"周一至周五8:30-17:00，周末、五一、十一休息", "Mo-Fr 08:30-17:00; labour off; national off"},
    {"周一至周五8:30-17:00，中秋、端午、清明、元旦放假休息", "Mo-Fr 08:30-17:00; newyear off; tombsweeping off; dragonboat off; midautumn off"},
    {"8:30-17:00，国庆中秋双节休息", "Mo-Su 08:30-17:00; midautumn off; national off"},
    {"8:30-17:00，节假日9:00-16:00，春节休息", "Mo-Su 08:30-17:00; PH 09:00-16:00; spring off"},
    {"周一至周五9:00-17:00，节假日8:00-12:00", "Mo-Fr 09:00-17:00; PH 08:00-12:00"},
    {"周一至周五9:00-17:00（春节除外），周末10:00-16:00", "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00; spring off"},
    {"周一至周五9:00-17:00，春节休息，其他节假日照常", "Mo-Fr 09:00-17:00; spring off"},
    {"周一至周五（不含节假日）8:30-17:00", "Mo-Fr 08:30-17:00; PH off"},
    {"除周一外每天9:00-17:00", "Tu-Su 09:00-17:00"},
    {"10月1日至7日休息，其余8:00-20:00", "Mo-Su 08:00-20:00; on 10-01..10-07 off"},
    {"6月1日-9月30日 8:00-18:00，其余8:30-17:00，春节休息", "06-01..09-30 Mo-Su 08:00-18:00; 10-01..05-31 Mo-Su 08:30-17:00; spring off"},
};

TEST(Hours, read_as_people_write_them) {
  for (const Written& w : kWritten) {
    ReadHours read = read_hours(w.text);
    EXPECT_EQ(read.hours.canonical(), w.canonical) << w.text << " left: " << read.not_understood;
    EXPECT_TRUE(read.ok()) << w.text;
  }
}

TEST(Hours, the_canonical_form_reads_back_as_itself) {
  for (const Written& w : kWritten) EXPECT_EQ(read_hours(w.canonical).hours.canonical(), w.canonical);
}

TEST(Hours, what_makes_no_sense_is_named) {
  for (const char* text : {"随缘", "25:70-26:80", "8:30", "周一至周五", "周八 8:00-9:00", "8:00-8:00-8:00", "电话联系", "13月1日-14月2日 8:00-9:00", "休息", "无休", "营业时间同网点",
                           "8:00-18:00（夏季延长至20:00）", "春节休息", "除春节外全年开放", "8:00-20:00，春节5天休息", "8:00-20:00，春节前后休息",
                           "8:00-20:00，春节另行通知", "8:00-20:00，除", "8:30-17:00（需提前预约）"}) {
    ReadHours read = read_hours(text);
    EXPECT_FALSE(read.ok()) << text << " → " << read.hours.canonical();
    EXPECT_FALSE(read.not_understood.empty()) << text;
  }
  EXPECT_FALSE(read_hours("  ").ok());
}

RC_GTEST_PROP(Hours, any_text_is_read_or_refused_without_harm, (const std::string& text)) {
  ReadHours read = read_hours(text);
  if (read.ok()) RC_ASSERT(read_hours(read.hours.canonical()).hours.canonical() == read.hours.canonical());
}

RC_GTEST_PROP(Hours, words_in_any_order_are_read_or_refused, ()) {
  const std::vector<std::string> words{"周一", "至", "周五", "8:30", "-", "17:00", "夏季", "冬季", "休息", "周末", "24小时", "、",
                                       "节假日", "5月", "1日", "下午", "9点", "..", "05-01", "Mo", "PH off", "；",
                                       "春节", "除", "外", "除外", "除夕", "初三", "国庆", "3天", "照常", "（", "）", "含", "lunar 01-01..01-03", "on 10-01..10-02"};
  std::string text;
  const auto picked = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(words.size())));
  for (int i : picked) text += words[static_cast<std::size_t>(i)];
  ReadHours read = read_hours(text);
  if (read.ok()) RC_ASSERT(read_hours(read.hours.canonical()).hours.canonical() == read.hours.canonical());
}

OpenState ask(const char* hours, LocalMinute now, const std::vector<Closing>& closings = {}) {
  return state_at(read_hours(hours).hours, closings, {}, now);
}

TEST(Hours, open_now_and_until_when) {
  OpenState s = ask("Mo-Fr 08:30-17:30", at("2021-11-12", 9));  // a Friday
  EXPECT_TRUE(s.is_open);
  EXPECT_EQ(s.until, at("2021-11-12", 17, 30));
  s = ask("Mo-Fr 08:30-17:30", at("2021-11-12", 17, 30));
  EXPECT_FALSE(s.is_open);
  EXPECT_EQ(s.until, at("2021-11-15", 8, 30)) << "the next Monday";
  EXPECT_EQ(clock_text(*s.until), "08:30");
}

TEST(Hours, a_span_past_midnight_is_open_after_it) {
  OpenState s = ask("Mo 18:00-26:00", at("2021-11-16", 1));  // Tuesday, one in the morning
  EXPECT_TRUE(s.is_open);
  EXPECT_EQ(s.until, at("2021-11-16", 2));
  EXPECT_FALSE(ask("Mo 18:00-26:00", at("2021-11-16", 2)).is_open);
}

TEST(Hours, always_open_has_no_end) {
  OpenState s = ask("24h", at("2021-11-12", 3));
  EXPECT_TRUE(s.is_open && s.is_always_open);
  EXPECT_FALSE(s.until);
}

TEST(Hours, seasons_and_holidays) {
  const char* both = "winter Mo-Su 08:30-17:00; summer Mo-Su 08:00-17:30";
  EXPECT_FALSE(ask(both, at("2021-11-12", 8, 10)).is_open);
  EXPECT_TRUE(ask(both, at("2021-07-12", 8, 10)).is_open);
  const char* with_holidays = "Mo-Su 09:00-17:00; PH off";
  EXPECT_FALSE(ask(with_holidays, at("2021-10-02", 10)).is_open);
  EXPECT_EQ(ask(with_holidays, at("2021-10-02", 10)).until, at("2021-10-08", 9));
}

TEST(Hours, holidays_may_have_hours_of_their_own) {
  const char* text = "周一至周五 8:30-17:00，双休日及节假日 9:00-16:00";
  const OpeningHours hours = read_hours(text).hours;
  EXPECT_EQ(hours.canonical(), "Mo-Fr 08:30-17:00; Sa-Su 09:00-16:00; PH 09:00-16:00");
  const OpenState s = state_at(hours, {}, {}, at("2021-10-04", 8, 40));  // a Monday of the National Day holidays
  EXPECT_FALSE(s.is_open);
  EXPECT_EQ(s.until, at("2021-10-04", 9));
}

TEST(Hours, a_holiday_by_name_is_that_one_only) {
  const char* text = "8:00-20:00（春节除外）";
  EXPECT_TRUE(ask(text, at("2021-10-02", 10)).is_open);
  EXPECT_TRUE(ask(text, at("2022-01-30", 10)).is_open);
  EXPECT_EQ(ask(text, at("2022-01-30", 20)).until, at("2022-02-07", 8));
  EXPECT_FALSE(ask(text, at("2022-02-06", 10)).is_open);
  const char* of_the_moon = "8:00-20:00，除夕至初三休息";
  EXPECT_TRUE(ask(of_the_moon, at("2022-01-30", 10)).is_open);
  EXPECT_FALSE(ask(of_the_moon, at("2022-01-31", 10)).is_open);
  EXPECT_EQ(ask(of_the_moon, at("2022-02-03", 10)).until, at("2022-02-04", 8));
  const char* but_spring = "8:30-17:00，法定节假日休息（春节除外）";
  EXPECT_FALSE(ask(but_spring, at("2021-10-02", 10)).is_open);
  EXPECT_TRUE(ask(but_spring, at("2022-02-02", 10)).is_open);
}

TEST(Hours, what_is_stored_from_before_holidays_had_names_still_holds) {
  for (const char* stored : {"Mo-Su 08:00-20:00; PH off", "Mo-Fr 08:30-17:00; Sa-Su 09:00-16:00; PH 09:00-16:00"})
    EXPECT_EQ(read_hours(stored).hours.canonical(), stored);
}

TEST(Hours, a_closing_stands_above_the_week) {
  const std::vector<Closing> days{{*Date::parse_iso("2021-11-12"), Date::parse_iso("2021-11-13")}};
  OpenState s = ask("Mo-Su 09:00-17:00", at("2021-11-12", 10), days);
  EXPECT_FALSE(s.is_open);
  EXPECT_EQ(s.until, at("2021-11-14", 9));
  const std::vector<Closing> for_good{{*Date::parse_iso("2021-11-12"), std::nullopt}};
  EXPECT_FALSE(ask("Mo-Su 09:00-17:00", at("2021-11-12", 10), for_good).until);
}

TEST(Hours, unknown_hours_say_nothing) { EXPECT_FALSE(state_at({}, {}, {}, at("2021-11-12", 10)).is_known); }

// Asked minute by minute, the state changes exactly when the state before said it would.
RC_GTEST_PROP(Hours, the_next_change_is_where_it_was_said, ()) {
  const auto& w = kWritten[*rc::gen::inRange<std::size_t>(0, std::size(kWritten))];
  const OpeningHours hours = read_hours(w.canonical).hours;
  const LocalMinute start = at("2021-09-25", 0) + *rc::gen::inRange(0, 20 * 1440);
  const OpenState first = state_at(hours, {}, {}, start);
  if (!first.is_known || !first.until) return;
  const LocalMinute step = std::max<LocalMinute>(1, (*first.until - start) / 7);
  for (LocalMinute t = start; t < *first.until; t += step) RC_ASSERT(state_at(hours, {}, {}, t).is_open == first.is_open);
  const OpenState then = state_at(hours, {}, {}, *first.until);
  if (then.is_known) RC_ASSERT(then.is_open != first.is_open);
}

}  // namespace
}  // namespace niangjia::stations
