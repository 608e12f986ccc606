#include "modules/founding/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace niangjia::founding {
namespace {

const Date kToday = *Date::from_ymd(2021, 11, 12);

std::string told(const Result<void>& verdict) { return verdict.ok() ? "" : verdict.problem().message; }
bool says(const Result<void>& verdict, std::string_view part) {
  if (verdict.ok()) return false;
  for (const auto& f : verdict.problem().fields)
    if (f.message.find(part) != std::string::npos) return true;
  return false;
}

FoundingPerson person(Body body, std::string name, std::string post = "member", std::int64_t votes = 0) {
  FoundingPerson p;
  p.body = body;
  p.name = std::move(name);
  p.post = std::move(post);
  p.votes = votes;
  return p;
}
FoundingBallot ballot(Body body, std::int64_t seats, std::int64_t n = 0) {
  FoundingBallot b;
  b.body = body;
  b.seats = seats;
  b.issued = b.returned = b.valid = n;
  return b;
}

// Three seats, four candidates, a chair among them.
Nomination good_nomination() {
  Nomination n;
  n.ballots = {ballot(Body::committee, 3)};
  n.candidates = {person(Body::committee, "甲", "chair"), person(Body::committee, "乙"),
                  person(Body::committee, "丙"), person(Body::committee, "丁")};
  return n;
}

// 应到 120, 实到 100 (DOMAIN, appendix D).
Election good_election() {
  Election e;
  e.meeting = Meeting::members;
  e.on = kToday;
  e.due_count = 120;
  e.present_count = 100;
  e.ballots = {ballot(Body::committee, 3, 100)};
  e.candidates = {person(Body::committee, "甲", "chair", 90), person(Body::committee, "乙", "member", 80),
                  person(Body::committee, "丙", "member", 61), person(Body::committee, "丁", "member", 60)};
  return e;
}

TEST(Steps, lead_only_where_the_picture_says) {
  EXPECT_EQ(state_after(CaseKind::founding, CaseState::surveyed, Act::request), CaseState::requested);
  EXPECT_EQ(state_after(CaseKind::founding, CaseState::requested, Act::approve), std::nullopt);
  EXPECT_EQ(state_after(CaseKind::founding, CaseState::reported, Act::send_back), CaseState::electing);
  EXPECT_EQ(state_after(CaseKind::founding, CaseState::founded, Act::withdraw), std::nullopt)
      << "what is approved is not given up";
  EXPECT_EQ(state_after(CaseKind::founding, CaseState::electing, Act::pause), CaseState::paused);
  EXPECT_TRUE(open_acts(CaseKind::founding, CaseState::archived).empty());
  EXPECT_EQ(open_acts(CaseKind::founding, CaseState::paused), (std::vector<Act>{Act::resume, Act::withdraw}));
}

TEST(Steps, have_their_limits) {
  EXPECT_EQ(due_after(CaseState::reported, kToday), kToday.plus_days(15));
  EXPECT_EQ(due_after(CaseState::surveyed, kToday), std::nullopt);
}

TEST(Sizes, follow_the_number_of_members) {
  EXPECT_EQ(size_rule(24).seats_to, 5);
  EXPECT_EQ(size_rule(25).seats_to, 7);
  EXPECT_EQ(size_rule(201).seats_from, 7);
  EXPECT_EQ(size_rule(1000).delegates_to, 60);
  EXPECT_EQ(size_rule(60'000).seats_to, 45);
}

TEST(JudgeCase, a_joint_union_covers_many_and_a_single_one_one) {
  FoundingCase c;
  c.name = "某某有限公司工会委员会";
  EXPECT_EQ(told(judge_case(c, false, 1)), "");
  EXPECT_TRUE(says(judge_case(c, false, 2), "联合基层工会"));
  EXPECT_TRUE(says(judge_case(c, true, 1), "不能批复建会"));
  EXPECT_TRUE(says(judge_case(c, false, 0), "至少一个"));
  c.type = unions::UnionType::joint_basic;
  EXPECT_EQ(told(judge_case(c, false, 168)), "");
}

TEST(JudgeNomination, names_the_rule_that_is_broken) {
  EXPECT_EQ(told(judge_nomination(good_nomination(), 120, 0, kToday)), "");
  Nomination n = good_nomination();
  n.candidates.pop_back();
  EXPECT_TRUE(says(judge_nomination(n, 120, 0, kToday), "差额率不足 5%"));
  n = good_nomination();
  n.ballots[0].seats = 8;
  EXPECT_TRUE(says(judge_nomination(n, 120, 0, kToday), "应为 3 至 7 人"));
  n = good_nomination();
  n.candidates[0].bars = {"personnel"};
  EXPECT_TRUE(says(judge_nomination(n, 120, 0, kToday), "不得作为工会主席、副主席候选人"));
  n = good_nomination();
  n.candidates[1].bars = {"executive"};
  EXPECT_TRUE(says(judge_nomination(n, 120, 0, kToday), "不得作为工会委员会成员"));
  n = good_nomination();
  n.candidates[1].bars = {"personnel"};
  EXPECT_EQ(told(judge_nomination(n, 120, 0, kToday)), "") << "a personnel officer may be a member";
  EXPECT_TRUE(says(judge_nomination(good_nomination(), 120, 10, kToday), "女职工委员会"));
  EXPECT_EQ(told(judge_nomination(good_nomination(), 120, 9, kToday)), "");
  EXPECT_TRUE(says(judge_nomination(good_nomination(), 0, 0, kToday), "还没有会员"));
}

TEST(JudgeNomination, keeps_the_audit_committee_apart) {
  Nomination n = good_nomination();
  n.ballots.push_back(ballot(Body::audit, 3));
  for (const char* name : {"戊", "己", "庚", "甲"}) n.candidates.push_back(person(Body::audit, name));
  EXPECT_TRUE(says(judge_nomination(n, 120, 0, kToday), "甲是工会主席"));
  n.candidates.back() = person(Body::audit, "辛");
  EXPECT_EQ(told(judge_nomination(n, 120, 0, kToday)), "");
  n.candidates.back().bars = {"finance"};
  EXPECT_TRUE(says(judge_nomination(n, 120, 0, kToday), "财务人员"));
}

TEST(JudgeElection, needs_two_thirds_present) {
  Election e = good_election();
  EXPECT_EQ(told(judge_election(e, 120, kToday, kToday)), "");
  e.present_count = 80;
  e.ballots = {ballot(Body::committee, 3, 80)};
  e.candidates[0].votes = 80;
  e.candidates[3].votes = 0;
  EXPECT_EQ(told(judge_election(e, 120, kToday, kToday)), "");
  e.present_count = 79;
  EXPECT_TRUE(says(judge_election(e, 120, kToday, kToday), "不足三分之二"));
}

TEST(JudgeElection, of_ballots_that_do_not_add_up_is_void) {
  Election e = good_election();
  e.ballots[0].returned = 101;
  EXPECT_TRUE(says(judge_election(e, 120, kToday, kToday), "选举无效"));
  e = good_election();
  e.ballots[0].valid = 101;
  EXPECT_TRUE(says(judge_election(e, 120, kToday, kToday), "有效选票多于收回"));
  e = good_election();
  e.candidates[0].votes = 101;
  EXPECT_TRUE(says(judge_election(e, 120, kToday, kToday), "多于有效选票"));
  e = good_election();
  e.candidates[3].votes = 100;
  EXPECT_TRUE(says(judge_election(e, 120, kToday, kToday), "应选名额之积"));
}

TEST(JudgeElection, form_of_the_meeting_follows_the_members) {
  Election e = good_election();
  e.meeting = Meeting::delegates;
  EXPECT_TRUE(says(judge_election(e, 99, kToday, kToday), "应召开会员大会"));
  EXPECT_TRUE(says(judge_election(e, 120, kToday, kToday), "代表应为 30 至 40 人"));
  e.meeting = Meeting::members;
  EXPECT_TRUE(says(judge_election(e, 121, kToday, kToday), "的会员人数 121 人"));
}

TEST(Elected, by_more_than_half_of_those_who_should_attend) {
  Election e = good_election();
  mark_elected(e);
  EXPECT_TRUE(e.candidates[2].is_elected) << "61 of 120";
  EXPECT_FALSE(e.candidates[3].is_elected) << "60 of 120";
  EXPECT_EQ(told(judge_outcome(e, 120)), "");
  e.candidates[0].votes = 60;
  mark_elected(e);
  EXPECT_TRUE(says(judge_outcome(e, 120), "主席候选人没有获得"));
}

TEST(Elected, a_tie_across_the_last_seat_elects_neither) {
  Election e = good_election();
  e.candidates[2].votes = e.candidates[3].votes = 61;
  mark_elected(e);
  EXPECT_FALSE(e.candidates[2].is_elected || e.candidates[3].is_elected);
  EXPECT_TRUE(says(judge_outcome(e, 120), "少于最低名额"));
}

RC_GTEST_PROP(Elected, are_never_more_than_the_seats_nor_less_than_half, ()) {
  Election e = good_election();
  e.due_count = *rc::gen::inRange(1, 300);
  e.ballots[0].seats = *rc::gen::inRange(1, 8);
  e.candidates.clear();
  for (int i = 0, n = *rc::gen::inRange(0, 12); i < n; ++i)
    e.candidates.push_back(person(Body::committee, std::to_string(i), "member", *rc::gen::inRange(0, 300)));
  mark_elected(e);
  std::int64_t elected = 0, worst = 1 << 20, best_left = -1;
  for (const auto& p : e.candidates) {
    if (p.is_elected)
      ++elected, worst = std::min(worst, p.votes);
    else
      best_left = std::max(best_left, p.votes);
    RC_ASSERT(!p.is_elected || p.votes * 2 > e.due_count);
  }
  RC_ASSERT(elected <= e.ballots[0].seats);
  RC_ASSERT(elected == 0 || best_left < worst || best_left * 2 <= e.due_count);
}

TEST(JudgeReport, term_is_three_or_five_years) {
  FoundingCase c;
  c.elected_on = kToday;
  EXPECT_EQ(told(judge_report(3, kToday, c, kToday)), "");
  EXPECT_TRUE(says(judge_report(4, kToday, c, kToday), "三年或五年"));
}

}  // namespace
}  // namespace niangjia::founding
