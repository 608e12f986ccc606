#include "modules/transfers/rules.h"

#include <gtest/gtest.h>

namespace niangjia::transfers {
namespace {

using members::Standing;

Date day(std::string_view iso) { return *Date::parse_iso(iso); }

AskInput good_ask() {
  AskInput in;
  in.standing = Standing::active;
  in.from_union_id = 1, in.to_union_id = 2;
  in.is_target_open = true;
  in.reason = "劳动关系转到乙厂";
  in.today = day("2021-11-12");
  return in;
}

TEST(TransferRules, refusals_of_asking_are_told_in_their_order) {
  AskInput in = good_ask();
  EXPECT_EQ(judge_ask(in), AskVerdict::ok);
  in.reason = " 转 ";
  EXPECT_EQ(judge_ask(in), AskVerdict::reason_missing);
  in.is_target_open = false;
  EXPECT_EQ(judge_ask(in), AskVerdict::target_closed);
  in.to_union_id = 1;
  EXPECT_EQ(judge_ask(in), AskVerdict::same_union);
  for (Standing s : {Standing::none, Standing::retained, Standing::left, Standing::expelled, Standing::deceased}) {
    in.standing = s;
    EXPECT_EQ(judge_ask(in), AskVerdict::not_counted);
  }
}

TEST(TransferRules, secondment_moves_from_six_full_months_on) {
  AskInput in = good_ask();
  in.kind = TransferKind::second;
  EXPECT_EQ(judge_ask(in), AskVerdict::until_missing);
  in.until_on = day("2022-05-11");
  EXPECT_EQ(judge_ask(in), AskVerdict::until_too_short);
  EXPECT_NE(sentence_of(AskVerdict::until_too_short, in).find("6 个月"), std::string::npos);
  in.until_on = day("2022-05-12");
  EXPECT_EQ(judge_ask(in), AskVerdict::ok);
}

TEST(TransferRules, another_federation_is_named_and_confirms_by_letter) {
  AskInput in = good_ask();
  in.kind = TransferKind::outward;
  in.to_union_id = 0, in.is_target_open = false;
  EXPECT_EQ(judge_ask(in), AskVerdict::outside_missing);
  in.other_union_name = "杭州市余杭区总工会";
  EXPECT_EQ(judge_ask(in), AskVerdict::ok);
  const Sides old_side{true, false}, nobody{};
  EXPECT_EQ(open_decisions(TransferState::outside, kFromSide, old_side),
            (std::vector{Decision::refuse, Decision::withdraw, Decision::confirm}));
  EXPECT_TRUE(open_decisions(TransferState::outside, kFromSide, nobody).empty());
  EXPECT_TRUE(open_decisions(TransferState::open, kFromSide, old_side).size() == 3u) << "and no confirming there";
}

TEST(TransferRules, months_end_on_the_last_day_there_is) {
  EXPECT_EQ(months_later(day("2021-08-31"), 6), day("2022-02-28"));
  EXPECT_EQ(months_later(day("2023-08-31"), 6), day("2024-02-29"));
  EXPECT_EQ(months_later(day("2021-11-12"), 2), day("2022-01-12"));
  EXPECT_EQ(months_later(day("2021-11-30"), 3), day("2022-02-28"));
}

TEST(TransferRules, who_begins_says_the_word_of_the_side_they_may_speak_for) {
  EXPECT_EQ(origin_of({true, false}), kFromSide);
  EXPECT_EQ(origin_of({false, true}), kToSide);
  EXPECT_EQ(origin_of({true, true}), kAbove);
  EXPECT_TRUE(has_new_side_agreed(kToSide) && has_new_side_agreed(kScan) && has_new_side_agreed("in_only"));
  EXPECT_TRUE(has_old_side_agreed(kFromSide) && has_old_side_agreed("out_only"));
  EXPECT_FALSE(has_new_side_agreed(kAbove) || has_old_side_agreed(kAbove));
}

DecisionInput taking() {
  DecisionInput in;
  in.state = TransferState::released;
  in.origin = kFromSide;
  in.may = {false, true};
  in.on = in.today = day("2021-11-12");
  in.last_event_on = day("2020-01-01");
  return in;
}

TEST(TransferRules, refusals_of_deciding_are_told_in_their_order) {
  DecisionInput in = taking();
  EXPECT_EQ(judge_decision(in), DecisionVerdict::ok);
  in.last_event_on = day("2021-11-13");
  EXPECT_EQ(judge_decision(in), DecisionVerdict::day_before_last);
  in.on = day("2021-11-14");
  EXPECT_EQ(judge_decision(in), DecisionVerdict::day_in_future);
  in.decision = Decision::refuse;
  EXPECT_EQ(judge_decision(in), DecisionVerdict::reason_missing);
  in.may = {true, false};
  EXPECT_EQ(judge_decision(in), DecisionVerdict::not_your_turn);
  in.state = TransferState::done;
  EXPECT_EQ(judge_decision(in), DecisionVerdict::settled);
}

using Decisions = std::vector<Decision>;

TEST(TransferRules, each_side_is_offered_what_it_may_say_and_no_more) {
  const Sides old_side{true, false}, new_side{false, true}, above{true, true}, nobody{};
  EXPECT_EQ(open_decisions(TransferState::open, kToSide, old_side), (Decisions{Decision::release, Decision::refuse}));
  EXPECT_EQ(open_decisions(TransferState::open, kToSide, new_side), (Decisions{Decision::withdraw}));
  EXPECT_EQ(open_decisions(TransferState::released, kFromSide, old_side), (Decisions{Decision::withdraw}));
  EXPECT_EQ(open_decisions(TransferState::released, kFromSide, new_side),
            (Decisions{Decision::take, Decision::refuse}));
  EXPECT_EQ(open_decisions(TransferState::open, kAbove, above),
            (Decisions{Decision::release, Decision::refuse, Decision::withdraw}));
  EXPECT_EQ(open_decisions(TransferState::open, kAbove, old_side), (Decisions{Decision::release, Decision::refuse}));
  for (TransferState s : {TransferState::done, TransferState::refused, TransferState::withdrawn})
    EXPECT_TRUE(open_decisions(s, kAbove, above).empty());
  EXPECT_TRUE(open_decisions(TransferState::open, kAbove, nobody).empty());
}

}  // namespace
}  // namespace niangjia::transfers
