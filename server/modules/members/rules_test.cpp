#include "modules/members/rules.h"

#include <gtest/gtest.h>

namespace niangjia::members {
namespace {

constexpr Id kHere = 1, kThere = 2;

struct EventCase {
  const char* told;
  StandingState state;
  EventKind kind;
  Id union_id;
  EventVerdict verdict;
};
class Events : public testing::TestWithParam<EventCase> {};

TEST_P(Events, are_judged_by_the_standing_before) {
  const auto& c = GetParam();
  EXPECT_EQ(judge_event(c.state, c.kind, c.union_id), c.verdict) << c.told;
}

// In the order of the scenario's article on members.
INSTANTIATE_TEST_SUITE_P(
    Table, Events,
    testing::Values(
        EventCase{"unknown joins", {}, EventKind::join, kHere, EventVerdict::apply},
        EventCase{"worker of a roster joins",
                  {true, Standing::none, 0},
                  EventKind::join,
                  kHere,
                  EventVerdict::apply},
        EventCase{"who left joins again",
                  {true, Standing::left, kHere},
                  EventKind::join,
                  kHere,
                  EventVerdict::apply},
        EventCase{"expelled joins again",
                  {true, Standing::expelled, kHere},
                  EventKind::join,
                  kHere,
                  EventVerdict::apply},
        EventCase{"active here",
                  {true, Standing::active, kHere},
                  EventKind::join,
                  kHere,
                  EventVerdict::already_member},
        EventCase{"moving out of here",
                  {true, Standing::moving_out, kHere},
                  EventKind::join,
                  kHere,
                  EventVerdict::already_member},
        EventCase{"active there",
                  {true, Standing::active, kThere},
                  EventKind::join,
                  kHere,
                  EventVerdict::becomes_transfer},
        EventCase{"retained here",
                  {true, Standing::retained, kHere},
                  EventKind::join,
                  kHere,
                  EventVerdict::becomes_restore},
        EventCase{"retained there",
                  {true, Standing::retained, kThere},
                  EventKind::join,
                  kHere,
                  EventVerdict::becomes_restore},
        EventCase{
            "deceased", {true, Standing::deceased, kHere}, EventKind::join, kHere, EventVerdict::not_active},
        EventCase{"in from outside", {}, EventKind::transfer_in, kHere, EventVerdict::apply},
        EventCase{"in, active there",
                  {true, Standing::active, kThere},
                  EventKind::transfer_in,
                  kHere,
                  EventVerdict::becomes_transfer},
        EventCase{"in, active here",
                  {true, Standing::active, kHere},
                  EventKind::transfer_in,
                  kHere,
                  EventVerdict::already_member},
        EventCase{"in, retained",
                  {true, Standing::retained, kThere},
                  EventKind::transfer_in,
                  kHere,
                  EventVerdict::apply},
        EventCase{"restore unknown", {}, EventKind::restore, kHere, EventVerdict::unknown_person},
        EventCase{"restore active",
                  {true, Standing::active, kHere},
                  EventKind::restore,
                  kHere,
                  EventVerdict::already_member},
        EventCase{"restore retained",
                  {true, Standing::retained, kHere},
                  EventKind::restore,
                  kHere,
                  EventVerdict::apply},
        EventCase{"restore who left",
                  {true, Standing::left, kHere},
                  EventKind::restore,
                  kHere,
                  EventVerdict::not_active},
        EventCase{"leave unknown", {}, EventKind::leave, kHere, EventVerdict::unknown_person},
        EventCase{
            "leave active", {true, Standing::active, kHere}, EventKind::leave, kHere, EventVerdict::apply},
        EventCase{"leave retained",
                  {true, Standing::retained, kHere},
                  EventKind::leave,
                  kHere,
                  EventVerdict::not_active},
        EventCase{
            "retain worker", {true, Standing::none, 0}, EventKind::retain, kHere, EventVerdict::not_active},
        EventCase{"out, active",
                  {true, Standing::moving_out, kHere},
                  EventKind::transfer_out,
                  kHere,
                  EventVerdict::apply},
        EventCase{
            "expel active", {true, Standing::active, kHere}, EventKind::expel, kHere, EventVerdict::apply},
        EventCase{"death of who left",
                  {true, Standing::left, kHere},
                  EventKind::death,
                  kHere,
                  EventVerdict::not_active}));

TEST(Standing, only_active_and_moving_out_count) {
  EXPECT_EQ(net_effect(Standing::none, Standing::active), 1);
  EXPECT_EQ(net_effect(Standing::active, Standing::moving_out), 0);
  EXPECT_EQ(net_effect(Standing::moving_out, Standing::left), -1);
  EXPECT_EQ(net_effect(Standing::active, Standing::retained), -1);
  EXPECT_EQ(net_effect(Standing::retained, Standing::active), 1);
  EXPECT_EQ(net_effect(Standing::retained, Standing::left), 0);
  EXPECT_EQ(standing_after(EventKind::transfer_out), Standing::left);
  EXPECT_EQ(standing_after(EventKind::death), Standing::deceased);
  EXPECT_EQ(standing_after(EventKind::moved_with_union), Standing::active);
}

const Date today = *Date::from_ymd(2021, 11, 12);

JoinInput good_join() {
  return {read_identity("11010519491231002X", false, today), read_phone("13800001234"),
          *Date::from_ymd(2021, 3, 1), today, 13};
}

TEST(Join, verdicts_come_in_order) {
  JoinInput input = good_join();
  EXPECT_EQ(judge_join(input), JoinVerdict::ok);
  input.category = 99;
  EXPECT_EQ(judge_join(input), JoinVerdict::category_unknown);
  input.joined_on = *Date::from_ymd(1960, 1, 1);
  EXPECT_EQ(judge_join(input), JoinVerdict::day_before_sixteen);
  input.joined_on = today.plus_days(1);
  EXPECT_EQ(judge_join(input), JoinVerdict::day_in_future);
  input.phone = read_phone("12");
  EXPECT_EQ(judge_join(input), JoinVerdict::phone_wrong);
  input.identity.born_on = Date::from_ymd(2005, 11, 13);
  EXPECT_EQ(judge_join(input), JoinVerdict::under_age);
  input.identity.born_on = Date::from_ymd(2005, 11, 12);  // sixteen today
  EXPECT_EQ(judge_join(input), JoinVerdict::phone_wrong);
  input.identity.verdict = IdentityVerdict::bad_check_digit;
  EXPECT_EQ(judge_join(input), JoinVerdict::identity_wrong);
}

TEST(Change, verdicts_come_in_order) {
  ChangeInput input{EventKind::leave,           Standing::active, today, today,
                    Date::from_ymd(2021, 3, 1), "本人要求",       {}};
  EXPECT_EQ(judge_change(input), ChangeVerdict::ok);
  input.reason = "";
  EXPECT_EQ(judge_change(input), ChangeVerdict::reason_missing);
  input.kind = EventKind::transfer_out;
  EXPECT_EQ(judge_change(input), ChangeVerdict::other_union_missing);
  input.on = *Date::from_ymd(2021, 2, 28);
  EXPECT_EQ(judge_change(input), ChangeVerdict::day_before_last);
  input.on = today.plus_days(1);
  EXPECT_EQ(judge_change(input), ChangeVerdict::day_in_future);
  input.standing = Standing::retained;
  EXPECT_EQ(judge_change(input), ChangeVerdict::not_active);
  input.standing = Standing::deceased;
  EXPECT_EQ(judge_change(input), ChangeVerdict::deceased);
  input.standing = Standing::active;
  input.kind = EventKind::join;
  EXPECT_EQ(judge_change(input), ChangeVerdict::already_active);
  input.kind = EventKind::moved_with_union;
  EXPECT_EQ(judge_change(input), ChangeVerdict::kind_not_by_hand);
}

TEST(Likeness, needs_two_of_three) {
  Person a, b;
  a.name = "王伟", b.name = "王卫";
  a.phone_index.bytes = b.phone_index.bytes = "same";
  a.born_on = Date::from_ymd(1990, 1, 1), b.born_on = Date::from_ymd(1991, 1, 1);
  EXPECT_LT(likeness_of(a, b).score, kLikelyScore) << "a couple shares a phone";
  b.name = a.name;
  EXPECT_EQ(likeness_of(a, b).score, 80);
  b.born_on = a.born_on;
  EXPECT_EQ(likeness_of(a, b).score, 100);
  b.phone_index.bytes = "other";
  EXPECT_EQ(likeness_of(a, b).score, 60);
  EXPECT_EQ(likeness_of(a, b).reasons, (std::vector<std::string>{"same_name", "same_birth"}));
  a.phone_index.bytes.clear(), b.phone_index.bytes.clear(), b.name = "李";
  EXPECT_LT(likeness_of(a, b).score, kLikelyScore) << "two people without a phone have none in common";
}

TEST(Place, of_a_pair_is_above_both) {
  EXPECT_EQ(common_path("aaaabbbbcccc", "aaaabbbbdddd"), "aaaabbbb");
  EXPECT_EQ(common_path("aaaabbbb", "aaaabbbbdddd"), "aaaabbbb");
  EXPECT_EQ(common_path("aaaabbbc", "aaaabbbd"), "aaaa");
  EXPECT_EQ(common_path("", "aaaa"), "");
}

TEST(OpenChanges, are_those_the_judge_lets_pass_and_nothing_else) {
  const auto words = [](Standing standing) {
    std::string out;
    for (EventKind kind : open_changes(standing)) out += std::string(record::word_of(kind)) + " ";
    return out;
  };
  EXPECT_EQ(words(Standing::active), "retain transfer_out expel leave death ");
  EXPECT_EQ(words(Standing::retained), "transfer_in restore ");
  EXPECT_EQ(words(Standing::left), "join transfer_in ");
  EXPECT_EQ(words(Standing::deceased), "");
  for (const auto& standing : {Standing::active, Standing::retained, Standing::left, Standing::expelled})
    for (EventKind kind : open_changes(standing)) {
      ChangeInput input{kind,       standing,  *Date::from_ymd(2021, 5, 1), *Date::from_ymd(2021, 5, 1), {},
                        "本人要求", "外地工会"};
      EXPECT_EQ(judge_change(input), ChangeVerdict::ok) << record::word_of(kind);
    }
}

}  // namespace
}  // namespace niangjia::members
