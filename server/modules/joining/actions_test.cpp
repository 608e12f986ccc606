#include "modules/joining/actions.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "access/signed_token.h"
#include "modules/members/actions.h"
#include "modules/members/test_house.h"
#include "modules/notices/carrier.h"
#include "modules/phones/phones.h"
#include "modules/transfers/actions.h"

namespace niangjia::joining {
namespace {

using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

class Joining : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
  }
  OpenPoster poster_of(Id union_id) {
    auto poster = make_poster(t->house(), t->organiser, {union_id, "试", {}});
    EXPECT_TRUE(poster) << (poster ? "" : poster.problem().message);
    auto open =
        open_poster(t->house(), make_token(t->house().vault, kPosterToken, {t->realm_id, poster->id}));
    EXPECT_TRUE(open) << (open ? "" : open.problem().message);
    return *open;
  }
  std::string code_for(const std::string& phone) {
    t->clock().instant.ms += phones::kCodePause_ms;
    EXPECT_TRUE(
        phones::send_phone_code(t->house(), {t->realm_id, "区总工会", "aaaa", phone, phones::kToJoin}));
    std::string text;
    notices::Adapters adapters;
    adapters[0] = [&](const notices::Notice& n, const notices::Outgoing& plain) -> Result<std::string> {
      if (n.template_code == "phone_code") text = plain.text;
      return std::string();
    };
    EXPECT_TRUE(notices::carry_once(t->house(), t->realm_id, adapters));
    return text.substr(text.find("验证码 ") + std::string("验证码 ").size(), 6);
  }
  Intake intake(int n, const std::string& phone = "13900000001") {
    Intake in;
    in.name = "试员";  // a number has no place in a name
    for (char c : std::to_string(n)) in.name += std::array{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}[static_cast<std::size_t>(c - '0')];
    in.identity_number = TestHouse::identity_number(n);
    in.phone = phone;
    in.code = code_for(phone);
    in.category = 13;
    in.consents = {"membership"};
    return in;
  }
  Application apply(int n, Id union_id) {
    auto applied = apply_to_join(t->house(), poster_of(union_id), intake(n));
    EXPECT_TRUE(applied) << (applied ? "" : applied.problem().message);
    return applied ? applied->application : Application{};
  }
  Application again(Id id) {
    return *t->database().read(
        [&](store::ReadTx& tx) -> Result<Application> { return *find_application(tx, t->realm_id, id); });
  }
  std::unique_ptr<TestHouse> t;
};

TEST_P(Joining, decided_by_two_at_once_counts_once) {
  Application a = apply(1, t->union_a);
  std::vector<int> done(8);
  std::vector<std::thread> cadres;
  for (int i = 0; i < 8; ++i)
    cadres.emplace_back([&, i] {
      DecisionWish wish{i % 2 ? Decision::refuse : Decision::accept, "不在本单位工作", 0};
      done[i] = decide(t->house(), t->organiser, a.id, wish).ok();
    });
  for (auto& c : cadres) c.join();
  EXPECT_EQ(std::count(done.begin(), done.end(), 1), 1);
  bool accepted = again(a.id).state == ApplicationState::accepted;
  EXPECT_EQ(t->count("SELECT count(*) FROM person WHERE realm_id = ? AND standing = 'active'"), accepted);
}

TEST_P(Joining, accepted_is_a_member_with_consent_and_facts) {
  Application a = apply(1, t->union_a);
  auto done = decide(t->house(), t->keeper_a, a.id, {});
  ASSERT_TRUE(done) << done.problem().message;
  EXPECT_EQ(t->person(done->person_id).standing, members::Standing::active);
  EXPECT_EQ(t->person(done->person_id).category, 13);
  EXPECT_EQ(t->count("SELECT count(*) FROM consent WHERE realm_id = ? AND person_id IS NOT NULL"), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM fact WHERE realm_id = ?"), 2);
}

TEST_P(Joining, same_person_again_from_the_same_phone_gets_the_same_receipt) {
  OpenPoster open = poster_of(t->union_a);
  auto first = apply_to_join(t->house(), open, intake(1));
  auto second = apply_to_join(t->house(), open, intake(1));
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(second->is_repeated);
  EXPECT_EQ(first->receipt, second->receipt);
  auto other = apply_to_join(t->house(), open, intake(1, "13900000002"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.problem().reason, "application.other_phone");
}

TEST_P(Joining, wrong_code_leaves_nothing_but_the_counted_try) {
  Intake in = intake(1);
  std::string right = in.code;
  in.code = right == "000000" ? "000001" : "000000";
  OpenPoster open = poster_of(t->union_a);
  for (int i = 0; i < phones::kCodeTries; ++i) EXPECT_FALSE(apply_to_join(t->house(), open, in).ok());
  in.code = right;
  EXPECT_FALSE(apply_to_join(t->house(), open, in).ok()) << "guessing ends after five tries";
  EXPECT_EQ(t->count("SELECT count(*) FROM application WHERE realm_id = ?"), 0);
}

TEST_P(Joining, late_ones_are_reported_upward_and_stay_with_their_union) {
  Application a = apply(1, t->union_a);
  EXPECT_EQ(*escalate_overdue(t->house(), t->realm_id), 0);
  t->clock().instant.ms += 8LL * 86'400'000;
  EXPECT_EQ(*escalate_overdue(t->house(), t->realm_id), 1);
  EXPECT_EQ(*escalate_overdue(t->house(), t->realm_id), 0) << "the clock starts anew at the higher desk";
  Application late = again(a.id);
  EXPECT_EQ(late.union_path, a.union_path);
  EXPECT_EQ(late.desk_path.size() + 4, a.desk_path.size());
  for (int i = 0; i < 6; ++i) {
    t->clock().instant.ms += 15LL * 86'400'000;
    ASSERT_TRUE(escalate_overdue(t->house(), t->realm_id));
  }
  EXPECT_EQ(again(a.id).escalations, 3);
  EXPECT_TRUE(decide(t->house(), t->keeper_a, a.id, {}).ok()) << "and its own cadre can still decide it";
}

TEST_P(Joining, a_keeper_of_another_union_sees_nothing) {
  Application a = apply(1, t->union_b);
  EXPECT_EQ(decide(t->house(), t->keeper_a, a.id, {}).problem().code, Code::not_found);
}

TEST_P(Joining, out_of_the_pool_needs_a_union) {
  Application a = apply(1, 0);
  EXPECT_TRUE(a.is_in_pool);
  EXPECT_EQ(decide(t->house(), t->organiser, a.id, {}).problem().fields[0].path, "union_id");
  auto done = decide(t->house(), t->organiser, a.id, {Decision::accept, "", t->union_b});
  ASSERT_TRUE(done) << done.problem().message;
  EXPECT_EQ(t->person(done->person_id).union_id, t->union_b);
}

TEST_P(Joining, expired_poster_is_refused_when_the_clock_has_moved) {
  OpenPoster open = poster_of(t->union_a);
  std::string token = make_token(t->house().vault, kPosterToken, {t->realm_id, open.poster.id});
  t->clock().instant.ms += 91LL * 86'400'000;
  EXPECT_EQ(open_poster(t->house(), token).problem().reason, "poster.expired");
  token.back() = token.back() == 'a' ? 'b' : 'a';
  EXPECT_EQ(open_poster(t->house(), token).problem().reason, "poster.unknown");
  EXPECT_EQ(open_poster(t->house(), "").problem().reason, "poster.unknown");
}

TEST_P(Joining, an_application_that_became_a_transfer_ends_as_the_transfer_does) {
  members::Person p = t->join(1, t->union_a);
  Intake in = intake(1, "13900000009");
  in.name = p.name;
  auto applied = apply_to_join(t->house(), poster_of(t->union_b), in);
  ASSERT_TRUE(applied) << applied.problem().message;
  ASSERT_TRUE(decide(t->house(), t->organiser, applied->application.id, {}));
  EXPECT_EQ(again(applied->application.id).state, ApplicationState::transferring);
  EXPECT_EQ(*end_transferring(t->house(), t->realm_id), 0);
  auto request = t->database().read([&](store::ReadTx& tx) -> Result<Id> {
    return tx.integer("SELECT id FROM transfer_request WHERE realm_id = ? AND origin = 'scan'",
                      store::Params{t->realm_id})
        .value_or(0);
  });
  add_access_rows(transfers::access_rows());
  ASSERT_TRUE(transfers::decide_transfer(t->house(), t->organiser, *request,
                                         {transfers::Decision::release, "", {}}));
  auto receipt = read_receipt(t->house(), applied->receipt);
  EXPECT_EQ(receipt->application.state, ApplicationState::accepted) << "told at once";
  EXPECT_NE(receipt->card_token, "");
  EXPECT_EQ(*end_transferring(t->house(), t->realm_id), 1);
  EXPECT_EQ(*end_transferring(t->house(), t->realm_id), 0);
  EXPECT_EQ(again(applied->application.id).state, ApplicationState::accepted);
  EXPECT_EQ(t->person(p.id).union_id, t->union_b);
}

TEST_P(Joining, card_is_good_as_long_as_the_membership_is) {
  members::Person p = t->join(1, t->union_a);
  std::string card = make_token(t->house().vault, kCardToken, {t->realm_id, p.id});
  EXPECT_TRUE(verify_card(t->house(), card)->is_good);
  const auto leaves = TestHouse::change(members::EventKind::leave);
  ASSERT_TRUE(members::change_standing(t->house(), t->organiser, p.id, 0, leaves));
  auto after = verify_card(t->house(), card);
  EXPECT_FALSE(after->is_good);
  EXPECT_EQ(after->shown_name, "") << "of a card that is no good nothing is told";
}

INSTANTIATE_TEST_SUITE_P(Engines, Joining, ::testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace niangjia::joining
