// The demo county must be what the import centre takes without a question.
#include "app/demo_county.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/identifiers.h"
#include "base/text.h"
#include "modules/census/census.h"
#include "modules/divisions/divisions.h"

namespace niangjia::app {
namespace {

using census::Field;
using census::Kind;

struct TestFolder {
  std::filesystem::path path;
  explicit TestFolder(const std::string& word)
      : path(std::filesystem::temp_directory_path() / ("demo_county_" + word + std::to_string(getpid()))) {}
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

using Cells = std::map<Field, std::string>;

// Rows of data of one file, by meaning.
std::vector<Cells> data_rows(const std::string& path, std::map<census::RowSort, int>* sorts = nullptr) {
  std::vector<Cells> rows;
  auto book = sheet::Workbook::open(path);
  EXPECT_TRUE(book.ok()) << path;
  auto layout = census::recognise(**book, std::nullopt, {});
  EXPECT_TRUE(layout.ok() && layout->is_complete()) << path;
  auto read = census::read_rows(**book, *layout, [&](const census::RawRow& row) {
    if (sorts) ++(*sorts)[row.sort];
    if (row.sort != census::RowSort::data) return true;
    Cells cells;
    for (std::size_t f = 0; f < census::kFieldCount; ++f)
      if (!row.cells[f].text.empty()) cells[static_cast<Field>(f)] = row.cells[f].text;
    rows.push_back(std::move(cells));
    return true;
  });
  EXPECT_TRUE(read.ok()) << path;
  return rows;
}

std::string path_with(const std::vector<std::string>& paths, std::string_view word) {
  for (const auto& path : paths)
    if (contains(path, word)) return path;
  return {};
}

class DemoCountyTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = new TestFolder("small");
    DemoOptions options;
    options.folder = folder->path.string();
    options.members = 2000;
    auto written = write_demo_county(options, {});
    ASSERT_TRUE(written.ok()) << written.problem().message;
    paths = *written;
  }
  static void TearDownTestSuite() { delete folder; }
  static std::vector<Cells> rows_of(std::string_view word, std::map<census::RowSort, int>* sorts = nullptr) {
    return data_rows(path_with(paths, word), sorts);
  }
  static inline TestFolder* folder = nullptr;
  static inline std::vector<std::string> paths;
};

TEST_F(DemoCountyTest, all_kinds_are_recognised_and_complete) {
  const std::vector<Kind> expected{Kind::unions, Kind::coverage, Kind::outlets,
                                   Kind::roster, Kind::members,  Kind::standing,
                                   Kind::stations, Kind::services};
  ASSERT_EQ(paths.size(), expected.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    auto book = sheet::Workbook::open(paths[i]);
    ASSERT_TRUE(book.ok()) << paths[i];
    auto layout = census::recognise(**book, std::nullopt, {});
    ASSERT_TRUE(layout.ok());
    EXPECT_TRUE(layout->kind == expected[i]) << paths[i];
    EXPECT_TRUE(layout->is_complete()) << paths[i];
    if (expected[i] == Kind::services) continue;  // a .csv has no title and no sheet of notes
    ASSERT_TRUE(layout->as_of.has_value()) << paths[i];
    EXPECT_EQ(layout->as_of->iso(), "2021-11-12");
    EXPECT_FALSE(layout->sheets.back().is_data) << "the sheet of notes";
  }
  EXPECT_TRUE(paths[4].ends_with("磐安县总工会_会员信息采集表_2021年11月.xlsx")) << paths[4];
}

TEST_F(DemoCountyTest, members_have_valid_numbers_that_no_two_share) {
  const Date as_of = *Date::from_ymd(2021, 11, 12);
  std::set<std::string> numbers, phones;
  std::map<IdentityVerdict, int> verdicts;
  auto rows = rows_of("会员信息");
  EXPECT_EQ(rows.size(), 2003u) << "two thousand, one wrong number, two told twice";
  for (auto& row : rows) {
    Identity identity = read_identity(row[Field::identity_number], false, as_of);
    ++verdicts[identity.verdict];
    if (identity.verdict != IdentityVerdict::ok) continue;
    numbers.insert(identity.number);
    EXPECT_GE(age_on(*identity.born_on, as_of), 19);
    EXPECT_LE(age_on(*identity.born_on, as_of), 61);
    Phone phone = read_phone(row[Field::phone]);
    if (phone.verdict == PhoneVerdict::mobile) phones.insert(phone.number);
  }
  EXPECT_EQ(numbers.size(), 2000u);
  EXPECT_GT(phones.size(), 1970u);
  EXPECT_EQ(verdicts[IdentityVerdict::bad_check_digit], 1);
  EXPECT_EQ(verdicts[IdentityVerdict::ok], 2002);
}

TEST_F(DemoCountyTest, every_member_and_change_names_a_union_of_the_list) {
  std::map<std::string, int> unions;
  std::set<std::string> codes;
  for (auto& row : rows_of("工会组织")) {
    ++unions[row[Field::union_name]];
    const std::string& code = row[Field::unit_credit_code];
    if (!code.empty()) {
      EXPECT_EQ(read_credit_code(code).verdict, CreditCodeVerdict::ok) << code;
    }
  }
  int twice = 0;
  for (const auto& [name, count] : unions) twice += count > 1 ? 1 : 0;
  EXPECT_EQ(twice, 1);
  for (auto& row : rows_of("会员信息"))
    EXPECT_TRUE(unions.contains(row[Field::union_name])) << row[Field::union_name];
  for (auto& row : rows_of("会籍变化"))
    EXPECT_TRUE(unions.contains(row[Field::union_name])) << row[Field::union_name];
  for (auto& row : rows_of("覆盖单位"))
    EXPECT_TRUE(unions.contains(row[Field::union_name])) << row[Field::union_name];
  for (auto& row : rows_of("工会组织"))
    EXPECT_TRUE(unions.contains(row[Field::parent_name]) || row[Field::parent_name] == "金华市总工会")
        << row[Field::parent_name];
}

TEST_F(DemoCountyTest, changes_are_about_a_tenth_of_the_members_and_a_third_of_joins_are_new_form) {
  std::map<std::string, int> kinds;
  int new_form = 0;
  auto rows = rows_of("会籍变化");
  for (auto& row : rows) {
    ++kinds[row[Field::event_kind]];
    if (row[Field::event_kind] == "入会" && row[Field::is_new_form] == "是") ++new_form;
  }
  EXPECT_GT(rows.size(), 160u);
  EXPECT_LT(rows.size(), 210u);
  EXPECT_GT(kinds["入会"], 105);
  EXPECT_GT(new_form, kinds["入会"] / 5);
  EXPECT_LT(new_form, kinds["入会"] / 2);
  for (const char* kind : {"转出", "转入", "保留会籍"}) EXPECT_GT(kinds[kind], 0) << kind;
}

TEST_F(DemoCountyTest, townships_are_read_through_the_division_table) {
  auto divisions = divisions::DivisionBook::embedded();
  std::map<divisions::TownshipMatch::How, int> how;
  for (std::string_view word : {"网点摸底", "花名册", "工会组织"})
    for (auto& row : rows_of(word)) {
      auto match = divisions.find_township("330727", row[Field::township]);
      EXPECT_NE(match.how, divisions::TownshipMatch::How::none) << row[Field::township];
      ++how[match.how];
    }
  EXPECT_GT(how[divisions::TownshipMatch::How::short_name], 0);
  EXPECT_GT(how[divisions::TownshipMatch::How::old_name], 0);
}

TEST_F(DemoCountyTest, the_roster_has_the_habits_of_a_roster) {
  std::map<census::RowSort, int> sorts;
  auto rows = rows_of("花名册", &sorts);
  EXPECT_GT(rows.size(), 200u);
  EXPECT_GT(sorts[census::RowSort::subtotal], 0);
  EXPECT_GT(sorts[census::RowSort::total], 5);
  EXPECT_GT(sorts[census::RowSort::footer], 5);
}

TEST(DemoCountyOptions, the_same_seed_gives_the_same_rows_and_another_seed_others) {
  TestFolder first("first"), second("second"), third("third");
  auto rows = [](const TestFolder& folder, std::uint64_t seed) {
    DemoOptions options;
    options.folder = folder.path.string(), options.members = 1000, options.seed = seed;
    auto written = write_demo_county(options, {});
    EXPECT_TRUE(written.ok());
    return data_rows(path_with(*written, "会员信息"));
  };
  auto one = rows(first, 7), two = rows(second, 7), other = rows(third, 8);
  EXPECT_EQ(one, two);
  EXPECT_NE(one, other);
}

TEST(DemoCountyOptions, members_can_be_written_as_csv_with_the_same_rows) {
  TestFolder plain("plain"), csv("csv");
  auto rows = [](const TestFolder& folder, bool as_csv) {
    DemoOptions options;
    options.folder = folder.path.string(), options.members = 1000, options.members_as_csv = as_csv;
    auto written = write_demo_county(options, {});
    EXPECT_TRUE(written.ok());
    auto out = data_rows(path_with(*written, "会员信息"));
    for (auto& row : out) row.erase(Field::joined_on);  // a date cell there, its text here
    return out;
  };
  auto in_workbook = rows(plain, false), in_csv = rows(csv, true);
  EXPECT_EQ(in_workbook.size(), in_csv.size());
  EXPECT_EQ(in_workbook[10][Field::identity_number], in_csv[10][Field::identity_number]);
}

TEST(DemoCountyOptions, what_cannot_be_made_is_refused_with_a_sentence) {
  DemoOptions options;
  options.folder = (std::filesystem::temp_directory_path() / "demo_county_never").string();
  options.members = 999;
  auto few = write_demo_county(options, {});
  ASSERT_FALSE(few.ok());
  EXPECT_EQ(few.problem().reason, "demo.members");
  options.members = 1000, options.division = "330700";
  auto city = write_demo_county(options, {});
  ASSERT_FALSE(city.ok());
  EXPECT_EQ(city.problem().reason, "demo.division");
  options.division = "110101";
  auto bare = write_demo_county(options, {});
  ASSERT_FALSE(bare.ok());
  EXPECT_EQ(bare.problem().reason, "demo.townships");
  EXPECT_FALSE(std::filesystem::exists(options.folder));
}

}  // namespace
}  // namespace niangjia::app
