#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "modules/founding/rules.h"

namespace niangjia::founding {
namespace {

const Date kToday = *Date::from_ymd(2021, 11, 12);

bool says(const Result<void>& verdict, std::string_view path, std::string_view part) {
  if (verdict.ok()) return false;
  for (const auto& f : verdict.problem().fields)
    if (f.path == path && f.message.find(part) != std::string::npos) return true;
  return false;
}

// A union in its first term of five years, which ends at the end of 2021.
unions::Union standing() {
  unions::Union u;
  u.id = 7;
  u.parent_id = 1;
  u.name = "某某有限公司工会委员会";
  u.type = unions::UnionType::joint_basic;
  u.term_years = 5;
  u.term_from_on = Date::from_ymd(2017, 1, 1);
  u.term_to_on = Date::from_ymd(2021, 12, 31);
  u.committee_seats = 5;
  return u;
}
ChangeWish wish(CaseKind kind) {
  ChangeWish w;
  w.kind = kind;
  w.opinion = "企业搬迁";
  w.new_name = "某某集团有限公司工会委员会";
  w.to_parent_id = 2;
  w.term_to_on = Date::from_ymd(2022, 6, 30);
  w.seated = 4;
  return w;
}
Result<void> judged(const ChangeWish& w, const unions::Union& u = standing(), std::size_t units = 1) {
  return judge_change(w, u, units, kToday);
}

TEST(JudgeChange, lets_each_kind_pass_that_is_as_it_should_be) {
  for (CaseKind kind : {CaseKind::reelection, CaseKind::by_election, CaseKind::extension, CaseKind::rename,
                        CaseKind::resubordination, CaseKind::widening})
    EXPECT_TRUE(judged(wish(kind)).ok()) << record::label_of(kind);
  EXPECT_TRUE(says(judged(wish(CaseKind::founding)), "kind", "请选择"));
}

TEST(JudgeChange, asks_for_a_union_that_stands) {
  for (auto status :
       {unions::UnionStatus::preparing, unions::UnionStatus::dissolved, unions::UnionStatus::merged}) {
    unions::Union u = standing();
    u.status = status;
    auto verdict = judged(wish(CaseKind::rename), u);
    ASSERT_FALSE(verdict.ok());
    EXPECT_EQ(verdict.problem().reason, "founding.union_not_active");
  }
  unions::Union root = standing();
  root.parent_id = 0;
  EXPECT_FALSE(judged(wish(CaseKind::rename), root).ok())
      << "the federation itself is not this realm's to change";
}

TEST(JudgeChange, extends_a_term_by_half_a_year_at_most_however_often_it_is_asked) {
  ChangeWish w = wish(CaseKind::extension);
  w.term_to_on = Date::from_ymd(2022, 7, 1);
  EXPECT_TRUE(says(judged(w), "term_to_on", "最晚到 2022年6月30日"));
  unions::Union extended = standing();
  extended.term_to_on = Date::from_ymd(2022, 6, 30);
  w.term_to_on = Date::from_ymd(2022, 12, 31);
  EXPECT_TRUE(says(judged(w, extended), "term_to_on", "本届任期到 2021年12月31日"));
  w.term_to_on = extended.term_to_on;
  EXPECT_TRUE(says(judged(w, extended), "term_to_on", "应晚于现任期止"));
  unions::Union unknown = standing();
  unknown.term_from_on.reset(), unknown.term_to_on.reset();
  EXPECT_TRUE(says(judged(w, unknown), "term_to_on", "没有登记任期"));
  w.opinion = "";
  EXPECT_TRUE(says(judged(w), "opinion", "请写明事由"));
}

TEST(JudgeChange, asks_why_a_committee_is_elected_long_before_its_time) {
  ChangeWish w = wish(CaseKind::reelection);
  w.opinion = "";
  EXPECT_TRUE(judged(w).ok()) << "the term ends within half a year";
  unions::Union u = standing();
  u.term_to_on = Date::from_ymd(2022, 12, 31);
  EXPECT_TRUE(says(judged(w, u), "opinion", "提前换届请写明理由"));
  w.opinion = "主席退休";
  EXPECT_TRUE(judged(w, u).ok());
}

TEST(JudgeChange, tells_what_is_wrong_with_a_name_a_parent_and_a_unit) {
  ChangeWish w = wish(CaseKind::rename);
  w.new_name = " 某某有限公司工会委员会 ";
  EXPECT_TRUE(says(judged(w), "new_name", "相同"));
  w.new_name = "工会";
  EXPECT_TRUE(says(judged(w), "new_name", "4 至 60"));
  w = wish(CaseKind::resubordination);
  for (Id to : {Id{0}, Id{1}, Id{7}}) {
    w.to_parent_id = to;
    EXPECT_TRUE(says(judged(w), "to_parent_id", "新的上级工会"));
  }
  unions::Union single = standing();
  single.type = unions::UnionType::single_basic;
  EXPECT_TRUE(says(judged(wish(CaseKind::widening), single), "union_id", "联合基层工会"));
  EXPECT_TRUE(says(judged(wish(CaseKind::widening), standing(), 0), "units", "请选择"));
  w = wish(CaseKind::by_election);
  w.seated = 6;
  EXPECT_TRUE(says(judged(w), "seated", "0 至本届委员数 5"));
  w.on = kToday.plus_days(1);
  EXPECT_TRUE(says(judged(w), "on", "不能晚于今天"));
}

TEST(ByElection, of_a_chair_alone_needs_no_rival_and_of_members_does) {
  Nomination n;
  n.kind = CaseKind::by_election;
  n.seated = 4;
  FoundingBallot b;
  b.body = Body::committee;
  b.seats = 1;
  n.ballots = {b};
  FoundingPerson chair;
  chair.body = Body::committee;
  chair.name = "甲";
  chair.post = "chair";
  n.candidates = {chair};
  EXPECT_TRUE(judge_nomination(n, 100, 20, kToday).ok()) << "and the women's committee stands already";
  n.candidates[0].post = "member";
  EXPECT_TRUE(says(judge_nomination(n, 100, 20, kToday), "people", "差额率不足"));
  n.seated = 7;
  EXPECT_TRUE(says(judge_nomination(n, 100, 20, kToday), "ballots", "连同在任的 8 人"));
}

TEST(Kinds, go_only_their_own_way) {
  EXPECT_EQ(state_after(CaseKind::rename, CaseState::requested, Act::approve), CaseState::archived);
  EXPECT_EQ(state_after(CaseKind::rename, CaseState::requested, Act::prepare), std::nullopt);
  EXPECT_EQ(state_after(CaseKind::rename, CaseState::surveyed, Act::correct), CaseState::requested);
  EXPECT_EQ(state_after(CaseKind::founding, CaseState::surveyed, Act::correct), std::nullopt);
  EXPECT_EQ(state_after(CaseKind::founding, CaseState::requested, Act::approve), std::nullopt);
  EXPECT_EQ(state_after(CaseKind::reelection, CaseState::reported, Act::approve), CaseState::archived);
  EXPECT_EQ(state_after(CaseKind::founding, CaseState::reported, Act::approve), CaseState::founded);
  for (CaseKind kind : {CaseKind::founding, CaseKind::reelection, CaseKind::widening})
    EXPECT_FALSE(open_acts(kind, first_state(kind)).empty());
}

TEST(Articles, stand_behind_every_rule_that_is_cited) {
  EXPECT_EQ(cited("committee_size"), "（《工会基层组织选举工作条例》第八条）");
  EXPECT_THROW((void)cited("no_such_rule"), std::logic_error);
}

RC_GTEST_PROP(Terms, last_their_years_and_end_the_day_before, ()) {
  Date from = kToday.plus_days(*rc::gen::inRange(-20'000, 20'000));
  int years = *rc::gen::element(3, 5);
  Date end = years_after(from, years).plus_days(-1);
  RC_ASSERT(end.year() - from.year() == years ||
            (from.month() == 1 && from.day() == 1 && end.year() - from.year() == years - 1));
  auto days = 365 * years + 1;
  RC_ASSERT(from.plus_days(days - 3) <= end && end <= from.plus_days(days + 1));
}

}  // namespace
}  // namespace niangjia::founding
