// Registers and ledgers with one column for each thing, and ledgers with one sheet for each station.

#include "modules/census/item_columns.h"

#include <gtest/gtest.h>

#include "modules/census/import.h"
#include "modules/census/layout_book_fixture.h"
#include "modules/census/routes.h"
#include "modules/census/sheet_station.h"
#include "modules/members/test_house.h"

namespace niangjia::census {
namespace {

using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

TEST(ItemColumns, a_mark_says_whether_a_thing_is_there_how_many_and_in_what_state) {
  struct Row {
    const char *cell, *words;
  };
  for (const Row& row : {Row{"√", "空调"}, {"有", "空调"}, {"1", "空调1台"}, {"2台", "空调2台"}, {"２台", "空调2台"}, {"是", "空调"}, {"×", ""}, {"无", ""},
                         {"", ""}, {"0", ""}, {"否", ""}, {"/", ""}, {"损坏", "空调(损坏)"}, {"√（损坏）", "空调(损坏)"},
                         {"有，2台", "空调2台"}, {"2台（1台损坏）", "空调2台(1台损坏)"}, {"缺失", "空调(缺失)"}, {"✔", "空调"}, {"有（柜机）", "空调"}})
    EXPECT_EQ(read_kit_mark("空调", row.cell).words, row.words) << row.cell;
  EXPECT_TRUE(read_kit_mark("空调", "有（柜机）").is_sure);
  EXPECT_FALSE(read_kit_mark("空调", "柜机").is_sure);
  EXPECT_TRUE(read_kit_mark("空调", "柜机").is_there);
}

TEST(ItemColumns, a_name_of_a_sheet_may_be_that_of_a_station_or_say_nothing) {
  for (const char* name : {"Sheet1", "工作表2", "10月", "2021年10月", "服务台账", "2021年10月服务登记表", "汇总", "站点1", "第三季度"})
    EXPECT_FALSE(may_name_station(name)) << name;
  for (const char* name : {"城东驿站", "爱心翼站01", "330603001", "柯桥万达"}) EXPECT_TRUE(may_name_station(name)) << name;
}

TEST(ItemColumns, a_register_with_a_column_for_each_thing_is_recognised) {
  TestBook book = xlsx_book({{"Sheet1",
                              {{"城东区户外劳动者服务站点登记表"},
                               {"序号", "站点名称", "地址", "开放时间", "空调", "微波炉（台）", "饮水机", "充电", "备注"},
                               {"1", "城东驿站", "城东路1号", "24h", "√", "2台", "×", "有", ""}},
                              {}}});
  const Layout layout = book.recognised();
  ASSERT_EQ(layout.kind, Kind::stations);
  EXPECT_TRUE(layout.is_complete());
  for (std::size_t c = 4; c < 8; ++c) EXPECT_EQ(layout.sheets[0].columns[c].field, Field::kit_column) << c;
}

TEST(ItemColumns, things_under_one_group_title_are_kit_whatever_they_are_called) {
  TestBook book = xlsx_book({{"站点",
                              {{"序号", "站点名称", "设施", "", "", "服务项目", "", "开放时间"},
                               {"", "", "空调", "按摩椅", "其他", "热饭", "法律咨询", ""},
                               {"1", "城东驿站", "√", "1", "雨伞、书报", "√", "有", "24h"}},
                              {{1, 2, 0, 0}, {1, 2, 1, 1}, {1, 1, 2, 4}, {1, 1, 5, 6}, {1, 2, 7, 7}}}});
  const Layout layout = book.recognised(Kind::stations);
  const auto& columns = layout.sheets[0].columns;
  ASSERT_EQ(columns.size(), 8u);
  for (std::size_t c : {2u, 3u, 4u}) EXPECT_EQ(columns[c].field, Field::kit_column) << c;
  for (std::size_t c : {5u, 6u}) EXPECT_EQ(columns[c].field, Field::service_column) << c;
  EXPECT_EQ(columns[7].field, Field::opening_hours);
}

TEST(ItemColumns, a_ledger_with_a_column_for_each_item_needs_no_column_of_items) {
  TestBook book = xlsx_book({{"Sheet1",
                              {{"日期", "站点名称", "饮水", "充电（次）", "热饭", "合计", "备注"},
                               {"2021-10-08", "城东驿站", "12", "3", "", "15", ""}},
                              {}}});
  const Layout layout = book.recognised();
  ASSERT_EQ(layout.kind, Kind::services);
  EXPECT_TRUE(layout.is_complete());
  const auto& columns = layout.sheets[0].columns;
  for (std::size_t c : {2u, 3u, 4u}) EXPECT_EQ(columns[c].field, Field::count_column) << c;
  EXPECT_NE(columns[5].field, Field::count_column);
}

TEST(ItemColumns, a_sheet_that_names_no_station_is_asked_about) {
  TestBook book = xlsx_book({{"10月", {{"日期", "饮水", "充电", "热饭"}, {"2021-10-08", "12", "3", "1"}}, {}}});
  const Layout layout = book.recognised(Kind::services);
  EXPECT_FALSE(layout.is_complete());
  EXPECT_EQ(layout.sheets[0].missing, std::vector<Field>{Field::station_name});
}

class ItemColumnsImport : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
    t = std::make_unique<TestHouse>(GetParam());
  }
  Counts hand_in(const std::vector<TestSheet>& sheets, std::optional<Kind> kind = std::nullopt) {
    const auto path = write_xlsx(sheets);
    auto always = [](std::int64_t, std::int64_t) { return true; };
    auto job = take_file(t->house(), t->organiser, {path.string(), "交来的表.xlsx", kind});
    EXPECT_TRUE(job) << (job ? "" : job.problem().message);
    if (!job) return {};
    auto checked = check_job(t->house(), t->organiser, job->id, always);
    EXPECT_TRUE(checked) << (checked ? "" : checked.problem().message);
    auto done = commit_job(t->house(), t->organiser, job->id, always);
    EXPECT_TRUE(done) << (done ? "" : done.problem().message);
    std::filesystem::remove(path);
    if (!checked || !done) return {};
    const Counts counts = Counts::from_json(done->counts_json);
    EXPECT_EQ(Counts::from_json(checked->counts_json).reasons, counts.reasons) << "what the check told is what came to pass";
    return counts;
  }
  void register_stations() {
    const Counts made = hand_in({{"站点",
                                  {{"站点编号", "站点名称", "开放时间", "设施", "", "", "法律咨询"},
                                   {"", "", "", "空调", "微波炉", "其他", ""},
                                   {"330603001", "城东爱心驿站", "24h", "2台（1台损坏）", "损坏", "雨伞", "√"},
                                   {"330603002", "城西爱心驿站", "24h", "√", "×", "", "无"}},
                                  {{1, 2, 0, 0}, {1, 2, 1, 1}, {1, 2, 2, 2}, {1, 1, 3, 5}, {1, 2, 6, 6}}}},
                                Kind::stations);
    ASSERT_EQ(made.accepted, 2);
  }
  std::int64_t kit(const char* station, const char* item) {
    return t->count(std::string("SELECT COALESCE(SUM(k.amount), 0) FROM station_kit k JOIN station s ON s.realm_id = k.realm_id AND "
                                "s.id = k.station_id WHERE k.realm_id = ? AND k.state = 'ok' AND s.number = '") +
                    station + "' AND k.item = '" + item + "'");
  }
  std::int64_t times(const char* item = nullptr) {
    return t->count("SELECT COALESCE(SUM(amount), 0) FROM service_given WHERE realm_id = ?" +
                    (item ? std::string(" AND item = '") + item + "'" : std::string()));
  }
  std::int64_t people() {
    return t->count("SELECT COUNT(DISTINCT phone_index) FROM service_given WHERE realm_id = ? AND phone_index IS NOT NULL");
  }
  std::unique_ptr<TestHouse> t;
};

TEST_P(ItemColumnsImport, kit_in_columns_is_kit) {
  register_stations();
  EXPECT_EQ(kit("330603001", "air"), 1) << "one of two is broken";
  EXPECT_EQ(kit("330603001", "microwave"), 0);
  EXPECT_EQ(kit("330603001", "rain"), 1);
  EXPECT_EQ(kit("330603002", "air"), 1);
  EXPECT_EQ(t->count("SELECT COUNT(*) FROM station_kit WHERE realm_id = ? AND item = 'microwave'"), 1) << "broken here, none there";
  EXPECT_EQ(t->count("SELECT COUNT(*) FROM station WHERE realm_id = ? AND services LIKE '%法律咨询%'"), 1);
}

TEST_P(ItemColumnsImport, a_sheet_for_each_station_and_a_column_for_each_item) {
  register_stations();
  const std::vector<TestSheet> book{
      {"城东爱心驿站",
       {{"10月服务台账"}, {"日期", "饮水", "充电", "热饭", "合计"}, {"2021-10-08", "12", "3", "0", "15"}, {"2021-10-09", "7", "", "2", "9"},
        {"2021-10-10", "", "", "", ""}, {"合计", "19", "3", "2", "24"}},
       {}},
      {"西站", {{"站点名称：城西爱心驿站"}, {"日期", "饮水", "充电", "热饭", "合计"}, {"2021-10-08", "12", "3", "0", "15"}, {"2021-10-09", "1", "2", "3", "7"}}, {}},
      {"城南驿站", {{"日期", "饮水", "充电", "热饭"}, {"2021-10-08", "5", "5", "5"}}, {}}};
  Counts counts = hand_in(book);
  EXPECT_EQ(counts.accepted, 4);
  EXPECT_EQ(counts.skipped, 1) << "a day on which nothing was given";
  EXPECT_EQ(counts.rejected, 1);
  EXPECT_EQ(counts.reasons["unknown_station_sheet"], 1);
  EXPECT_EQ(counts.reasons["columns_sum_differs"], 1);
  EXPECT_EQ(times(), 15 + 9 + 15 + 6);
  EXPECT_EQ(times("饮水"), 12 + 7 + 12 + 1);
  EXPECT_EQ(people(), 0) << "nobody is named";
  counts = hand_in(book);
  EXPECT_EQ(counts.merged, 4) << "the same file twice changes nothing";
  EXPECT_EQ(times(), 45);
}

TEST_P(ItemColumnsImport, a_row_for_each_person_has_a_mark_under_what_was_given) {
  register_stations();
  Counts counts = hand_in({{"台账",
                            {{"日期", "站点", "姓名", "手机号", "饮水", "充电"},
                             {"2021-10-08", "330603001", "王一", "13800000001", "√", "√"},
                             {"2021-10-08", "330603001", "", "", "30", ""},
                             {"2021-10-08", "330603001", "李二", "13800000002", "若干", ""}},
                            {}}},
                          Kind::services);
  EXPECT_EQ(counts.accepted, 2);
  EXPECT_EQ(counts.reasons["bad_count"], 1);
  EXPECT_EQ(times(), 32);
  EXPECT_EQ(people(), 1);
}

TEST_P(ItemColumnsImport, a_column_between_items_that_is_no_known_item_refuses_its_rows) {
  register_stations();
  Counts counts = hand_in({{"台账", {{"日期", "站点", "饮水", "修鞋", "热饭"}, {"2021-10-08", "330603001", "3", "2", "1"}, {"2021-10-09", "330603001", "3", "", "1"}}, {}}},
                          Kind::services);
  EXPECT_EQ(counts.accepted, 1);
  EXPECT_EQ(counts.reasons["unknown_item"], 1);
}

TEST_P(ItemColumnsImport, a_usual_ledger_on_the_sheet_of_its_station) {
  register_stations();
  Counts counts = hand_in({{"330603002", {{"时间", "服务项目", "姓名", "手机号", "人次"}, {"2021-10-08 9:30", "饮水", "王一", "13800000001", "1"}}, {}}});
  EXPECT_EQ(counts.accepted, 1);
  EXPECT_EQ(times(), 1);
  EXPECT_EQ(people(), 1);
}

INSTANTIATE_TEST_SUITE_P(ItemColumns, ItemColumnsImport, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace niangjia::census
