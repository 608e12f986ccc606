#include "modules/transfers/actions.h"

#include <gtest/gtest.h>

#include <thread>

#include "modules/figures/figures.h"
#include "modules/members/test_house.h"
#include "modules/transfers/letter.h"
#include "paper/golden_page_fixture.h"
#include "modules/transfers/postings.h"

namespace niangjia::transfers {
namespace {

using members::Person;
using members::Standing;
using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

class Transfers : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
    keeper_b = t->keeper_a;
    keeper_b.account_id += 5000;
    keeper_b.held[0].union_id = t->union_b;
    keeper_b.held[0].union_path = "aaaabbbbdddd";
  }
  TransferWish pull(int n) {
    TransferWish wish;
    wish.identity_number = TestHouse::identity_number(n);
    wish.name = t->entry(n, t->union_a).name;
    wish.to_union_id = t->union_b;
    wish.reason = "劳动关系转到乙厂";
    return wish;
  }
  TransferWish push(const Person& p) {
    TransferWish wish;
    wish.person_id = p.id;
    wish.to_union_id = t->union_b;
    wish.reason = "劳动关系转到乙厂";
    return wish;
  }
  TransferRequest asked(const Actor& actor, const TransferWish& wish) {
    auto r = ask_transfer(t->house(), actor, wish);
    EXPECT_TRUE(r) << (r ? "" : r.problem().message);
    return r ? *r : TransferRequest{};
  }
  Result<TransferRequest> decide(const Actor& actor, Id id, Decision d, std::string reason = "") {
    return decide_transfer(t->house(), actor, id, {d, std::move(reason), {}});
  }
  TransferRequest again(Id id) {
    return *t->database().read(
        [&](store::ReadTx& tx) -> Result<TransferRequest> { return *find_transfer(tx, t->realm_id, id); });
  }
  std::int64_t net_at(std::string_view path) {
    return *t->database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
      return tx
          .integer("SELECT coalesce(sum(amount), 0) FROM fact WHERE realm_id = ? AND indicator = 11 AND union_path = ?",
                   store::Params{t->realm_id, path})
          .value_or(-99);
    });
  }
  void expect_identities() {
    auto found = figures::check_identities(t->house(), t->realm_id);
    ASSERT_TRUE(found);
    // The houses of these tests make their unions without facts; what counts people must hold.
    for (const auto& sentence : *found) EXPECT_EQ(sentence.find("在会"), std::string::npos) << sentence;
  }
  static constexpr std::string_view kPathA = "aaaabbbbcccc", kPathB = "aaaabbbbdddd";
  std::unique_ptr<TestHouse> t;
  Actor keeper_b;
};

TEST_P(Transfers, pull_is_done_when_the_old_union_lets_go) {
  Person p = t->join(1, t->union_a);
  TransferRequest r = asked(keeper_b, pull(1));
  EXPECT_EQ(r.state, TransferState::open);
  EXPECT_EQ(r.due_on->iso(), "2021-11-19") << "five working days after Friday the 12th";
  EXPECT_EQ(t->person(p.id).standing, Standing::active);
  auto done = decide(t->keeper_a, r.id, Decision::release);
  ASSERT_TRUE(done) << done.problem().message;
  EXPECT_EQ(done->state, TransferState::done);
  Person after = t->person(p.id);
  EXPECT_EQ(after.union_id, t->union_b);
  EXPECT_EQ(after.standing, Standing::active);
  EXPECT_EQ(after.joined_on, p.joined_on) << "a member moves, nobody joins anew";
  EXPECT_EQ(net_at(kPathA), 0);
  EXPECT_EQ(net_at(kPathB), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM fact WHERE realm_id = ? AND indicator = 10"), 1) << "joined once";
  EXPECT_EQ(t->count("SELECT count(DISTINCT batch_id) FROM standing_event WHERE realm_id = ? AND kind LIKE 'transfer%'"),
            1);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_event WHERE realm_id = ? AND kind LIKE 'transfer%'"), 2);
  expect_identities();
}

TEST_P(Transfers, sent_by_the_old_union_counts_there_until_it_is_taken) {
  Person p = t->join(1, t->union_a);
  TransferRequest r = asked(t->keeper_a, push(p));
  EXPECT_EQ(r.state, TransferState::released);
  EXPECT_EQ(t->person(p.id).standing, Standing::moving_out);
  EXPECT_EQ(net_at(kPathA), 1);
  expect_identities();
  EXPECT_EQ(decide(t->keeper_a, r.id, Decision::take).problem().reason, "transfer.not_your_turn");
  ASSERT_TRUE(decide(keeper_b, r.id, Decision::take));
  EXPECT_EQ(t->person(p.id).union_id, t->union_b);
  expect_identities();
}

TEST_P(Transfers, refused_by_the_new_union_the_member_stays_and_hears_why) {
  Person p = t->join(1, t->union_a);
  TransferRequest r = asked(t->keeper_a, push(p));
  EXPECT_EQ(decide(keeper_b, r.id, Decision::refuse).problem().fields[0].path, "reason");
  ASSERT_TRUE(decide(keeper_b, r.id, Decision::refuse, "劳动合同没有签"));
  EXPECT_EQ(t->person(p.id).standing, Standing::active);
  EXPECT_EQ(t->person(p.id).union_id, t->union_a);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_event WHERE realm_id = ? AND kind <> 'join'"), 0);
  EXPECT_TRUE(ask_transfer(t->house(), t->keeper_a, push(p))) << "and may ask again";
}

TEST_P(Transfers, one_request_a_person_however_many_ask_at_once) {
  t->join(1, t->union_a);
  std::vector<int> done(8);
  std::vector<std::thread> cadres;
  for (int i = 0; i < 8; ++i)
    cadres.emplace_back([&, i] { done[i] = ask_transfer(t->house(), keeper_b, pull(1)).ok(); });
  for (auto& c : cadres) c.join();
  EXPECT_EQ(std::count(done.begin(), done.end(), 1), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM transfer_request WHERE realm_id = ?"), 1);
}

TEST_P(Transfers, decided_by_many_at_once_happens_once) {
  Person p = t->join(1, t->union_a);
  TransferRequest r = asked(keeper_b, pull(1));
  std::vector<int> done(8);
  std::vector<std::thread> cadres;
  for (int i = 0; i < 8; ++i)
    cadres.emplace_back([&, i] {
      done[i] = decide(t->organiser, r.id, i % 2 ? Decision::refuse : Decision::release, "不同意转出").ok();
    });
  for (auto& c : cadres) c.join();
  EXPECT_EQ(std::count(done.begin(), done.end(), 1), 1);
  bool moved = again(r.id).state == TransferState::done;
  EXPECT_EQ(t->person(p.id).union_id, moved ? t->union_b : t->union_a);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_event WHERE realm_id = ? AND kind = 'transfer_in'"), moved);
  expect_identities();
}

TEST_P(Transfers, leaving_while_others_decide_ends_the_request_or_comes_too_late) {
  Person p = t->join(1, t->union_a);
  TransferRequest r = asked(keeper_b, pull(1));
  bool moved = false, left = false;
  std::thread one([&] { moved = decide(t->organiser, r.id, Decision::release).ok(); });
  std::thread two([&] {
    members::StandingChange death;
    death.kind = members::EventKind::death;
    left = members::change_standing(t->house(), t->organiser, p.id, p.version, death).ok();
  });
  one.join(), two.join();
  EXPECT_NE(moved, left);
  EXPECT_EQ(again(r.id).state, moved ? TransferState::done : TransferState::withdrawn);
  expect_identities();
}

TEST_P(Transfers, silence_of_the_old_union_is_its_word_and_is_journalled) {
  t->join(1, t->union_a);
  Person second = t->join(2, t->union_a);
  TransferRequest r = asked(keeper_b, pull(1));
  TransferRequest to_take = asked(t->keeper_a, push(second));
  EXPECT_EQ(*pass_overdue(t->house(), t->realm_id), 0);
  t->clock().instant.ms += 7LL * 86'400'000;
  EXPECT_EQ(*pass_overdue(t->house(), t->realm_id), 0) << "the last day is theirs";
  t->clock().instant.ms += 86'400'000;
  EXPECT_EQ(*pass_overdue(t->house(), t->realm_id), 1);
  EXPECT_EQ(*pass_overdue(t->house(), t->realm_id), 0);
  TransferRequest passed = again(r.id);
  EXPECT_EQ(passed.state, TransferState::done);
  EXPECT_TRUE(passed.is_auto_released);
  EXPECT_EQ(again(to_take.id).state, TransferState::released) << "nobody is put into a union that says nothing";
  EXPECT_EQ(t->count("SELECT count(*) FROM journal WHERE realm_id = ? AND reason LIKE '%视为同意%'"), 1);
  expect_identities();
}

TEST_P(Transfers, a_request_that_can_no_longer_be_does_not_hold_up_the_others) {
  Person gone = t->join(1, t->union_a);
  t->join(2, t->union_a);
  TransferRequest first = asked(keeper_b, pull(1)), second = asked(keeper_b, pull(2));
  members::StandingChange death;
  death.kind = members::EventKind::death;
  ASSERT_TRUE(members::change_standing(t->house(), t->organiser, gone.id, 0, death));
  EXPECT_EQ(again(first.id).state, TransferState::withdrawn);
  t->clock().instant.ms += 8LL * 86'400'000;
  EXPECT_EQ(*pass_overdue(t->house(), t->realm_id), 1);
  EXPECT_EQ(again(second.id).state, TransferState::done);
}

TEST_P(Transfers, out_of_sight_answers_absent) {
  Person p = t->join(1, t->union_a);
  EXPECT_EQ(ask_transfer(t->house(), keeper_b, push(p)).problem().code, Code::not_found)
      << "a record of another union is not to be named by its id";
  TransferRequest r = asked(t->organiser, [&] {
    TransferWish wish = push(p);
    wish.to_union_id = t->township;
    return wish;
  }());
  EXPECT_EQ(r.origin, kAbove);
  EXPECT_EQ(decide(keeper_b, r.id, Decision::release).problem().code, Code::not_found);
  EXPECT_EQ(decide(t->leader, r.id, Decision::release).problem().code, Code::not_found);
  EXPECT_TRUE(decide(t->keeper_a, r.id, Decision::release));
}

TEST_P(Transfers, by_letter_the_member_counts_here_until_the_answer_comes) {
  Person p = t->join(1, t->union_a), q = t->join(2, t->union_a);
  TransferWish wish;
  wish.person_id = p.id;
  wish.kind = TransferKind::outward;
  wish.reason = "到杭州工作";
  EXPECT_EQ(ask_transfer(t->house(), t->keeper_a, wish).problem().fields.at(0).path, "other_union_name");
  wish.other_union_name = "杭州市余杭区总工会";
  TransferRequest r = asked(t->keeper_a, wish);
  EXPECT_EQ(r.state, TransferState::outside);
  EXPECT_EQ(r.letter_number, "会转〔2021〕1号");
  wish.person_id = q.id;
  EXPECT_EQ(asked(t->keeper_a, wish).letter_number, "会转〔2021〕2号");
  EXPECT_EQ(t->person(p.id).standing, Standing::moving_out);
  EXPECT_EQ(net_at(kPathA), 2);
  auto letter = take_letter(t->house(), t->keeper_a, r.id);
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->addressee, "杭州市余杭区总工会：");
  EXPECT_NE(letter->trace.find("编号：jrn_"), std::string::npos);
  EXPECT_EQ(t->count("SELECT count(*) FROM disclosure WHERE realm_id = ? AND kind = 'export' AND row_count = 1"), 1);
  if (paper::can_see_pages()) {
    auto pdf = paper::pdf_of(*letter);
    ASSERT_TRUE(pdf);
    paper::expect_golden_page(*pdf, "transfer_letter");
    paper::expect_official_layout(*pdf, false);
  }
  for (const auto& row : letter->table)
    for (const auto& cell : row) EXPECT_NE(cell, TestHouse::identity_number(1)) << "numbers stay masked";
  EXPECT_EQ(take_letter(t->house(), keeper_b, r.id).problem().code, Code::not_found);
  EXPECT_EQ(decide(keeper_b, r.id, Decision::confirm).problem().code, Code::not_found);
  auto done = decide(t->keeper_a, r.id, Decision::confirm);
  ASSERT_TRUE(done) << done.problem().message;
  EXPECT_EQ(t->person(p.id).standing, Standing::left);
  EXPECT_EQ(net_at(kPathA), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_claim WHERE realm_id = ?"), 1) << "free for the other federation";
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_event WHERE realm_id = ? AND kind = 'transfer_out' AND "
                     "other_union_name = '杭州市余杭区总工会'"),
            1);
  expect_identities();
}

TEST_P(Transfers, letters_asked_for_at_once_bear_different_numbers) {
  std::vector<Person> people;
  for (int i = 1; i <= 6; ++i) people.push_back(t->join(i, t->union_a));
  std::vector<std::thread> cadres;
  std::vector<int> done(people.size());
  for (std::size_t i = 0; i < people.size(); ++i)
    cadres.emplace_back([&, i] {
      TransferWish wish;
      wish.person_id = people[i].id;
      wish.kind = TransferKind::outward;
      wish.reason = "到杭州工作";
      wish.other_union_name = "杭州市余杭区总工会";
      done[i] = ask_transfer(t->house(), t->organiser, wish).ok();
    });
  for (auto& c : cadres) c.join();
  EXPECT_EQ(std::count(done.begin(), done.end(), 1), 6);
  EXPECT_EQ(t->count("SELECT count(DISTINCT letter_number) FROM transfer_request WHERE realm_id = ?"), 6);
}

TEST_P(Transfers, who_comes_by_letter_is_taken_over_and_not_newly_won) {
  members::MemberEntry entry = t->entry(1, t->union_a);
  entry.other_union_name = "杭州市余杭区总工会";
  auto p = members::create_member(t->house(), t->keeper_a, entry);
  ASSERT_TRUE(p) << p.problem().message;
  EXPECT_EQ(t->count("SELECT count(*) FROM fact WHERE realm_id = ? AND indicator = 10"), 0);
  EXPECT_EQ(net_at(kPathA), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_event WHERE realm_id = ? AND kind = 'transfer_in' AND "
                     "other_union_name = '杭州市余杭区总工会'"),
            1);
  expect_identities();
}

TEST_P(Transfers, a_secondment_comes_home_by_itself_when_its_day_has_passed) {
  Person p = t->join(1, t->union_a);
  TransferWish wish = push(p);
  wish.kind = TransferKind::second;
  wish.until_on = Date::parse_iso("2022-06-30");
  TransferRequest r = asked(t->keeper_a, wish);
  ASSERT_TRUE(decide(keeper_b, r.id, Decision::take));
  EXPECT_EQ(*ask_back_seconded(t->house(), t->realm_id), 0) << "not before its day";
  t->clock().instant.ms += 240LL * 86'400'000;
  EXPECT_EQ(*ask_back_seconded(t->house(), t->realm_id), 1);
  EXPECT_EQ(*ask_back_seconded(t->house(), t->realm_id), 0) << "asked once";
  EXPECT_EQ(t->person(p.id).union_id, t->union_b) << "until the host has said its word";
  t->clock().instant.ms += 20LL * 86'400'000;
  EXPECT_EQ(*pass_overdue(t->house(), t->realm_id), 1);
  EXPECT_EQ(t->person(p.id).union_id, t->union_a);
  EXPECT_EQ(t->count("SELECT count(*) FROM transfer_request WHERE realm_id = ? AND kind = 'give_back' AND state = "
                     "'done' AND follows_id IS NOT NULL"),
            1);
  EXPECT_EQ(*ask_back_seconded(t->house(), t->realm_id), 0);
  expect_identities();
}

TEST_P(Transfers, a_posting_is_noted_where_the_member_counts_and_ends_once) {
  Person p = t->join(1, t->union_a);
  Posting posting;
  posting.person_id = p.id;
  posting.host_name = "柯桥区总工会";
  posting.from_on = *Date::parse_iso("2021-11-01");
  EXPECT_EQ(note_posting(t->house(), t->keeper_a, posting).problem().fields.at(0).path, "until_on");
  posting.until_on = Date::parse_iso("2022-03-01");
  EXPECT_NE(effect_of(posting, 6).find("不满 6 个月"), std::string::npos);
  EXPECT_EQ(note_posting(t->house(), keeper_b, posting).problem().code, Code::not_found);
  auto noted = note_posting(t->house(), t->keeper_a, posting);
  ASSERT_TRUE(noted) << noted.problem().message;
  EXPECT_EQ(net_at(kPathA), 1) << "nothing moves";
  EXPECT_EQ(end_posting(t->house(), keeper_b, noted->id, {}).problem().code, Code::not_found);
  ASSERT_TRUE(end_posting(t->house(), t->keeper_a, noted->id, {}));
  EXPECT_EQ(end_posting(t->house(), t->keeper_a, noted->id, {}).problem().reason, "posting.ended");
  Posting dispatched = posting;
  dispatched.kind = PostingKind::dispatched;
  dispatched.until_on.reset();
  EXPECT_TRUE(note_posting(t->house(), t->keeper_a, dispatched));
  dispatched.host_union_id = t->union_b;
  EXPECT_EQ(note_posting(t->house(), t->keeper_a, dispatched).problem().fields.at(0).path, "document");
}

TEST_P(Transfers, a_number_without_its_name_tells_nothing) {
  t->join(1, t->union_a);
  LookUpWish wish{TestHouse::identity_number(1), "别人", t->union_b};
  EXPECT_EQ(look_up(t->house(), keeper_b, wish)->found, Found::nobody);
  TransferWish asking = pull(1);
  asking.name = "别人";
  EXPECT_EQ(ask_transfer(t->house(), keeper_b, asking).problem().reason, "transfer.nobody");
  wish.name = pull(1).name;
  auto found = look_up(t->house(), keeper_b, wish);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->sentence, "已是甲厂工会委员会会员，是否申请转入？");
  asked(keeper_b, pull(1));
  EXPECT_EQ(look_up(t->house(), keeper_b, wish)->found, Found::asked_already);
  EXPECT_EQ(t->count("SELECT count(*) FROM journal WHERE realm_id = ? AND reason LIKE '按证件号码查找%'"), 3);
}

TEST_P(Transfers, a_closed_union_takes_nobody) {
  Person p = t->join(1, t->union_a);
  TransferWish wish = push(p);
  wish.to_union_id = t->closed_union;
  EXPECT_EQ(ask_transfer(t->house(), t->keeper_a, wish).problem().reason, "transfer.refused");
  TransferRequest r = asked(keeper_b, pull(1));
  ASSERT_TRUE(t->database().write([&](store::WriteTx& tx) -> Result<void> {
    tx.execute("UPDATE trade_union SET status = 'dissolved' WHERE realm_id = ? AND id = ?",
               store::Params{t->realm_id, t->union_b});
    return {};
  }));
  EXPECT_EQ(decide(t->keeper_a, r.id, Decision::release).problem().reason, "transfer.target_closed");
  t->clock().instant.ms += 8LL * 86'400'000;
  EXPECT_EQ(*pass_overdue(t->house(), t->realm_id), 1);
  EXPECT_EQ(again(r.id).state, TransferState::withdrawn);
  EXPECT_EQ(t->person(p.id).standing, Standing::active);
}

TEST_P(Transfers, asked_for_on_the_standing_of_a_double_come_before_the_double_is_parted) {
  Person kept = t->join(1, t->union_a);
  ASSERT_TRUE(members::change_standing(t->house(), t->organiser, kept.id, 0,
                                       TestHouse::change(members::EventKind::retain)));
  Person twin = t->join(2, t->union_a);
  auto merge = members::merge_people(t->house(), t->organiser, kept.id, twin.id);
  ASSERT_TRUE(merge) << merge.problem().message;
  TransferRequest r = asked(keeper_b, pull(1));
  const std::string before = t->dump();
  auto parted = members::undo_merge(t->house(), t->organiser, merge->id, "不是同一人");
  EXPECT_EQ(parted.problem().reason, "merge.transfer_since");
  EXPECT_EQ(t->dump(), before);
  ASSERT_TRUE(decide(keeper_b, r.id, Decision::withdraw));
  ASSERT_TRUE(members::undo_merge(t->house(), t->organiser, merge->id, "不是同一人"));
  EXPECT_EQ(t->person(kept.id).standing, Standing::retained);
  expect_identities();
}

// It came along with the double, and goes back with it.
TEST_P(Transfers, asked_for_before_a_merge_stay_with_the_double_when_it_is_parted) {
  Person kept = t->join(1, t->union_a);
  ASSERT_TRUE(members::change_standing(t->house(), t->organiser, kept.id, 0,
                                       TestHouse::change(members::EventKind::retain)));
  Person twin = t->join(2, t->union_a);
  TransferRequest r = asked(keeper_b, pull(2));
  auto merge = members::merge_people(t->house(), t->organiser, kept.id, twin.id);
  ASSERT_TRUE(merge) << merge.problem().message;
  EXPECT_EQ(again(r.id).person_id, kept.id);
  ASSERT_TRUE(members::undo_merge(t->house(), t->organiser, merge->id, "不是同一人"));
  EXPECT_EQ(again(r.id).person_id, twin.id);
  ASSERT_TRUE(decide(t->keeper_a, r.id, Decision::release));
  EXPECT_EQ(t->person(twin.id).union_id, t->union_b);
}

INSTANTIATE_TEST_SUITE_P(Engines, Transfers, ::testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace niangjia::transfers
