#include "modules/stations/rules.h"

#include <gtest/gtest.h>

namespace niangjia::stations {
namespace {

Station whole() {
  Station s;
  s.name = "柯岩小哥驿站", s.address = "鉴湖路1号";
  s.written_position = "120.4873,30.0851", s.datum = StationDatum::gcj02, s.hours_text = "周一至周五8:30-17:30，周末休息";
  EXPECT_TRUE(settle(s, nullptr).ok());
  return s;
}
Date day(const char* iso) { return *Date::parse_iso(iso); }
const Date kToday = day("2021-11-12");

TEST(StationRules, typed_fields_become_a_position_and_a_calendar) {
  const Station s = whole();
  EXPECT_EQ(s.hours, "Mo-Fr 08:30-17:30");
  const auto at = position_of(s);
  ASSERT_TRUE(at);
  EXPECT_LT(distance_m(convert(*at, Datum::wgs84, Datum::gcj02), {120.4873, 30.0851}), 0.1);
}

TEST(StationRules, what_cannot_be_read_is_told_beside_its_field) {
  auto field_of = [](Station s) {
    auto verdict = settle(s, nullptr);
    return verdict.ok() ? std::string() : verdict.problem().fields.at(0).path;
  };
  Station s = whole();
  s.name = "站";
  EXPECT_EQ(field_of(s), "name");
  s = whole(), s.written_position = "东门口";
  EXPECT_EQ(field_of(s), "written_position");
  s = whole(), s.written_position = "2.35,48.85";
  EXPECT_EQ(field_of(s), "written_position") << "a point outside the country";
  s = whole(), s.hours_text = "看心情";
  EXPECT_EQ(field_of(s), "hours_text");
}

TEST(StationRules, an_edit_of_another_field_leaves_hours_of_an_import_alone) {
  Station before = whole();
  before.hours_text = "看心情", before.hours = "";
  Station after = before;
  after.note = "新备注";
  EXPECT_TRUE(settle(after, &before).ok());
}

TEST(StationRules, a_station_opens_when_it_was_seen_and_is_whole) {
  Station s = whole();
  s.status = StationStatus::planned;
  const StepAsk open{StationStatus::in_use, "", kToday};
  EXPECT_EQ(why_not(s, open, true, kToday), "");
  EXPECT_NE(why_not(s, open, false, kToday), "") << "nobody was there";
  Station unsure = s;
  unsure.datum = StationDatum::unknown;
  EXPECT_NE(why_not(unsure, open, true, kToday).find("坐标系"), std::string::npos);
  Station dark = s;
  dark.hours.clear();
  EXPECT_NE(why_not(dark, open, true, kToday).find("开放时间"), std::string::npos);
  EXPECT_NE(why_not(s, {StationStatus::in_use, "", day("2021-12-01")}, true, kToday), "") << "in the future";
  s.status = StationStatus::applied;
  EXPECT_NE(why_not(s, open, true, kToday), "");
}

TEST(StationRules, pausing_and_withdrawing_say_why) {
  Station s = whole();
  s.status = StationStatus::in_use, s.opened_on = day("2021-11-02");
  EXPECT_NE(why_not(s, {StationStatus::paused, " ", kToday}, true, kToday), "");
  EXPECT_EQ(why_not(s, {StationStatus::paused, "装修", kToday}, true, kToday), "");
  EXPECT_EQ(why_not(s, {StationStatus::withdrawn, "搬迁", kToday}, true, kToday), "");
  EXPECT_NE(why_not(s, {StationStatus::withdrawn, "搬迁", day("2021-11-01")}, true, kToday), "") << "before it opened";
  EXPECT_NE(why_not(s, {StationStatus::repair, "坏了", kToday}, true, kToday), "") << "a work item does that";
  s.status = StationStatus::withdrawn;
  EXPECT_NE(why_not(s, {StationStatus::withdrawn, "再次", kToday}, true, kToday), "");
}

TEST(StationRules, a_check_answers_every_item_once) {
  StationCheck check;
  for (const CheckItem& item : check_items()) check.items.push_back(item.code + ":ok");
  ASSERT_TRUE(judge_check(check, 80).ok());
  EXPECT_EQ(check.score, 100);
  EXPECT_TRUE(check.is_passed);
  check.items[1] = "open:bad";
  ASSERT_TRUE(judge_check(check, 85).ok());
  EXPECT_EQ(check.score, 80);
  EXPECT_FALSE(check.is_passed);
  check.items.pop_back();
  EXPECT_FALSE(judge_check(check, 80).ok()) << "one is not answered";
  check.items.push_back("weather:ok");
  EXPECT_FALSE(judge_check(check, 80).ok());
}

TEST(StationRules, words_of_registers) {
  EXPECT_EQ(read_status("在用"), StationStatus::in_use);
  EXPECT_EQ(read_status("已撤销"), StationStatus::withdrawn);
  EXPECT_EQ(read_status("筹建中"), StationStatus::planned);
  EXPECT_EQ(read_status("暂停使用"), StationStatus::paused);
  EXPECT_EQ(read_status(""), StationStatus::in_use);
  EXPECT_FALSE(read_status("？？"));
  EXPECT_EQ(find_kit_item("热饭")->code, "microwave");
  EXPECT_EQ(find_kit_item("ｗｉ－ｆｉ")->code, "wifi");
  EXPECT_EQ(find_kit_item("飞毯"), nullptr);
  EXPECT_EQ(split_list("AED、母婴室，冰箱；充电/书报"), (std::vector<std::string>{"AED", "母婴室", "冰箱", "充电", "书报"}));
}

TEST(StationRules, money_lists_level_and_stars_are_put_in_order) {
  Station s = whole();
  s.fund_sources = {"财政", "彩票公益金", "财政/政府"}, s.audiences = {"骑手"}, s.level = "省最美", s.level_year = 2021, s.stars = 3;
  s.invested_fen = 3'500'000;
  ASSERT_TRUE(settle(s, nullptr).ok());
  EXPECT_EQ(s.fund_sources, (std::vector<std::string>{"treasury", "彩票公益金"}));
  EXPECT_EQ(s.audiences, (std::vector<std::string>{"delivery"}));
  EXPECT_EQ(s.level, "province_best");
  auto field_of = [](Station wrong) {
    auto verdict = settle(wrong, nullptr);
    return verdict.ok() ? std::string() : verdict.problem().fields.at(0).path;
  };
  s.invested_fen = -1;
  EXPECT_EQ(field_of(s), "invested_fen");
  s.invested_fen = 0, s.stars = 6;
  EXPECT_EQ(field_of(s), "stars");
  s.stars = 5, s.level_year = 21;
  EXPECT_EQ(field_of(s), "level_year");
}

TEST(StationRules, a_map_shows_a_station_in_use_and_not_from_a_day_to_come) {
  Station s = whole();
  s.status = StationStatus::planned;
  StationListing ask{0, 0, "高德", ListingState::listed, {}};
  EXPECT_FALSE(judge_listing(s, ask, kToday).ok()) << "not open yet";
  ask.state = ListingState::submitted;
  ASSERT_TRUE(judge_listing(s, ask, kToday).ok());
  EXPECT_EQ(ask.platform, "amap");
  EXPECT_EQ(ask.state_on, kToday);
  s.status = StationStatus::in_use, ask.state = ListingState::listed, ask.state_on = kToday.plus_days(1);
  EXPECT_FALSE(judge_listing(s, ask, kToday).ok());
  ask.state_on = kToday, ask.platform = " ";
  EXPECT_FALSE(judge_listing(s, ask, kToday).ok());
}

TEST(StationRules, a_photo_is_told_by_its_first_bytes) {
  EXPECT_EQ(image_type("\xFF\xD8\xFF\xE0 rest"), "image/jpeg");
  EXPECT_EQ(image_type("<html>"), "");
  EXPECT_EQ(image_type(""), "");
}

}  // namespace
}  // namespace niangjia::stations
