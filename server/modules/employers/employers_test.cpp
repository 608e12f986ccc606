#include "modules/employers/employers.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "access/trial_house.h"
#include "base/identifiers.h"
#include "base/source_folder_fixture.h"
#include "modules/employers/actions.h"
#include "modules/employers/brands.h"
#include "modules/employers/items.h"
#include "modules/employers/question.h"
#include "modules/employers/rules.h"
#include "sheet/list_book.h"

namespace niangjia::employers {
namespace {

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

std::string brands_text() {
  std::ifstream in(source_folder() / "data/brands.tsv");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Brand> numbered_brands() {
  auto brands = read_brands(brands_text());
  Id id = 1;
  for (Brand& b : brands) b.id = id++;
  return brands;
}

TEST(Brands, are_found_by_any_of_their_names_whatever_the_width_case_and_spaces) {
  BrandBook book(numbered_brands());
  for (const char* name : {"顺丰速运", "顺丰", " SF顺丰 ", "ｓｆ顺丰", "顺丰 快递"}) {
    ASSERT_NE(book.find(name), nullptr) << name;
    EXPECT_EQ(book.find(name)->name, "顺丰速运");
  }
  EXPECT_EQ(book.find("ems")->name, "邮政EMS");
  EXPECT_EQ(book.find("没有的品牌"), nullptr);
  EXPECT_EQ(book.find(""), nullptr);
  EXPECT_EQ(book.by_id(book.find("圆通")->id), book.find("圆通速递"));
  EXPECT_EQ(book.by_id(0), nullptr);
}

TEST(Brands, no_alias_belongs_to_two_brands) {
  auto brands = numbered_brands();
  BrandBook book(brands);
  for (const Brand& b : brands) {
    EXPECT_EQ(book.find(b.name)->id, b.id) << b.name;
    for (const auto& alias : b.aliases) EXPECT_EQ(book.find(alias)->id, b.id) << alias;
  }
  EXPECT_EQ(std::count_if(brands.begin(), brands.end(), [](const Brand& b) { return b.trade == "快递"; }),
            27);
}

std::string unit_code(const std::string& first_17) { return first_17 + credit_code_check_digit(first_17); }

Employer good_unit() {
  Employer e;
  e.name = "某某快递有限公司";
  e.credit_code = unit_code("91330621MA2D00000");
  e.township_code = "330603001";
  return e;
}

TEST(UnitRules, each_fault_is_told_with_its_reason) {
  EXPECT_EQ(reason_of(judge_employer(good_unit(), nullptr)), "");
  Employer other = good_unit();
  const std::pair<const char*, std::function<void(Employer&)>> cases[] = {
      {"unit.name_length", [](Employer& e) { e.name = "厂"; }},
      {"unit.credit_code_of_union", [](Employer& e) { e.credit_code = unit_code("81330603MC0000001"); }},
      {"unit.credit_code_length", [](Employer& e) { e.credit_code = "9133"; }},
      {"unit.credit_code_check",
       [](Employer& e) { e.credit_code.back() = e.credit_code.back() == '0' ? '1' : '0'; }},
      {"unit.township_code", [](Employer& e) { e.township_code = "33060"; }},
      {"unit.employees", [](Employer& e) { e.employees = -1; }},
  };
  for (const auto& [reason, spoil] : cases) {
    Employer e = good_unit();
    spoil(e);
    EXPECT_EQ(reason_of(judge_employer(e, nullptr)), reason);
  }
  EXPECT_EQ(reason_of(judge_employer(good_unit(), &other)), "unit.credit_code_taken");
}

class Units : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const char* server = std::getenv("NIANGJIA_TEST_PG");
    if (GetParam() == "postgres" && !server) GTEST_SKIP() << "NIANGJIA_TEST_PG names no server";
    clock_.at = system_clock().now();  // ids of one server never meet, whatever ran there before
    vault_ = must(Vault::open(folder_.file("keys"), CipherSuite::aes_256_gcm, true));
    database_ = must(store::Database::open(GetParam() == "postgres" ? server : folder_.file("test.db")));
    realm_ = ids_.next();
    must(database_->write([&](store::WriteTx& tx) -> Result<bool> {
      CHECK_OK(store::migrate(tx, migrations_in_source()));
      CHECK_OK(seed_brands(tx, ids_, realm_, brands_text()));
      return true;
    }));
    house_ = std::make_unique<House>(House{*database_, *vault_, clock_, ids_});
    county_.realm_id = realm_;
    county_.account_id = 7;
    county_.held.push_back({"county_organiser", 1, "0001", "区总工会"});
    keeper_ = county_;
    keeper_.held = {{"union_keeper", 2, "00010002", "某某工会"}};
  }
  TrialFolder folder_;
  TrialClock clock_;
  IdMaker ids_{clock_, static_cast<int>(::getpid() % 1024)};
  std::shared_ptr<Vault> vault_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<House> house_;
  Id realm_ = 0;
  Actor county_, keeper_;
};

TEST_P(Units, are_entered_once_by_code_and_found_by_code_or_name) {
  Employer e = must(create_employer(*house_, county_, good_unit()));
  EXPECT_EQ(reason_of(create_employer(*house_, county_, good_unit())), "unit.credit_code_taken");
  must(database_->read([&](store::ReadTx& tx) -> Result<bool> {
    EXPECT_EQ(find_employer_like(tx, realm_, e.credit_code, "别的名")->id, e.id);
    EXPECT_EQ(find_employer_like(tx, realm_, "", e.name_key)->id, e.id);
    EXPECT_FALSE(find_employer_like(tx, realm_, unit_code("91330621MA2D00001"), e.name_key));
    EXPECT_FALSE(find_employer_like(tx, realm_ + 1, e.credit_code, e.name_key));
    return true;
  }));
}

TEST_P(Units, an_edit_on_what_another_has_changed_is_told) {
  Employer e = must(create_employer(*house_, county_, good_unit()));
  Employer edited = must(edit_employer(*house_, county_, e.id, e.updated_at, "{\"address\":\"甲路1号\"}"));
  EXPECT_GT(edited.updated_at.ms, e.updated_at.ms);
  EXPECT_EQ(reason_of(edit_employer(*house_, county_, e.id, e.updated_at, "{\"address\":\"乙路2号\"}")),
            "unit.edited_meanwhile");
  EXPECT_EQ(reason_of(edit_employer(*house_, keeper_, e.id, edited.updated_at, "{\"address\":\"x\"}")),
            "unit.missing");
}

TEST_P(Units, lists_stay_inside_the_scope_and_brands_are_seeded_once) {
  for (int i = 0; i < 5; ++i) {
    Employer e = good_unit();
    e.credit_code.clear();
    e.name = "第" + std::to_string(i) + "物流公司";
    must(create_employer(*house_, county_, e));
  }
  must(database_->write([&](store::WriteTx& tx) { return seed_brands(tx, ids_, realm_, brands_text()); }));
  must(database_->read([&](store::ReadTx& tx) -> Result<bool> {
    Scope all = visible(county_, "employers.read");
    auto first = list_employers(tx, all, {}, 0, 3);
    EXPECT_EQ(first.items.size(), 3u);
    EXPECT_EQ(first.total, 5);
    auto second = list_employers(tx, all, {}, first.next, 3);
    EXPECT_EQ(second.items.size(), 2u);
    EXPECT_EQ(second.next, 0);
    // Ordered by name, upwards and downwards, a page of two at a time: every unit once, in order.
    for (const char* asked : {"name", "-name"}) {
      EmployerFilter filter = must(read_employer_filter(tx, realm_, {{"sort", asked}}));
      std::string order;
      for (Id after = 0;;) {
        auto page = list_employers(tx, all, filter, after, 2);
        for (const Employer& e : page.items) order += e.name.substr(3, 1);
        if (after = page.next; !after) break;
      }
      EXPECT_EQ(order, *asked == '-' ? "43210" : "01234");
    }
    EXPECT_EQ(reason_of(read_employer_filter(tx, realm_, {{"sort", "phone"}})), "query.invalid");
    EXPECT_EQ(reason_of(read_outlet_filter(tx, realm_, {{"sort", "-total_count"}})), "");
    EXPECT_EQ(list_employers(tx, all, {"", "第3", "", {}}, 0, 9).total, 1);
    EXPECT_EQ(list_employers(tx, all, {"", "100%", "", {}}, 0, 9).total, 0);
    EXPECT_EQ(list_employers(tx, visible(keeper_, "employers.read"), {}, 0, 9).total, 0);
    EXPECT_EQ(list_brands(tx, realm_).size(), read_brands(brands_text()).size());
    EXPECT_EQ(count_brands(tx, all, 0, 500).size(), read_brands(brands_text()).size());
    EXPECT_EQ(reason_of(read_outlet_filter(tx, realm_, {{"brand", "没有的品牌"}})), "query.invalid");
    EXPECT_EQ(reason_of(read_limit({{"limit", "501"}})), "query.invalid");
    return true;
  }));
}

INSTANTIATE_TEST_SUITE_P(Employers, Units, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return info.param; });

TEST(ListBook, holds_the_columns_asked_for_in_their_order_and_every_row) {
  auto columns = sheet::book_columns(employer_shape, {{"township_name", "镇街"}},
                                     "township_name,name,nothing,name,employees");
  ASSERT_EQ(columns.size(), 3u);
  int rows = 0;
  Employer e = good_unit();
  e.name = "=某某公司";
  e.employees = 12;
  const auto [path, listed] = must(sheet::write_book(
      "单位", "导出人：王干事", {}, columns, [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
        if (rows++ == 2) return false;
        for (const auto& c : columns)
          cells.push_back(c.field ? sheet::book_cell(*c.field, &e) : sheet::text_cell("柯桥街道"));
        return true;
      }));
  auto book = must(sheet::Workbook::open(path));
  std::vector<std::string> seen;
  must(book->read(0, [&](const sheet::Row& row) {
    for (const auto& cell : row.cells) seen.emplace_back(cell.text);
    return true;
  }));
  std::filesystem::remove(path);
  EXPECT_EQ(seen, (std::vector<std::string>{"导出人：王干事", "镇街", "单位名称", "职工数", "柯桥街道",
                                            "=某某公司", "12", "柯桥街道", "=某某公司", "12"}));
}

}  // namespace
}  // namespace niangjia::employers
