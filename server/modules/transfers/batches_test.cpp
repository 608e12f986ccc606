#include "modules/transfers/batches.h"

#include <gtest/gtest.h>

#include <thread>

#include "access/actions.h"
#include "access/session.h"
#include "modules/figures/figures.h"
#include "modules/members/test_house.h"
#include "modules/transfers/actions.h"
#include "modules/transfers/batch_receipt.h"

namespace niangjia::transfers {
namespace {

using members::Person;
using members::Standing;
using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

class Batches : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
    county = account("qu", "county_organiser", t->county);
    keeper = account("jia", "union_keeper", t->union_a);
  }
  // Work that goes on after its request asks again what its account may do: it must be a real one.
  Actor account(const std::string& name, const std::string& role, Id union_id) {
    const Actor boss = Actor::machine_operator(t->realm_id, "aaaa");
    const std::string login = name + std::to_string(t->realm_id);
    auto made = create_account(t->house(), boss, {login, name, "jiaoshi2026-guilin", 0, false});
    EXPECT_TRUE(made) << (made ? "" : made.problem().message);
    auto granted = grant_role(t->house(), boss, {made->id, role, union_id, {}, {}});
    EXPECT_TRUE(granted) << (granted ? "" : granted.problem().message);
    return *actor_of_account(t->house(), t->realm_id, made->id);
  }
  BatchWish moving() {
    BatchWish wish;
    wish.from_union_id = t->union_a;
    wish.to_union_id = t->township;
    wish.reason = "单位关闭";
    return wish;
  }
  TransferBatch begun(const Actor& actor, const BatchWish& wish) {
    auto batch = begin_batch(t->house(), actor, wish);
    EXPECT_TRUE(batch) << (batch ? "" : batch.problem().message);
    return batch ? *batch : TransferBatch{};
  }
  int work() {
    for (int parts = 0;; ++parts) {
      auto more = work_part(t->house(), t->realm_id);
      EXPECT_TRUE(more) << (more ? "" : more.problem().message + more.problem().inside.text);
      if (!more || !*more) return parts;
    }
  }
  TransferBatch steered(const TransferBatch& b, BatchVerb verb, const std::string& reason = "名单弄错了") {
    auto batch = steer_batch(t->house(), county, b.id, verb, reason);
    EXPECT_TRUE(batch) << (batch ? "" : batch.problem().message);
    return again(b.id);
  }
  TransferBatch again(Id id) {
    return *t->database().read(
        [&](store::ReadTx& tx) -> Result<TransferBatch> { return *find_batch(tx, t->realm_id, id); });
  }
  std::string counts(Id id) {
    return *t->database().read([&](store::ReadTx& tx) -> Result<std::string> {
      std::string out;
      for (const auto& [outcome, rows] : counts_of(tx, *find_batch(tx, t->realm_id, id)).by_outcome)
        out += std::string(out.empty() ? "" : " ") + std::string(record::word_of(outcome)) + ":" + std::to_string(rows);
      return out;
    });
  }
  std::int64_t at(Id union_id) {
    std::int64_t n = 0;
    for (int i = 1; i <= 8; ++i)
      if (people.count(i)) n += t->person(people[i].id).union_id == union_id;
    return n;
  }
  void expect_identities() {
    auto found = figures::check_identities(t->house(), t->realm_id);
    ASSERT_TRUE(found);
    for (const auto& sentence : *found) EXPECT_EQ(sentence.find("在会"), std::string::npos) << sentence;
  }
  void join(int n, Id union_id) { people[n] = t->join(n, union_id); }
  std::unique_ptr<TestHouse> t;
  Actor county, keeper;
  std::map<int, Person> people;
};

TEST_P(Batches, a_closed_unit_s_members_are_checked_moved_and_taken_back) {
  for (int i = 1; i <= 4; ++i) join(i, t->union_a);
  ASSERT_TRUE(members::change_standing(t->house(), county, people[3].id, 0,
                                       TestHouse::change(members::EventKind::retain, "退休")));
  TransferWish waiting{people[4].id, {}, {}, t->union_b, "已申请转会", TransferKind::move, {}};
  ASSERT_TRUE(ask_transfer(t->house(), county, waiting));
  join(5, t->union_b);
  const std::string before = t->dump();

  TransferBatch b = begun(county, moving());
  EXPECT_EQ(b.total_rows, 4);
  work();
  EXPECT_EQ(again(b.id).state, BatchState::checked);
  EXPECT_EQ(counts(b.id), "ready:3 conflict:1");
  EXPECT_EQ(t->dump(), before) << "a trial changes nothing";

  steered(b, BatchVerb::run);
  work();
  EXPECT_EQ(again(b.id).state, BatchState::done);
  EXPECT_EQ(counts(b.id), "conflict:1 done:3");
  EXPECT_EQ(at(t->township), 3);
  EXPECT_EQ(t->person(people[3].id).standing, Standing::retained) << "who is retained stays so, at the new union";
  EXPECT_EQ(t->person(people[4].id).union_id, t->union_a) << "whose transfer waits is left to it";
  EXPECT_EQ(t->count("SELECT sum(amount) FROM fact WHERE realm_id = ? AND indicator = 11 AND union_path = 'aaaabbbb'"), 2);
  expect_identities();

  steered(b, BatchVerb::undo);
  work();
  EXPECT_EQ(again(b.id).state, BatchState::undone);
  EXPECT_EQ(counts(b.id), "conflict:1 undone:3");
  EXPECT_EQ(at(t->union_a), 4);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_event WHERE realm_id = ? AND batch_id IS NOT NULL"), 0);
  EXPECT_EQ(t->count("SELECT count(*) FROM fact WHERE realm_id = ? AND indicator = 11 AND union_path = 'aaaabbbb'"), 4)
      << "facts are countered, never removed";
  expect_identities();
}

TEST_P(Batches, a_class_of_retirees_by_their_numbers_is_retained) {
  for (int i = 1; i <= 3; ++i) join(i, t->union_a);
  join(4, t->union_b);
  BatchWish wish;
  wish.act = BatchAct::retain;
  wish.reason = "退休";
  const std::string first = TestHouse::identity_number(1);
  wish.identity_numbers = first + "\r\n" + TestHouse::identity_number(2) + "，" + first + ",\n330603199001010012\t" +
                          TestHouse::identity_number(99) + " ; " + TestHouse::identity_number(4) + "\n";
  TransferBatch b = begun(keeper, wish);
  EXPECT_EQ(b.union_path, "aaaabbbbcccc");
  work();
  EXPECT_EQ(counts(b.id), "ready:2 conflict:4") << "twice, wrong, unknown, and one of another union";
  EXPECT_EQ(t->count("SELECT count(*) FROM transfer_batch_row WHERE realm_id = ? AND code = 'not_found'"), 2)
      << "a member of another union is told like nobody";
  steered(b, BatchVerb::run);
  work();
  EXPECT_EQ(t->person(people[1].id).standing, Standing::retained);
  EXPECT_EQ(t->person(people[4].id).standing, Standing::active);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_claim WHERE realm_id = ?"), 2);
  expect_identities();
  steered(b, BatchVerb::undo);
  work();
  EXPECT_EQ(t->person(people[1].id).standing, Standing::active);
  EXPECT_EQ(t->person(people[1].id).joined_on, people[1].joined_on);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_claim WHERE realm_id = ?"), 4);
  expect_identities();
}

TEST_P(Batches, what_happened_since_is_not_lost_by_taking_back) {
  for (int i = 1; i <= 3; ++i) join(i, t->union_a);
  TransferBatch b = begun(county, moving());
  work();
  steered(b, BatchVerb::run);
  work();
  ASSERT_TRUE(members::change_standing(t->house(), county, people[1].id, 0,
                                       TestHouse::change(members::EventKind::retain, "退休")));
  ASSERT_TRUE(ask_transfer(t->house(), county, {people[2].id, {}, {}, t->union_b, "又调走了", TransferKind::move, {}}));
  steered(b, BatchVerb::undo);
  work();
  EXPECT_EQ(counts(b.id), "undone:1 kept:2");
  EXPECT_EQ(t->person(people[1].id).standing, Standing::retained);
  EXPECT_EQ(t->person(people[3].id).union_id, t->union_a);
  expect_identities();
}

TEST_P(Batches, who_changed_between_trial_and_work_is_left_out) {
  for (int i = 1; i <= 2; ++i) join(i, t->union_a);
  TransferBatch b = begun(county, moving());
  work();
  ASSERT_TRUE(members::change_standing(t->house(), county, people[1].id, 0,
                                       TestHouse::change(members::EventKind::leave)));
  steered(b, BatchVerb::run);
  work();
  EXPECT_EQ(counts(b.id), "conflict:1 done:1");
  EXPECT_EQ(t->person(people[1].id).standing, Standing::left);
  expect_identities();
}

TEST_P(Batches, servers_and_single_cadres_at_once_leave_each_person_moved_once) {
  for (int i = 1; i <= 8; ++i) join(i, t->union_a);
  TransferBatch b = begun(county, moving());
  work();
  steered(b, BatchVerb::run);
  std::vector<std::thread> all;
  for (int i = 0; i < 4; ++i)
    all.emplace_back([&] {
      for (int n = 0; n < 50; ++n)
        if (auto more = work_part(t->house(), t->realm_id); more.ok() && !*more) return;
    });
  for (int i = 1; i <= 4; ++i)
    all.emplace_back([&, i] {
      (void)members::change_standing(t->house(), county, people[i].id, 0,
                                     TestHouse::change(members::EventKind::retain, "退休"));
    });
  for (auto& one : all) one.join();
  work();
  EXPECT_EQ(again(b.id).state, BatchState::done);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_event WHERE realm_id = ? AND kind = 'transfer_out'"),
            t->count("SELECT count(*) FROM standing_event WHERE realm_id = ? AND kind = 'transfer_in'"));
  EXPECT_EQ(t->count("SELECT count(*) FROM (SELECT person_id FROM standing_event WHERE realm_id = ? AND kind = "
                     "'transfer_in' GROUP BY person_id HAVING count(*) > 1) twice"),
            0);
  expect_identities();
}

TEST_P(Batches, parts_go_on_where_the_disk_says_and_stop_when_told) {
  constexpr int kMany = 30;
  for (int i = 1; i <= kMany; ++i) t->join(i, t->union_a);
  TransferBatch b = begun(county, moving());
  work();
  steered(b, BatchVerb::run);
  ASSERT_TRUE(*work_part(t->house(), t->realm_id, 7));
  ASSERT_TRUE(*work_part(t->house(), t->realm_id, 7));
  EXPECT_EQ(counts(b.id), "ready:16 done:14");
  EXPECT_EQ(again(b.id).next_seq, 15);
  steered(b, BatchVerb::stop);
  EXPECT_EQ(work(), 0) << "stopped";
  EXPECT_EQ(steer_batch(t->house(), county, b.id, BatchVerb::stop, "").problem().reason, "batch.not_now");
  expect_identities();
  steered(b, BatchVerb::undo);
  ASSERT_TRUE(*work_part(t->house(), t->realm_id, 7));
  EXPECT_EQ(counts(b.id), "ready:16 done:7 undone:7");
  work();
  EXPECT_EQ(counts(b.id), "ready:16 undone:14");
  expect_identities();
  TransferBatch second = begun(county, moving());
  work();
  steered(second, BatchVerb::run);
  work();
  EXPECT_EQ(counts(second.id), "done:" + std::to_string(kMany));
}

TEST_P(Batches, an_account_that_lost_its_role_stops_its_batch) {
  join(1, t->union_a);
  TransferBatch b = begun(county, moving());
  work();
  steered(b, BatchVerb::run);
  ASSERT_TRUE(t->database().write([&](store::WriteTx& tx) -> Result<void> {
    tx.execute("DELETE FROM role_held WHERE realm_id = ? AND account_id = ?",
               store::Params{t->realm_id, county.account_id});
    return {};
  }));
  work();
  EXPECT_EQ(again(b.id).state, BatchState::stopped);
  EXPECT_NE(again(b.id).message, "");
  EXPECT_EQ(t->person(people[1].id).union_id, t->union_a);
}

TEST_P(Batches, refusals_of_beginning_and_steering) {
  join(1, t->union_a);
  BatchWish wish = moving();
  EXPECT_EQ(begin_batch(t->house(), keeper, wish).problem().fields.at(0).path, "to_union_id")
      << "a basic union sees no other";
  EXPECT_EQ(begin_batch(t->house(), t->leader, wish).problem().code, Code::forbidden);
  wish.to_union_id = t->closed_union;
  EXPECT_EQ(begin_batch(t->house(), county, wish).problem().fields.at(0).path, "to_union_id");
  wish.to_union_id = t->union_a;
  EXPECT_EQ(begin_batch(t->house(), county, wish).problem().fields.at(0).path, "to_union_id");
  wish = moving();
  wish.identity_numbers = "1";
  EXPECT_EQ(begin_batch(t->house(), county, wish).problem().fields.at(0).path, "from_union_id") << "one or the other";
  wish = moving();
  wish.from_union_id = t->union_b;
  EXPECT_EQ(begin_batch(t->house(), county, wish).problem().fields.at(0).path, "from_union_id") << "it has nobody";
  wish = moving();
  wish.happened_on = Date::parse_iso("2021-11-13");
  EXPECT_EQ(begin_batch(t->house(), county, wish).problem().fields.at(0).path, "happened_on");
  TransferBatch b = begun(county, moving());
  EXPECT_EQ(steer_batch(t->house(), keeper, b.id, BatchVerb::drop, "").problem().code, Code::not_found);
  EXPECT_EQ(steer_batch(t->house(), county, b.id, BatchVerb::run, "").problem().reason, "batch.not_now")
      << "nothing is done before it was checked";
  EXPECT_EQ(steer_batch(t->house(), county, b.id, BatchVerb::undo, "").problem().fields.at(0).path, "reason");
  EXPECT_TRUE(steer_batch(t->house(), county, b.id, BatchVerb::drop, ""));
  EXPECT_EQ(work(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, Batches, ::testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace niangjia::transfers
