#include "modules/founding/terms.h"

#include <gtest/gtest.h>

#include "modules/founding/actions.h"
#include "modules/founding/term_store.h"
#include "modules/members/test_house.h"
#include "modules/notices/notices.h"

namespace niangjia::founding {
namespace {

using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();
constexpr std::int64_t kDay_ms = 86'400'000;

class Terms : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
    set_term(t->union_a, "13900000001");
  }
  // The term ends on 2022-06-01; today is 2021-11-12.
  void set_term(Id union_id, const std::string& phone) {
    std::string sealed = t->house().vault.seal(phone, "trade_union", "chair_phone", union_id);
    auto set = t->database().write([&](store::WriteTx& tx) -> Result<void> {
      tx.execute(
          "UPDATE trade_union SET term_to_on = '2022-06-01', chair_phone_sealed = ? WHERE realm_id = ? AND "
          "id = ?",
          {record::Blob{sealed}, t->realm_id, union_id});
      return {};
    });
    ASSERT_TRUE(set.ok()) << set.problem().inside.text;
  }
  int remind() { return remind_terms(t->house(), t->realm_id).value(); }
  std::int64_t posted() { return t->count("SELECT count(*) FROM notice WHERE realm_id = ?"); }
  void to_day(const char* iso) {
    t->clock().instant.ms = static_cast<std::int64_t>(Date::parse_iso(iso)->days()) * kDay_ms;
  }
  std::unique_ptr<TestHouse> t;
};

TEST_P(Terms, are_told_three_times_however_often_the_upkeep_comes_by) {
  EXPECT_EQ(remind(), 0);
  int expected = 0;
  // 180, 90 and 30 days before; a day earlier it is too early.
  for (const char* day : {"2021-12-03", "2022-03-03", "2022-05-02"}) {
    to_day(Date::parse_iso(day)->plus_days(-1).iso().c_str());
    EXPECT_EQ(remind(), 0) << day;
    to_day(day);
    EXPECT_EQ(remind(), 1) << day;
    EXPECT_EQ(remind(), 0) << day;
    EXPECT_EQ(posted(), ++expected);
  }
  to_day("2022-06-02");
  EXPECT_EQ(remind(), 0);
}

TEST_P(Terms, of_a_server_that_slept_are_told_once_not_thrice) {
  to_day("2022-05-20");
  EXPECT_EQ(remind(), 1);
  EXPECT_EQ(remind(), 0);
}

TEST_P(Terms, without_a_mobile_phone_cost_no_message) {
  set_term(t->union_a, "0575-84120001");
  to_day("2022-05-20");
  EXPECT_EQ(remind(), 1) << "it is noted, for the cadre's list tells it";
  EXPECT_EQ(posted(), 0);
}

TEST_P(Terms, under_re_election_are_left_in_peace) {
  to_day("2022-05-20");
  ChangeWish wish;
  ASSERT_TRUE(open_change(t->house(), t->organiser, t->union_a, wish, {}).ok());
  EXPECT_EQ(remind(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, Terms, ::testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace niangjia::founding
