// The permission grid: role × action × place, written out in tests/permissions/*.table so that a person can
// read it, and compared here with what allow() answers. A pair that the program knows and no table has fails,
// and so does the reverse. After a reviewed change of the access rows: NIANGJIA_WRITE_GRID=1 app_test
// --gtest_filter='*permission_grid*'.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "access/access.h"
#include "app/modules.h"
#include "base/source_folder_fixture.h"

namespace niangjia {
namespace {

namespace fs = std::filesystem;

// The actor holds the role at a township union, which has a union below it, a sibling beside it and the
// county above.
constexpr std::string_view kOwn = "AAAAAAAB";
constexpr Id kRealm = 11, kOtherRealm = 12, kAccount = 21, kOtherAccount = 22, kPerson = 31,
             kOtherPerson = 32;

struct Case {
  std::string_view column;
  RowPlace place;
};
constexpr std::array cases{
    Case{"own", {kRealm, kOwn, kOtherPerson, kOtherAccount}},
    Case{"below", {kRealm, "AAAAAAABAAAD", kOtherPerson, kOtherAccount}},
    Case{"sibling", {kRealm, "AAAAAAAC", kOtherPerson, kOtherAccount}},
    Case{"above", {kRealm, "AAAA", kOtherPerson, kOtherAccount}},
    Case{"other", {kOtherRealm, kOwn, kOtherPerson, kOtherAccount}},
    Case{"self", {kRealm, "AAAAAAAC", kPerson, kAccount}},
};

Actor holder_of(std::string_view role) {
  Actor actor;
  actor.realm_id = kRealm;
  actor.account_id = kAccount;
  actor.person_id = kPerson;
  actor.name = "网格";
  actor.held.push_back({std::string(role), 41, std::string(kOwn), "柯岩街道总工会"});
  return actor;
}

struct Row {
  std::string file, role, action, marks;  // marks: one of + - for each column
};

std::string marks_of(std::string_view role, std::string_view action) {
  Actor actor = holder_of(role);
  std::string marks;
  for (const Case& c : cases) marks += allow(actor, action, c.place).ok() ? '+' : '-';
  return marks;
}

fs::path folder() { return source_folder() / "tests" / "permissions"; }

std::vector<Row> rows_of_program() {
  app::add_all_access_rows();
  std::vector<Row> rows;
  for (std::string_view action : known_actions())
    for (const Role& role : roles()) {
      bool granted = std::any_of(role.grants.begin(), role.grants.end(),
                                 [&](const Grant& g) { return g.action == action; });
      if (!granted) continue;
      std::string file(action.substr(0, action.find('.')));
      rows.push_back({file, std::string(role.code), std::string(action), marks_of(role.code, action)});
    }
  return rows;
}

std::vector<Row> rows_of_tables() {
  std::vector<Row> rows;
  for (const auto& entry : fs::directory_iterator(folder())) {
    if (entry.path().extension() != ".table") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      std::istringstream words(line.substr(0, line.find('#')));
      Row row{entry.path().stem().string(), "", "", ""};
      if (!(words >> row.role >> row.action) || row.role == "role") continue;
      for (std::string mark; words >> mark;) row.marks += mark;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

// What reviewers wrote above the rows stays.
std::string remarks_of(const fs::path& table) {
  std::ifstream in(table);
  std::string remarks;
  for (std::string line; std::getline(in, line) && line.starts_with('#');) remarks += line + '\n';
  return remarks;
}

void write_tables() {
  std::map<std::string, std::string> texts;
  for (const Row& row : rows_of_program()) {
    std::string& text = texts[row.file];
    if (text.empty()) {
      text = remarks_of(folder() / (row.file + ".table")) + padded("role", 22) + padded("action", 26);
      for (const Case& c : cases) text += padded(std::string(c.column), 9);
      while (text.back() == ' ') text.pop_back();
      text += '\n';
    }
    std::string line = padded(row.role, 22) + padded(row.action, 26);
    for (char mark : row.marks) line += padded(std::string(1, mark), 9);
    while (line.back() == ' ') line.pop_back();
    text += line + '\n';
  }
  for (const auto& [name, text] : texts) std::ofstream(folder() / (name + ".table")) << text;
}

const std::vector<Row>& read_once() {
  static const std::vector<Row> rows = [] {
    if (std::getenv("NIANGJIA_WRITE_GRID")) write_tables();
    return rows_of_tables();
  }();
  return rows;
}

class permission_grid : public testing::TestWithParam<Row> {};

TEST_P(permission_grid, row_is_what_allow_answers) {
  app::add_all_access_rows();
  const Row& row = GetParam();
  ASSERT_NE(find_role(row.role), nullptr) << row.role;
  ASSERT_EQ(row.marks.size(), cases.size()) << "one mark for each column";
  std::string answered = marks_of(row.role, row.action);
  for (std::size_t i = 0; i < cases.size(); ++i)
    EXPECT_EQ(answered[i], row.marks[i]) << row.role << " " << row.action << " " << cases[i].column;
}

std::string name_of(const testing::TestParamInfo<Row>& info) {
  std::string name = info.param.role + "_" + info.param.action + "_" + std::to_string(info.index);
  for (char& c : name)
    if (c == '.') c = '_';
  return name;
}
INSTANTIATE_TEST_SUITE_P(tables, permission_grid, testing::ValuesIn(read_once()), name_of);

TEST(permission_grid_whole, every_pair_of_the_program_stands_in_a_table) {
  for (const Row& row : rows_of_program()) {
    auto stands = std::count_if(read_once().begin(), read_once().end(), [&](const Row& kept) {
      return kept.role == row.role && kept.action == row.action && kept.file == row.file;
    });
    EXPECT_EQ(stands, 1) << row.role << " " << row.action << ": add its row to tests/permissions/" << row.file
                         << ".table";
  }
}

TEST(permission_grid_whole, every_table_says_that_it_was_reviewed_and_by_which_principle) {
  for (const auto& entry : fs::directory_iterator(folder())) {
    if (entry.path().extension() != ".table") continue;
    std::string remarks = remarks_of(entry.path());
    EXPECT_NE(remarks.find("# Reviewed 20"), std::string::npos) << entry.path().filename();
    EXPECT_NE(remarks.find("Principle: "), std::string::npos) << entry.path().filename();
  }
}

TEST(permission_grid_whole, no_role_reaches_into_another_federation) {
  for (const Row& row : rows_of_program()) EXPECT_EQ(row.marks[4], '-') << row.role << " " << row.action;
}

TEST(permission_grid_whole, nobody_may_do_anything) {
  app::add_all_access_rows();
  Actor nobody;
  nobody.realm_id = kRealm;
  for (std::string_view action : known_actions())
    for (const Case& c : cases)
      EXPECT_FALSE(allow(nobody, action, c.place).ok()) << action << " " << c.column;
}

// The three administrators stand apart (GB/T 22239-2019 8.1.5): none of them sees the union's work.
TEST(permission_grid_whole, every_action_has_a_chinese_name_for_the_journal) {
  for (std::string_view action : known_actions()) EXPECT_NE(action_label(action), action);
}

TEST(permission_grid_whole, administrators_see_no_work) {
  for (const Row& row : rows_of_program()) {
    bool is_administrator =
        row.role == "system_admin" || row.role == "security_admin" || row.role == "audit_admin";
    if (!is_administrator) continue;
    EXPECT_TRUE(row.file == "accounts" || row.file == "roles" || row.file == "journal")
        << row.role << " " << row.action;
  }
}

}  // namespace
}  // namespace niangjia
