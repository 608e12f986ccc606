// The public scenario, when it lies beside the project: what a county hands in, as it is.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/source_folder_fixture.h"
#include "modules/census/census.h"

namespace niangjia::census {
namespace {

namespace fs = std::filesystem;

// Test programs run inside the project's tree or a build tree beside it; this file's own path leads to the
// project.
fs::path scenario_folder() { return source_folder() / "../shared/scenario/keqiao"; }

std::optional<fs::path> scenario_file(const std::string& part) {
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(scenario_folder(), failure)) {
    if (entry.path().filename().string().find(part) != std::string::npos) return entry.path();
  }
  return std::nullopt;
}

struct Case {
  std::string file;
  Kind kind;
  std::uint32_t header_row;
  std::size_t data_sheets, data_rows, sequence_only, repeated, subtotals, totals;
};

class ScenarioLayout : public testing::TestWithParam<Case> {};

TEST_P(ScenarioLayout, finds_the_kind_the_header_and_every_row_of_data) {
  const Case& expected = GetParam();
  const auto path = scenario_file(expected.file);
  if (!path) GTEST_SKIP() << "the scenario is not beside the project";
  auto book = sheet::Workbook::open(path->string());
  ASSERT_TRUE(book.ok()) << book.problem().message;
  auto layout = recognise(**book, std::nullopt, {});
  ASSERT_TRUE(layout.ok()) << layout.problem().message;
  ASSERT_TRUE(layout->kind.has_value());
  EXPECT_EQ(*layout->kind, expected.kind);
  EXPECT_TRUE(layout->is_complete());
  ASSERT_TRUE(layout->as_of.has_value());
  EXPECT_EQ(layout->as_of->iso(), "2021-11-12");
  std::size_t data_sheets = 0;
  for (const SheetLayout& sheet : layout->sheets) {
    if (!sheet.is_data) continue;
    ++data_sheets;
    EXPECT_EQ(sheet.header_row, expected.header_row) << sheet.name;
    EXPECT_FALSE(sheet.title.empty());
    for (const Column& column : sheet.columns)
      EXPECT_TRUE(column.field.has_value()) << sheet.name << column.title;
  }
  EXPECT_EQ(data_sheets, expected.data_sheets);
  std::map<RowSort, std::size_t> rows;
  auto read = read_rows(**book, *layout, [&](const RawRow& row) {
    ++rows[row.sort];
    return true;
  });
  ASSERT_TRUE(read.ok()) << read.problem().message;
  EXPECT_EQ(rows[RowSort::data], expected.data_rows);
  EXPECT_EQ(rows[RowSort::sequence_only], expected.sequence_only);
  EXPECT_EQ(rows[RowSort::repeated_header], expected.repeated);
  EXPECT_EQ(rows[RowSort::subtotal], expected.subtotals);
  EXPECT_EQ(rows[RowSort::total], expected.totals);
  EXPECT_EQ(rows[RowSort::footer], expected.data_sheets);
}

INSTANTIATE_TEST_SUITE_P(Keqiao, ScenarioLayout,
                         testing::Values(Case{"网点摸底表", Kind::outlets, 4, 1, 137, 0, 0, 0, 1},
                                         Case{"花名册", Kind::roster, 3, 9, 1636, 18, 3, 19, 9},
                                         Case{"工会组织信息", Kind::unions, 3, 1, 963, 0, 0, 0, 1},
                                         Case{"覆盖单位", Kind::coverage, 3, 1, 111, 0, 0, 0, 1},
                                         Case{"会员信息采集表", Kind::members, 3, 1, 60962, 0, 0, 0, 1},
                                         Case{"会籍变化", Kind::standing, 3, 1, 5789, 0, 0, 0, 1},
                                         Case{"户外劳动者", Kind::stations, 3, 1, 34, 0, 0, 0, 1}));

TEST(ScenarioDays, come_from_the_note_sheet_and_the_title) {
  const auto roster = scenario_file("花名册");
  const auto members = scenario_file("会员信息采集表");
  if (!roster || !members) GTEST_SKIP() << "the scenario is not beside the project";
  auto book = sheet::Workbook::open(roster->string());
  ASSERT_TRUE(book.ok());
  auto layout = recognise(**book, std::nullopt, {});
  ASSERT_TRUE(layout.ok());
  ASSERT_TRUE(layout->census_on.has_value());
  EXPECT_EQ(layout->census_on->iso(), "2021-10-31");
  auto stock = sheet::Workbook::open(members->string());
  ASSERT_TRUE(stock.ok());
  auto stock_layout = recognise(**stock, std::nullopt, {});
  ASSERT_TRUE(stock_layout.ok());
  ASSERT_TRUE(stock_layout->census_on.has_value());
  EXPECT_EQ(stock_layout->census_on->iso(), "2020-12-31");
}

TEST(ScenarioStrangers, are_not_taken_for_one_of_the_kinds) {
  for (const std::string part : {"任务分解"}) {
    const auto path = scenario_file(part);
    if (!path) GTEST_SKIP() << "the scenario is not beside the project";
    auto book = sheet::Workbook::open(path->string());
    ASSERT_TRUE(book.ok()) << part;
    auto layout = recognise(**book, std::nullopt, {});
    ASSERT_TRUE(layout.ok()) << part;
    EXPECT_FALSE(layout->kind.has_value()) << part;
    EXPECT_FALSE(layout->is_complete());
  }
}

}  // namespace
}  // namespace niangjia::census
