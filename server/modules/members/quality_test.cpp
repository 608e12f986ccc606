#include "modules/members/quality.h"

#include <algorithm>
#include <map>
#include <random>

#include "modules/members/test_house.h"

namespace niangjia::members {
namespace {

UnionQuality counted(Id id, std::int64_t qualified, std::int64_t members, std::string township = {}) {
  UnionQuality u;
  u.id = id, u.name = "第" + std::to_string(id) + "工会", u.members = members, u.qualified = qualified;
  u.unqualified = members - qualified, u.share = share_text(qualified, members), u.township_code = std::move(township);
  return u;
}
std::vector<Id> ids_of(const std::vector<UnionQuality>& unions) {
  std::vector<Id> ids;
  for (const auto& u : unions) ids.push_back(u.id);
  return ids;
}

TEST(Quality, a_share_is_cut_and_not_rounded) {
  EXPECT_EQ(share_text(3094, 6126), "50.50%");
  EXPECT_EQ(share_text(59'999, 60'000), "99.99%") << "one is not in order";
  EXPECT_EQ(share_text(1, 30), "3.33%");
  EXPECT_EQ(share_text(0, 7), "0.00%");
  EXPECT_EQ(share_text(7, 7), "100.00%");
  EXPECT_EQ(share_text(0, 0), "100.00%");
}

TEST(Quality, the_worst_stands_first_and_of_alike_ones_the_larger) {
  const auto all = asked_of({counted(1, 9, 10), counted(2, 90, 100), counted(3, 0, 1), counted(4, 5, 5), counted(5, 9, 10)},
                            {}, 95);
  EXPECT_EQ(ids_of(all), (std::vector<Id>{3, 2, 1, 5, 4}));
  const UnionQuality sum = sum_of(all);
  EXPECT_EQ(sum.members, 126);
  EXPECT_EQ(sum.qualified, 113);
  EXPECT_EQ(sum.unqualified, 13);
  EXPECT_EQ(sum.share, "89.68%");
}

TEST(Quality, is_asked_for_by_township_by_words_and_by_the_share_that_is_wanted) {
  const std::vector<UnionQuality> all{counted(1, 95, 100, "330603001"), counted(2, 949, 1000, "330603002"),
                                      counted(3, 1, 2, "330603001")};
  QualityQuestion q;
  q.is_below = true;
  EXPECT_EQ(ids_of(asked_of(all, q, 95)), (std::vector<Id>{3, 2})) << "95 of a hundred is not below 95 percent";
  q.township_code = "330603001";
  EXPECT_EQ(ids_of(asked_of(all, q, 95)), std::vector<Id>{3});
  q = {};
  q.words = "第2";
  EXPECT_EQ(ids_of(asked_of(all, q, 95)), std::vector<Id>{2});
}

TEST(Quality, page_after_page_holds_each_union_once) {
  std::mt19937 dice(7);
  std::vector<UnionQuality> all;
  for (Id id = 1; id <= 300; ++id) {
    const std::int64_t members = 1 + dice() % 6;
    all.push_back(counted(id, dice() % (members + 1), members));
  }
  sort_worst_first(all);
  for (std::size_t i = 1; i < all.size(); ++i) {
    EXPECT_TRUE(stands_before(place_of(all[i - 1]), place_of(all[i])));
    EXPECT_FALSE(stands_before(place_of(all[i]), place_of(all[i - 1])));
  }
}

class QualityRows : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!has_engine(GetParam())) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
    t = std::make_unique<TestHouse>(GetParam());
  }
  // Members of two unions and of the township itself, some without a telephone, with a landline, with that of another,
  // without a category; some left or are retained, one is gone into another record.
  void settle_people() {
    std::mt19937 dice(11);
    for (int n = 1; n <= 60; ++n) {
      MemberEntry e = t->entry(n, n % 5 == 0 ? t->township : n % 2 ? t->union_a : t->union_b);
      const auto chance = dice() % 6;
      e.phone = chance == 0 ? "" : chance == 1 ? "0575-84123456" : "139" + std::to_string(10000000 + dice() % 40);
      e.category = dice() % 4 ? 13 : 0;
      auto made = create_member(t->house(), t->organiser, e);
      ASSERT_TRUE(made) << made.problem().message;
      people.push_back(made->id);
    }
    for (int i = 0; i < 6; ++i)
      ASSERT_TRUE(change_standing(t->house(), t->organiser, people[static_cast<std::size_t>(i)], 0,
                                  TestHouse::change(i % 2 ? EventKind::leave : EventKind::retain)));
    ASSERT_TRUE(merge_people(t->house(), t->organiser, people[20], people[21]));
    ASSERT_TRUE(t->database().write([&](store::WriteTx& tx) -> Result<void> {
      tx.execute("UPDATE person SET joined_on = NULL WHERE realm_id = ? AND id IN (?, ?, ?)",
                 {t->realm_id, people[30], people[31], people[32]});
      return {};
    }));
  }
  std::vector<UnionQuality> seen_by(const Actor& actor, const std::string& under = {}) {
    return *t->database().read([&](store::ReadTx& tx) -> Result<std::vector<UnionQuality>> {
      auto all = quality_of_unions(tx, visible(actor, "members.read"), under);
      sort_worst_first(all);
      return all;
    });
  }
  std::int64_t rows_behind(const UnionQuality& u, int problem) {
    return *t->database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
      PersonQuery q;
      q.under_path = place_of_union(tx, t->realm_id, u.id)->path;
      q.only_here = q.only_counted = true;
      q.problem_bit = problem;
      q.limit = kLargestBound;
      const Scope scope = visible(t->organiser, "members.read");
      auto rows = list_people(tx, scope, q);
      EXPECT_EQ(static_cast<std::int64_t>(rows.size()), count_people(tx, scope, q));
      tell_problems(tx, t->realm_id, rows, true);
      for (const Person& p : rows) EXPECT_TRUE(!problem || (p.problems & problem)) << "listed, and nothing is said to be wrong";
      return static_cast<std::int64_t>(rows.size());
    });
  }
  std::unique_ptr<TestHouse> t;
  std::vector<Id> people;
};

TEST_P(QualityRows, every_number_is_as_many_rows_as_it_opens_to) {
  settle_people();
  const auto all = seen_by(t->organiser);
  ASSERT_EQ(all.size(), 3u);
  std::int64_t members = 0, shared = 0;
  for (const UnionQuality& u : all) {
    EXPECT_EQ(u.members, rows_behind(u, 0)) << u.name;
    EXPECT_EQ(u.unqualified, rows_behind(u, kDisqualifying)) << u.name;
    EXPECT_EQ(u.no_phone, rows_behind(u, kNoPhone)) << u.name;
    EXPECT_EQ(u.phone_not_mobile, rows_behind(u, kPhoneNotMobile)) << u.name;
    EXPECT_EQ(u.no_phone + u.phone_not_mobile, rows_behind(u, kNoMobile)) << u.name;
    EXPECT_EQ(u.no_category, rows_behind(u, kNoCategory)) << u.name;
    EXPECT_EQ(u.no_join_date, rows_behind(u, kNoJoinDate)) << u.name;
    EXPECT_EQ(u.phone_shared, rows_behind(u, kPhoneShared)) << u.name;
    EXPECT_EQ(u.qualified + u.unqualified, u.members);
    members += u.members, shared += u.phone_shared;
  }
  EXPECT_EQ(members, 53) << "sixty, less six who left or are retained, less one who was two";
  EXPECT_GT(shared, 0);
  EXPECT_GT(sum_of(all).no_join_date, 0);
}

TEST_P(QualityRows, are_those_of_the_scope_and_of_the_chosen_union) {
  settle_people();
  const auto own = seen_by(t->keeper_a);
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].id, t->union_a);
  EXPECT_EQ(seen_by(t->organiser, "aaaabbbbdddd").size(), 1u);
  EXPECT_EQ(seen_by(t->keeper_a, "aaaabbbbdddd").size(), 0u) << "a union that is not theirs";
  EXPECT_EQ(seen_by(t->leader).size(), 0u) << "who reads figures reads no list of people";
}

TEST_P(QualityRows, a_telephone_shared_with_somebody_is_told_and_leaves_the_record_in_order) {
  MemberEntry one = t->entry(1, t->union_a), other = t->entry(2, t->union_a);
  other.phone = one.phone;
  one.category = other.category = 13;
  ASSERT_TRUE(create_member(t->house(), t->organiser, one));
  auto second = create_member(t->house(), t->organiser, other);
  ASSERT_TRUE(second);
  auto seen = seen_by(t->keeper_a);
  EXPECT_EQ(seen[0].phone_shared, 2);
  EXPECT_EQ(seen[0].qualified, 2);
  ASSERT_TRUE(edit_member(t->house(), t->keeper_a, second->id, second->version, R"({"phone":"13700000001"})"));
  EXPECT_EQ(seen_by(t->keeper_a)[0].phone_shared, 0) << "the other is alone with it now";
}

TEST_P(QualityRows, a_day_of_joining_is_filled_in_where_there_is_none_and_changed_nowhere) {
  Person p = t->join(1, t->union_a);
  const std::string day = R"({"joined_on":"2021-03-02"})";
  auto refused = edit_member(t->house(), t->keeper_a, p.id, p.version, day);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problem().fields[0].path, "joined_on");
  ASSERT_TRUE(t->database().write([&](store::WriteTx& tx) -> Result<void> {
    tx.execute("UPDATE person SET joined_on = NULL WHERE realm_id = ? AND id = ?", {t->realm_id, p.id});
    return {};
  }));
  EXPECT_EQ(seen_by(t->keeper_a)[0].no_join_date, 1);
  for (const char* wrong : {R"({"joined_on":"2021-11-13"})", R"({"joined_on":"2005-12-31"})"})
    EXPECT_FALSE(edit_member(t->house(), t->keeper_a, p.id, p.version, wrong)) << wrong;
  ASSERT_TRUE(edit_member(t->house(), t->keeper_a, p.id, p.version, day));
  EXPECT_EQ(seen_by(t->keeper_a)[0].no_join_date, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, QualityRows, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace niangjia::members
