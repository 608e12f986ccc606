#include "modules/members/actions.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "modules/members/store.h"
#include "modules/members/test_house.h"

namespace niangjia::members {
namespace {

class Members : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!has_engine(GetParam())) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
    t = std::make_unique<TestHouse>(GetParam());
  }
  std::int64_t stock() {
    return t->count("SELECT COALESCE(SUM(amount),0) FROM fact WHERE realm_id = ? AND indicator = 11");
  }
  std::int64_t joined() {
    return t->count("SELECT COALESCE(SUM(amount),0) FROM fact WHERE realm_id = ? AND indicator = 10");
  }
  std::int64_t claims() { return t->count("SELECT count(*) FROM standing_claim WHERE realm_id = ?"); }
  std::int64_t people() { return t->count("SELECT count(*) FROM person WHERE realm_id = ?"); }
  std::int64_t journalled() { return t->count("SELECT count(*) FROM journal WHERE realm_id = ?"); }
  Result<Person> change(Id id, EventKind kind, std::string reason = "本人要求",
                        std::string other = "外地工会", Id union_id = 0) {
    StandingChange c = TestHouse::change(kind, reason);
    c.other_union_name = other;
    c.union_id = union_id;
    return change_standing(t->house(), t->organiser, id, 0, c);
  }
  // Runs `act` on many threads at once; how many said true.
  int race(int threads, const std::function<bool(int)>& act) {
    std::atomic<int> ready{0}, won{0};
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
      all.emplace_back([&, i] {
        ++ready;
        while (ready < threads) std::this_thread::yield();
        if (act(i)) ++won;
      });
    for (auto& thread : all) thread.join();
    return won;
  }
  std::unique_ptr<TestHouse> t;
};
INSTANTIATE_TEST_SUITE_P(Engines, Members, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Members, who_joins_is_kept_with_event_claim_facts_and_journal) {
  Person p = t->join(1, t->union_a);
  EXPECT_EQ(p.standing, Standing::active);
  EXPECT_EQ(p.union_path, "aaaabbbbcccc");
  EXPECT_EQ(p.name_pinyin, "wangxiaoming");
  EXPECT_EQ(p.born_on->iso(), "1990-01-01");
  EXPECT_EQ(p.problems, 0);
  EXPECT_EQ(*unseal_identity(t->house().vault, t->person(p.id)), TestHouse::identity_number(1));
  EXPECT_EQ(*unseal_phone(t->house().vault, t->person(p.id)), "13800000001");
  EXPECT_EQ(stock(), 1);
  EXPECT_EQ(joined(), 1);
  EXPECT_EQ(claims(), 1);
  EXPECT_EQ(journalled(), 1);
  EXPECT_EQ(
      t->count(
          "SELECT count(*) FROM fact WHERE realm_id = ? AND category = 13 AND happened_on = '2021-03-01'"),
      2);
}

TEST_P(Members, bad_input_is_told_by_field_and_nothing_is_kept) {
  MemberEntry e = t->entry(1, t->union_a);
  e.identity_number[17] = e.identity_number[17] == '1' ? '2' : '1';
  auto refused = create_member(t->house(), t->organiser, e);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().fields.at(0).path, "identity_number");
  e = t->entry(1, t->union_a);
  e.identity_number = TestHouse::identity_number(1, "20060101");
  refused = create_member(t->house(), t->organiser, e);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.problem().fields.at(0).message.find("16"), std::string::npos);
  e = t->entry(1, t->closed_union);
  refused = create_member(t->house(), t->organiser, e);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().reason, "member.union_closed");
  EXPECT_EQ(people() + claims() + stock() + journalled(), 0);
}

TEST_P(Members, who_may_not_is_refused) {
  auto elsewhere = create_member(t->house(), t->keeper_a, t->entry(1, t->union_b));
  auto nowhere = create_member(t->house(), t->keeper_a, t->entry(1, 77));
  EXPECT_EQ(elsewhere.problem().fields.at(0).path, "union_id");
  EXPECT_EQ(elsewhere.problem().fields.at(0).message, nowhere.problem().fields.at(0).message);
  EXPECT_EQ(create_member(t->house(), t->leader, t->entry(1, t->union_b)).problem().code, Code::forbidden);
  EXPECT_TRUE(create_member(t->house(), t->keeper_a, t->entry(1, t->union_a)).ok());
  Person other = t->join(2, t->union_b);
  EXPECT_EQ(edit_member(t->house(), t->keeper_a, other.id, 1, "{}").problem().code, Code::not_found);
  EXPECT_EQ(reveal(t->house(), t->keeper_a, other.id, {{"phone"}, "核对电话号码"}).problem().code,
            Code::not_found);
  EXPECT_EQ(change_standing(t->house(), t->keeper_a, other.id, 0, TestHouse::change(EventKind::leave))
                .problem()
                .code,
            Code::not_found);
}

TEST_P(Members, a_second_joining_is_refused_with_the_next_step) {
  t->join(1, t->union_a);
  auto same = create_member(t->house(), t->organiser, t->entry(1, t->union_a));
  EXPECT_EQ(same.problem().reason, "member.already_member");
  auto other = create_member(t->house(), t->organiser, t->entry(1, t->union_b));
  EXPECT_EQ(other.problem().reason, "member.becomes_transfer");
  EXPECT_EQ(other.problem().message, "该职工已在甲厂工会委员会，请先办理转会。");
  t->join(2, t->union_b);
  auto unseen = create_member(t->house(), t->keeper_a, t->entry(2, t->union_a));
  EXPECT_EQ(unseen.problem().reason, "member.becomes_transfer");
  EXPECT_EQ(unseen.problem().message.find("乙厂"), std::string::npos) << unseen.problem().message;
  EXPECT_EQ(people(), 2);
  EXPECT_EQ(stock(), 2);
}

TEST_P(Members, a_phone_put_right_may_show_the_same_human_twice) {
  Person a = t->join(1, t->union_a);
  MemberEntry twin = t->entry(2, t->union_b);
  twin.identity_number = TestHouse::identity_number(2, "19920202");
  auto b = create_member(t->house(), t->organiser, twin);
  ASSERT_TRUE(b.ok());
  auto pairs = [&] { return t->count("SELECT count(*) FROM likely_duplicate WHERE realm_id = ?"); };
  EXPECT_EQ(pairs(), 0) << "same name only";
  ASSERT_TRUE(edit_member(t->house(), t->organiser, b->id, b->version, R"({"phone":"13800000001"})").ok());
  EXPECT_EQ(pairs(), 1) << "same name and phone";
}

TEST_P(Members, who_left_may_join_again_as_the_same_person) {
  Person first = t->join(1, t->union_a);
  ASSERT_TRUE(change(first.id, EventKind::leave).ok());
  EXPECT_EQ(stock(), 0);
  EXPECT_EQ(claims(), 0);
  MemberEntry again = t->entry(1, t->union_b);
  auto early = create_member(t->house(), t->organiser, again);
  EXPECT_EQ(early.problem().fields.at(0).path, "joined_on") << "not before the day of leaving";
  again.joined_on = std::nullopt;
  again.phone = "13900009999";
  auto second = create_member(t->house(), t->organiser, again);
  ASSERT_TRUE(second.ok()) << second.problem().message;
  EXPECT_EQ(second->id, first.id);
  EXPECT_EQ(*unseal_identity(t->house().vault, t->person(first.id)), TestHouse::identity_number(1));
  EXPECT_EQ(*unseal_phone(t->house().vault, t->person(first.id)), "13900009999");
  EXPECT_EQ(stock(), 1);
  EXPECT_EQ(joined(), 2) << "joining again counts among the joined";
  EXPECT_EQ(t->person(first.id).union_id, t->union_b);
}

TEST_P(Members, joining_of_a_retained_member_restores_and_is_not_counted_as_new) {
  Person p = t->join(1, t->union_a);
  ASSERT_TRUE(change(p.id, EventKind::retain, "退休").ok());
  EXPECT_EQ(stock(), 0);
  MemberEntry again = t->entry(1, t->union_a);
  again.joined_on = std::nullopt;
  ASSERT_TRUE(create_member(t->house(), t->organiser, again).ok());
  EXPECT_EQ(stock(), 1);
  EXPECT_EQ(joined(), 1);
  EXPECT_EQ(t->person(p.id).joined_on->iso(), "2021-03-01") << "the first day of joining stays";
}

TEST_P(Members, another_name_under_the_same_number_is_not_taken_for_the_same_human) {
  Person p = t->join(1, t->union_a);
  ASSERT_TRUE(change(p.id, EventKind::leave).ok());
  MemberEntry e = t->entry(1, t->union_a);
  e.name = "李四";
  EXPECT_EQ(create_member(t->house(), t->organiser, e).problem().fields.at(0).path, "name");
}

TEST_P(Members, a_claim_of_another_federation_refuses_the_joining) {
  record::Blob index{t->house().vault.blind_index(kIdentityIndexKind, TestHouse::identity_number(1))};
  ASSERT_TRUE(t->database()
                  .write([&](store::WriteTx& tx) -> Result<void> {
                    tx.insert(StandingClaim{index, t->realm_id + 1, 77});
                    return {};
                  })
                  .ok());
  auto refused = create_member(t->house(), t->organiser, t->entry(1, t->union_a));
  EXPECT_EQ(refused.problem().reason, "member.active_elsewhere");
  EXPECT_EQ(people(), 0);
}

TEST_P(Members, changes_of_standing_keep_stock_and_claim_in_step) {
  Person p = t->join(1, t->union_a);
  EXPECT_EQ(change(p.id, EventKind::restore).problem().reason, "member.standing_refused");
  ASSERT_TRUE(change(p.id, EventKind::transfer_out).ok());
  EXPECT_EQ(stock(), 0);
  EXPECT_EQ(change(p.id, EventKind::leave).problem().code, Code::conflict);
  ASSERT_TRUE(change(p.id, EventKind::transfer_in, "", "外地工会", t->union_b).ok());
  EXPECT_EQ(stock(), 1);
  EXPECT_EQ(joined(), 1) << "转入 is not a new member";
  ASSERT_TRUE(change(p.id, EventKind::death).ok());
  EXPECT_EQ(stock() + claims(), 0);
  EXPECT_EQ(change(p.id, EventKind::join).problem().code, Code::conflict);
  EXPECT_EQ(create_member(t->house(), t->organiser, t->entry(1, t->union_a)).problem().reason,
            "member.not_active");
}

TEST_P(Members, an_edit_needs_the_version_it_saw_and_moves_the_category) {
  Person p = t->join(1, t->union_a);
  auto edited =
      edit_member(t->house(), t->organiser, p.id, 1, R"({"category":14,"phone":"","platform":"某平台"})");
  ASSERT_TRUE(edited.ok()) << edited.problem().message;
  EXPECT_EQ(edited->version, 2);
  EXPECT_EQ(edited->problems, kNoPhone);
  EXPECT_EQ(edit_member(t->house(), t->organiser, p.id, 1, R"({"note":"迟到"})").problem().reason,
            "member.changed");
  EXPECT_EQ(edit_member(t->house(), t->organiser, p.id, 2, R"({"union_id":"uni_1"})").problem().code,
            Code::invalid);
  EXPECT_EQ(stock(), 1);
  EXPECT_EQ(
      t->count(
          "SELECT COALESCE(SUM(amount),0) FROM fact WHERE realm_id = ? AND indicator = 11 AND category = 14"),
      1);
  EXPECT_EQ(
      t->count(
          "SELECT COALESCE(SUM(amount),0) FROM fact WHERE realm_id = ? AND indicator = 11 AND category = 13"),
      0);
}

TEST_P(Members, a_number_is_revealed_with_a_reason_that_is_kept) {
  Person p = t->join(1, t->union_a);
  EXPECT_EQ(reveal(t->house(), t->organiser, p.id, {{"phone"}, "看看"}).problem().fields.at(0).path,
            "reason");
  auto seen = reveal(t->house(), t->organiser, p.id, {{"identity_number"}, "办理医疗互助"});
  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(*seen->identity_number, TestHouse::identity_number(1));
  EXPECT_FALSE(seen->phone.has_value());
  EXPECT_EQ(t->count("SELECT count(*) FROM journal WHERE realm_id = ? AND action = 'members.reveal' AND "
                     "reason = '办理医疗互助'"),
            1);
}

TEST_P(Members, of_sixteen_who_register_one_human_at_once_one_wins) {
  int won = race(16, [&](int i) {
    return create_member(t->house(), t->organiser, t->entry(1, i % 2 ? t->union_a : t->union_b)).ok();
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(people(), 1);
  EXPECT_EQ(stock(), 1);
  EXPECT_EQ(joined(), 1);
}

// The twin without the guard: it looks first and writes after, with no constraint between. It must lose the
// race.
TEST_P(Members, looking_before_writing_lets_two_through) {
  record::Blob index{t->house().vault.blind_index(kIdentityIndexKind, TestHouse::identity_number(1))};
  std::atomic<int> looked{0};
  int won = race(8, [&](int) {
    bool is_free = *t->database().read(
        [&](store::ReadTx& tx) -> Result<bool> { return !find_person_by_identity(tx, t->realm_id, index); });
    ++looked;
    while (looked < 8) std::this_thread::yield();
    if (!is_free) return false;
    return t->database()
        .write([&](store::WriteTx& tx) -> Result<void> {
          StandingEvent event;
          event.realm_id = t->realm_id;
          event.id = t->house().ids.next();
          Person p;
          p.realm_id = t->realm_id;
          p.id = event.person_id = t->house().ids.next();
          p.identity_index.bytes =
              index.bytes + std::to_string(p.id);  // what a table without the unique index would take
          tx.insert(p);
          tx.insert(event);
          return {};
        })
        .ok();
  });
  EXPECT_GT(won, 1);
}

TEST_P(Members, fifty_identical_posts_make_one_row_and_one_answer) {
  IdempotencyKey key{"fifty-at-once", {}};
  std::atomic<int> refused{0};
  int won = race(50, [&](int) {
    auto made = create_member(t->house(), t->organiser, t->entry(1, t->union_a),
                              {&key, [](const Person& p, const Permit& permit) {
                                 return StoredAnswer{201, record::to_json(p, &permit)};
                               }});
    if (!made.ok() && made.problem().code == Code::conflict) ++refused;
    return made.ok();
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(refused, 49);
  EXPECT_EQ(people(), 1);
  auto kept = t->database().read([&](store::ReadTx& tx) { return find_answer(tx, t->organiser, key); });
  ASSERT_TRUE(kept.ok() && kept->has_value());
  EXPECT_EQ((*kept)->status, 201);
  EXPECT_NE((*kept)->body.find("mem_"), std::string::npos);
}

TEST_P(Members, of_two_edits_of_one_version_one_wins) {
  Person p = t->join(1, t->union_a);
  int won = race(8, [&](int i) {
    return edit_member(t->house(), t->organiser, p.id, 1, R"({"note":"第)" + std::to_string(i) + "次\"}")
        .ok();
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(t->person(p.id).version, 2);
}

TEST_P(Members, of_many_who_take_a_member_out_one_wins) {
  Person p = t->join(1, t->union_a);
  EXPECT_EQ(race(8, [&](int) { return change(p.id, EventKind::leave).ok(); }), 1);
  EXPECT_EQ(stock(), 0);
}

TEST_P(Members, lists_come_in_pages_and_never_beyond_the_scope) {
  for (int i = 0; i < 7; ++i) t->join(i, i % 2 ? t->union_a : t->union_b);
  auto page = [&](const Actor& actor, PersonQuery q) {
    Scope scope = visible(actor, "members.read");
    return *t->database().read(
        [&](store::ReadTx& tx) -> Result<std::vector<Person>> { return list_people(tx, scope, q); });
  };
  PersonQuery q;
  q.limit = 3;
  std::vector<Id> seen;
  for (;;) {
    auto rows = page(t->organiser, q);
    for (const auto& p : rows) seen.push_back(p.id);
    if (rows.size() < 3) break;
    q.after_id = rows.back().id;
    q.after_path = rows.back().union_path;
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::unique(seen.begin(), seen.end()) - seen.begin(), 7);
  EXPECT_EQ(page(t->keeper_a, {}).size(), 3u);
  EXPECT_EQ(page(t->leader, {}).size(), 0u);
  PersonQuery by_name;
  for (const char* text : {"小明", "wangxiao", "wxm", "WXM"}) {
    by_name.text = text;
    EXPECT_EQ(page(t->organiser, by_name).size(), 7u) << text;
  }
  for (const char* text : {"小%明", "%", "_", "小红", "wy"}) {
    by_name.text = text;
    EXPECT_EQ(page(t->organiser, by_name).size(), 0u) << text;
  }
  PersonQuery by_number;
  by_number.identity_index.bytes =
      t->house().vault.blind_index(kIdentityIndexKind, TestHouse::identity_number(2));
  EXPECT_EQ(page(t->organiser, by_number).size(), 1u);
  EXPECT_EQ(page(t->keeper_a, by_number).size(), 0u) << "2 stands in the other union";
  PersonQuery left;
  left.standing = Standing::left;
  EXPECT_EQ(page(t->organiser, left).size(), 0u);
}

}  // namespace
}  // namespace niangjia::members
