// A register of stations, a list of outlets: what stands already gets its empty fields filled in, is told what differs, and is
// as it was when the import is taken back.

#include <gtest/gtest.h>

#include <fstream>

#include "modules/census/import.h"
#include "modules/census/place_gaps.h"
#include "modules/census/routes.h"
#include "modules/members/test_house.h"

namespace niangjia::census {
namespace {

using members::TestHouse;
using stations::Station;

const bool rows_added = [] {
  add_access_rows(access_rows());
  add_access_rows(stations::access_rows());
  return true;
}();

constexpr const char* kStationHeader =
    "站点编号,站点名称,地址,经度,纬度,坐标系,开放时间,设施清单,社区,建设主体,投入资金（万元）,资金来源,年运行经费,服务对象,上图平台,上图日期,等级,挂牌日期,采集方式,采集时间";
constexpr const char* kOutletHeader = "网点名称,业态类别,快递员,详细地址,经度,纬度,坐标系";

class PlaceGaps : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
    t = std::make_unique<TestHouse>(GetParam());
  }
  ImportJob hand_in(Kind kind, const std::vector<std::string>& lines) {
    static int serial = 0;
    const std::string path = (std::filesystem::temp_directory_path() /
                              ("niangjia-place-" + std::to_string(getpid()) + "-" + std::to_string(++serial) + ".csv")).string();
    std::ofstream file(path, std::ios::binary);
    file << "\xEF\xBB\xBF" << (kind == Kind::stations ? kStationHeader : kOutletHeader) << "\r\n";
    for (const auto& line : lines) file << line << "\r\n";
    file.close();
    auto always = [](std::int64_t, std::int64_t) { return true; };
    auto job = take_file(t->house(), t->organiser, {path, "登记表.csv", kind});
    EXPECT_TRUE(job) << (job ? "" : job.problem().message);
    if (!job) return {};
    auto checked = check_job(t->house(), t->organiser, job->id, always);
    EXPECT_TRUE(checked) << (checked ? "" : checked.problem().message);
    const auto dry = checked ? Counts::from_json(checked->counts_json).reasons : decltype(Counts::reasons){};
    auto done = commit_job(t->house(), t->organiser, job->id, always);
    EXPECT_TRUE(done) << (done ? "" : done.problem().message);
    std::filesystem::remove(path);
    if (!done) return {};
    EXPECT_EQ(Counts::from_json(done->counts_json).reasons, dry) << "what the check told is what came to pass";
    return *done;
  }
  static std::int64_t told(const ImportJob& job, const char* code) {
    auto reasons = Counts::from_json(job.counts_json).reasons;
    return reasons.contains(code) ? reasons[code] : 0;
  }
  StandingStations standing() {
    StandingStations all;
    EXPECT_TRUE(t->database().read([&](store::ReadTx& tx) -> Result<bool> { return all = load_standing_stations(tx, t->realm_id), true; }));
    return all;
  }
  Station only_station() {
    const StandingStations all = standing();
    EXPECT_EQ(all.stations.size(), 1u);
    return all.stations.empty() ? Station{} : all.stations.begin()->second;
  }
  employers::Outlet only_outlet() {
    std::map<Id, employers::Outlet> all;
    EXPECT_TRUE(t->database().read([&](store::ReadTx& tx) -> Result<bool> { return all = load_standing_outlets(tx, t->realm_id), true; }));
    EXPECT_EQ(all.size(), 1u);
    return all.empty() ? employers::Outlet{} : all.begin()->second;
  }
  std::unique_ptr<TestHouse> t;
};

const std::string kFull =
    "330603001,湖边小哥驿站,湖边路1号,120.4873,30.0851,高德,24小时,微波炉、饮水机,湖东社区,区总工会,3.5,总工会补助、自筹,\"12,000.00元\",快递外卖小哥,高德；百度待审核,2021-11-02,2020年市级示范,2021-10-01,手机定位,2021-09-30";

TEST_P(PlaceGaps, a_register_keeps_every_field_exactly) {
  ImportJob job = hand_in(Kind::stations, {kFull});
  EXPECT_EQ(Counts::from_json(job.counts_json).accepted, 1) << job.counts_json;
  const Station s = only_station();
  EXPECT_EQ(s.invested_fen, 3'500'000) << "3.5 under a title in 万元";
  EXPECT_EQ(s.yearly_cost_fen, 1'200'000);
  EXPECT_EQ(s.fund_sources, (std::vector<std::string>{"upper_union", "builder"}));
  EXPECT_EQ(s.audiences, (std::vector<std::string>{"courier", "delivery"}));
  EXPECT_EQ(s.builder, "区总工会");
  EXPECT_EQ(s.host_unit, "");
  EXPECT_EQ(s.community, "湖东社区");
  EXPECT_EQ(s.level, "city_model");
  EXPECT_EQ(s.level_year, 2020);
  EXPECT_EQ(s.plate_on, Date::parse_iso("2021-10-01"));
  EXPECT_EQ(s.opened_on, s.plate_on) << "nothing else says when it opened";
  EXPECT_EQ(s.position_method, stations::PositionMethod::on_site);
  EXPECT_EQ(s.position_on, Date::parse_iso("2021-09-30"));
  const auto listings = standing().listings.at(s.id);
  ASSERT_EQ(listings.size(), 2u);
  EXPECT_EQ(listings[0].platform, "amap");
  EXPECT_EQ(listings[0].state_on, Date::parse_iso("2021-11-02"));
  EXPECT_EQ(listings[1].state, stations::ListingState::submitted);
}

TEST_P(PlaceGaps, the_same_register_twice_changes_nothing) {
  hand_in(Kind::stations, {kFull});
  const Station before = only_station();
  const ImportJob again = hand_in(Kind::stations, {kFull});
  EXPECT_EQ(told(again, "station_stands"), 1);
  EXPECT_EQ(told(again, "place_gap_filled") + told(again, "place_differs"), 0);
  EXPECT_EQ(only_station().version, before.version);
}

TEST_P(PlaceGaps, what_is_empty_is_filled_in_and_empty_again_when_the_import_is_taken_back) {
  hand_in(Kind::stations, {"330603001,湖边小哥驿站,湖边路1号,,,,看心情,,,,,,,,,,,,,"});
  const Station bare = only_station();
  EXPECT_EQ(bare.hours, "");
  ImportJob second = hand_in(Kind::stations, {kFull});
  EXPECT_EQ(told(second, "place_gap_filled"), 1);
  EXPECT_EQ(told(second, "place_differs"), 0);
  EXPECT_EQ(Counts::from_json(second.counts_json).merged, 1);
  const Station filled = only_station();
  EXPECT_NE(filled.lon_e7, 0);
  EXPECT_EQ(filled.datum, stations::StationDatum::gcj02);
  EXPECT_EQ(filled.hours, "Mo-Su 00:00-24:00") << "hours that nobody could read are a gap";
  EXPECT_EQ(filled.invested_fen, 3'500'000);
  EXPECT_EQ(standing().kit.at(bare.id).size(), 2u);
  EXPECT_EQ(standing().listings.at(bare.id).size(), 2u);
  EXPECT_EQ(filled.opened_on, bare.opened_on) << "the day from which it counts is not moved";
  auto undone = undo_job(t->house(), t->organiser, second.id, "导错了文件");
  ASSERT_TRUE(undone) << undone.problem().message;
  Station back = only_station();
  EXPECT_EQ(back.version, filled.version + 1);
  back.version = bare.version, back.updated_at = bare.updated_at;
  EXPECT_EQ(record::to_json(back), record::to_json(bare));
  EXPECT_TRUE(standing().kit.empty());
  EXPECT_TRUE(standing().listings.empty());
}

TEST_P(PlaceGaps, what_a_person_changed_since_stays_when_the_import_is_taken_back) {
  hand_in(Kind::stations, {"330603001,湖边小哥驿站,湖边路1号,,,,,,,,,,,,,,,,,"});
  ImportJob second = hand_in(Kind::stations, {kFull});
  Station s = only_station();
  s.community = "湖西社区", ++s.version;
  ASSERT_TRUE(t->database().write([&](store::WriteTx& tx) -> Result<bool> { return tx.update(s), true; }));
  ASSERT_TRUE(undo_job(t->house(), t->organiser, second.id, "导错了文件"));
  EXPECT_EQ(only_station().community, "湖西社区");
  EXPECT_EQ(only_station().builder, "");
}

TEST_P(PlaceGaps, what_says_something_else_is_told_and_left_alone) {
  hand_in(Kind::stations, {kFull});
  ImportJob second = hand_in(Kind::stations, {"330603001,湖边小哥驿站,湖边路2号,120.4973,30.0851,高德,8:30-17:00,微波炉、AED,湖东社区,,4,,,,高德已下线,,,,,"});
  EXPECT_EQ(told(second, "place_differs"), 1);
  EXPECT_EQ(told(second, "place_gap_filled"), 0);
  const Station s = only_station();
  EXPECT_EQ(s.address, "湖边路1号");
  EXPECT_EQ(s.invested_fen, 3'500'000);
  EXPECT_EQ(s.written_position, "120.4873,30.0851");
}

TEST_P(PlaceGaps, a_number_beside_another_name_fills_nothing) {
  hand_in(Kind::stations, {"330603001,湖边小哥驿站,湖边路1号,,,,,,,,,,,,,,,,,"});
  ImportJob second = hand_in(Kind::stations, {"330603001,山上职工驿站,山上路1号,120.4873,30.0851,高德,24小时,,,,,,,,,,,,,"});
  EXPECT_EQ(told(second, "place_differs"), 1);
  EXPECT_EQ(only_station().lon_e7, 0);
}

TEST_P(PlaceGaps, a_datum_named_for_the_same_words_is_a_gap_filled) {
  hand_in(Kind::stations, {"330603001,湖边小哥驿站,湖边路1号,120.4873,30.0851,,24小时,,,,,,,,,,,,,"});
  EXPECT_EQ(only_station().datum, stations::StationDatum::unknown);
  hand_in(Kind::stations, {"330603001,湖边小哥驿站,湖边路1号,120.4873,30.0851,百度,24小时,,,,,,,,,,,,,"});
  EXPECT_EQ(only_station().datum, stations::StationDatum::bd09);
}

TEST_P(PlaceGaps, a_register_others_were_filled_from_cannot_be_taken_back_before_them) {
  ImportJob first = hand_in(Kind::stations, {"330603001,湖边小哥驿站,湖边路1号,,,,,,,,,,,,,,,,,"});
  hand_in(Kind::stations, {kFull});
  auto undone = undo_job(t->house(), t->organiser, first.id, "导错了文件");
  ASSERT_FALSE(undone);
  EXPECT_NE(undone.problem().message.find("补填"), std::string::npos) << undone.problem().message;
}

TEST_P(PlaceGaps, the_position_of_a_known_outlet_is_filled_in_and_can_be_taken_back) {
  ImportJob first = hand_in(Kind::outlets, {"南门快递站,快递,5,,,,"});
  EXPECT_EQ(Counts::from_json(first.counts_json).accepted, 1) << first.counts_json << record::to_json(first);
  EXPECT_EQ(only_outlet().lon_e7, 0);
  ImportJob second = hand_in(Kind::outlets, {"南门快递站,快递,8,南门路3号,120.4873,30.0851,GPS"});
  EXPECT_EQ(told(second, "place_gap_filled"), 1);
  EXPECT_EQ(only_outlet().lon_e7, 1'204'873'000);
  EXPECT_EQ(only_outlet().address, "南门路3号");
  EXPECT_EQ(only_outlet().courier_count, 5) << "a round of counting is not a gap";
  ImportJob third = hand_in(Kind::outlets, {"南门快递站,快递,8,南门路3号,120.4973,30.0851,GPS"});
  EXPECT_EQ(told(third, "place_differs"), 1);
  EXPECT_EQ(told(third, "dup_outlet"), 1);
  EXPECT_EQ(only_outlet().lon_e7, 1'204'873'000);
  auto undone = undo_job(t->house(), t->organiser, second.id, "导错了文件");
  ASSERT_TRUE(undone) << undone.problem().message;
  EXPECT_EQ(only_outlet().lon_e7, 0);
  EXPECT_EQ(only_outlet().address, "");
}

INSTANTIATE_TEST_SUITE_P(Engines, PlaceGaps, testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace niangjia::census
