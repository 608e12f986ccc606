#include <gtest/gtest.h>

#include "base/text.h"
#include "modules/stations/stations.h"

namespace niangjia::stations {
namespace {

std::string told(std::string_view text) {
  const WrittenListings read = read_listings(text);
  std::string out;
  for (const StationListing& one : read.rows)
    out += (out.empty() ? "" : " ") + one.platform + ":" + std::string(record::word_of(one.state)) + (one.state_on ? "@" + one.state_on->iso() : "");
  return out + (read.not_understood.empty() ? "" : " ?" + read.not_understood);
}

TEST(WrittenCodes, maps_as_registers_name_them) {
  struct Row {
    const char *written, *told;
  };
  for (const Row& row : {Row{"高德、百度", "amap:listed baidu:listed"}, {"已上高德；百度待审核", "amap:listed baidu:submitted"}, {"是", "unsaid:listed"}, {"否", ""},
                         {"已上图", "unsaid:listed"}, {"未上图", ""}, {"无", ""}, {"", ""}, {"高德、百度未上图", ""}, {"未上高德、百度", ""},
                         {"高德已上图，百度、腾讯待审核", "amap:listed baidu:submitted tencent:submitted"},
                         {"高德地图、百度地图（待审核）", "amap:listed baidu:submitted"}, {"职工之家APP", "union_app:listed"},
                         {"高德地图（已上图 2021-11-02）、百度地图（已提交）", "amap:listed@2021-11-02 baidu:submitted"}, {"已上高德、百度", "amap:listed baidu:listed"},
                         {"高德：信息有误；职工之家：已下线", "amap:wrong union_app:removed"}, {"高德√ 百度×", "amap:listed"},
                         {"百度地图2021年3月已上图", "baidu:listed@2021-03-01"}, {"搜狗地图", "搜狗地图:listed"}, {"见附件", " ?见附件"}, {"高德已上百度待审核", "amap:listed baidu:submitted"}, {"√", "unsaid:listed"},
                         {"3", " ?3"}})
    EXPECT_EQ(told(row.written), row.told) << row.written;
}

TEST(WrittenCodes, what_is_exported_is_read_back) {
  const std::vector<StationListing> rows{{1, 2, "amap", ListingState::listed, Date::parse_iso("2021-11-02")}, {1, 2, "mini", ListingState::removed, {}}};
  EXPECT_EQ(listings_text(rows), "高德地图（已上图 2021-11-02）、本地小程序（已下线）");
  EXPECT_EQ(told(listings_text(rows)), "amap:listed@2021-11-02 mini:removed");
}

TEST(WrittenCodes, words_of_the_other_lists) {
  EXPECT_EQ(join(read_codes(StationCodes::fund, "县总工会补助、单位自筹").codes, " "), "upper_union builder");
  EXPECT_EQ(join(read_codes(StationCodes::fund, "财政/政府").codes, " "), "treasury");
  EXPECT_EQ(join(read_codes(StationCodes::fund, "总工会补助和企业自筹").codes, " "), "upper_union builder");
  EXPECT_EQ(join(read_codes(StationCodes::audience, "快递外卖小哥、环卫工人等").codes, " "), "courier delivery sanitation");
  EXPECT_EQ(join(read_codes(StationCodes::audience, "户外劳动者").codes, " "), "outdoor");
  const WrittenCodes odd = read_codes(StationCodes::fund, "彩票公益金");
  EXPECT_EQ(join(odd.codes, " "), "彩票公益金");
  EXPECT_EQ(odd.unknown.size(), 1u);
}

TEST(WrittenCodes, level_year_and_stars_out_of_one_cell) {
  struct Row {
    const char *written, *level;
    int year, stars;
  };
  for (const Row& row : {Row{"2021年省级最美", "province_best", 2021, 0}, {"三星级", "", 0, 3}, {"五星级、市级示范（2020年）", "city_model", 2020, 5},
                         {"区级示范；全国最美2022年度", "national_best", 2022, 0}, {"普通", "ordinary", 0, 0}, {"★★★★", "", 0, 4}, {"无", "", 0, 0},
                         {"青年文明号", "青年文明号", 0, 0}}) {
    const WrittenLevel read = read_level(row.written);
    EXPECT_EQ(read.level, row.level) << row.written;
    EXPECT_EQ(read.year, row.year) << row.written;
    EXPECT_EQ(read.stars, row.stars) << row.written;
  }
}

TEST(WrittenCodes, how_a_position_was_taken) {
  EXPECT_EQ(read_method("手机GPS定位"), PositionMethod::on_site);
  EXPECT_EQ(read_method("高德地图拾取"), PositionMethod::map);
  EXPECT_EQ(read_method("RTK测绘"), PositionMethod::survey);
  EXPECT_FALSE(read_method("甲乙丙"));
}

TEST(WrittenCodes, a_station_is_listed_since_the_first_map_shows_it) {
  Station s;
  attach_listings(s, {{1, 2, "baidu", ListingState::listed, Date::parse_iso("2021-11-05")}, {1, 2, "amap", ListingState::listed, Date::parse_iso("2021-11-02")},
                      {1, 2, "mini", ListingState::submitted, Date::parse_iso("2021-10-01")}});
  EXPECT_EQ(s.listed_on, Date::parse_iso("2021-11-02"));
}

}  // namespace
}  // namespace niangjia::stations
