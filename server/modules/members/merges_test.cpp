#include <rapidcheck.h>

#include <map>

#include "modules/members/store.h"
#include "modules/members/test_house.h"

namespace niangjia::members {
namespace {

class Merges : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!has_engine(GetParam())) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
    t = std::make_unique<TestHouse>(GetParam());
  }
  std::int64_t stock() {
    return t->count("SELECT COALESCE(SUM(amount),0) FROM fact WHERE realm_id = ? AND indicator = 11");
  }
  std::int64_t find(const std::vector<Person>& people) {
    auto n = t->database().write([&](store::WriteTx& tx) -> Result<std::int64_t> {
      return find_duplicates_of(tx, t->house().ids, people, 0);
    });
    EXPECT_TRUE(n.ok()) << (n.ok() ? "" : n.problem().inside.text);
    return n.ok() ? *n : -1;
  }
  void add_work(Id person_id) {
    ASSERT_TRUE(t->database()
                    .write([&](store::WriteTx& tx) -> Result<void> {
                      WorkRelation w;
                      w.realm_id = t->realm_id;
                      w.id = t->house().ids.next();
                      w.person_id = person_id;
                      w.outlet_name = "某网点";
                      w.surveyed_on = *Date::from_ymd(2021, 11, 1);
                      tx.insert(w);
                      TransferRequest r;
                      r.realm_id = t->realm_id;
                      r.id = t->house().ids.next();
                      r.person_id = person_id;
                      r.requested_on = w.surveyed_on;
                      r.import_id = r.id;  // told by a report: a person may have several
                      r.state = TransferState::open;
                      tx.insert(r);
                      return {};
                    })
                    .ok());
  }
  std::unique_ptr<TestHouse> t;
};
INSTANTIATE_TEST_SUITE_P(Engines, Merges, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Merges, likely_pairs_are_found_once) {
  Person a = t->join(1, t->union_a), b = t->join(2, t->union_b), c = t->join(3, t->union_b);
  EXPECT_EQ(t->count("SELECT count(*) FROM likely_duplicate WHERE realm_id = ?"), 3)
      << "same name and birth, three numbers: told as each joins";
  EXPECT_EQ(find({a, b, c}), 0) << "and told once";
  EXPECT_EQ(
      t->count(
          "SELECT count(*) FROM likely_duplicate WHERE realm_id = ? AND left_id < right_id AND score = 60"),
      3);
  EXPECT_EQ(t->count("SELECT count(*) FROM likely_duplicate WHERE realm_id = ? AND union_path = 'aaaabbbb'"),
            2);
}

TEST_P(Merges, two_transfers_under_way_are_settled_before_their_people_become_one) {
  Person a = t->join(1, t->union_a), b = t->join(2, t->union_b);
  for (const Person* p : {&a, &b})
    ASSERT_TRUE(t->database().write([&](store::WriteTx& tx) -> Result<void> {
      TransferRequest r;
      r.realm_id = t->realm_id;
      r.id = t->house().ids.next();
      r.person_id = p->id;
      tx.insert(r);
      return {};
    }));
  EXPECT_EQ(merge_people(t->house(), t->organiser, a.id, b.id).problem().reason, "merge.both_in_transfer");
  ASSERT_TRUE(change_standing(t->house(), t->organiser, b.id, 0, TestHouse::change(EventKind::leave))) << "which ends the transfer of b";
  EXPECT_TRUE(merge_people(t->house(), t->organiser, a.id, b.id));
}

TEST_P(Merges, a_merge_of_two_active_ones_counts_one_and_undoes_bit_by_bit) {
  Person a = t->join(1, t->union_a), b = t->join(2, t->union_b);
  add_work(a.id);
  add_work(b.id);
  find({a, b});
  std::string before = t->dump();
  auto merge = merge_people(t->house(), t->organiser, a.id, b.id);
  ASSERT_TRUE(merge.ok()) << merge.problem().message << merge.problem().inside.text;
  EXPECT_NE(t->dump(), before);
  EXPECT_EQ(stock(), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM work_relation w JOIN person p ON p.realm_id = w.realm_id AND p.id "
                     "= w.person_id "
                     "WHERE w.realm_id = ? AND p.merged_into_id IS NULL"),
            2);
  EXPECT_EQ(t->count("SELECT count(*) FROM likely_duplicate WHERE realm_id = ? AND state = 'merged'"), 1);
  EXPECT_EQ(create_member(t->house(), t->organiser, t->entry(2, t->union_a)).problem().reason,
            "member.already_member")
      << "the other number leads to the human who is a member";
  EXPECT_EQ(merge_people(t->house(), t->organiser, a.id, b.id).problem().reason, "merge.already_merged");
  t->clock().instant.ms += 86'400'000;
  ASSERT_TRUE(undo_merge(t->house(), t->organiser, merge->id, "不是同一人").ok());
  EXPECT_EQ(t->dump(), before);
  EXPECT_EQ(stock(), 2);
  EXPECT_EQ(t->count("SELECT COALESCE(SUM(amount),0) FROM fact WHERE realm_id = ? AND indicator = 11 AND "
                     "happened_on <= '2021-11-12'"),
            2)
      << "every day since the merge is again what it was";
  EXPECT_EQ(undo_merge(t->house(), t->organiser, merge->id, "再来").problem().reason, "merge.undone");
}

TEST_P(Merges, the_kept_record_learns_what_it_did_not_know_and_forgets_it_again) {
  MemberEntry bare = t->entry(1, t->union_a);
  bare.phone.clear(), bare.education.clear();
  auto a = create_member(t->house(), t->organiser, bare);
  MemberEntry full = t->entry(2, t->union_b);
  full.education = "大学本科", full.politics = "群众";
  auto b = create_member(t->house(), t->organiser, full);
  ASSERT_TRUE(a.ok() && b.ok());
  std::string before = t->dump();
  auto merge = merge_people(t->house(), t->organiser, a->id, b->id);
  ASSERT_TRUE(merge.ok());
  Person kept = t->person(a->id);
  EXPECT_EQ(kept.education, "大学本科");
  auto phone = unseal_phone(t->house().vault, kept);
  ASSERT_TRUE(phone.ok());
  EXPECT_EQ(*phone, full.phone);
  EXPECT_EQ(kept.problems & kNoPhone, 0);
  ASSERT_TRUE(undo_merge(t->house(), t->organiser, merge->id, "不是同一人").ok());
  EXPECT_EQ(t->dump(), before);
}

TEST_P(Merges, the_stronger_standing_is_taken_over_and_given_back) {
  Person a = t->join(1, t->union_a), b = t->join(2, t->union_b);
  ASSERT_TRUE(
      change_standing(t->house(), t->organiser, a.id, 0, TestHouse::change(EventKind::leave)).ok());
  std::string before = t->dump();
  auto merge = merge_people(t->house(), t->organiser, a.id, b.id);
  ASSERT_TRUE(merge.ok());
  EXPECT_EQ(t->person(a.id).standing, Standing::active);
  EXPECT_EQ(t->person(a.id).union_id, t->union_b);
  EXPECT_EQ(stock(), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_claim WHERE realm_id = ?"), 1);
  ASSERT_TRUE(undo_merge(t->house(), t->organiser, merge->id, "不是同一人").ok());
  EXPECT_EQ(t->dump(), before);
}

TEST_P(Merges, what_happened_since_is_not_lost_by_undoing) {
  Person a = t->join(1, t->union_a), b = t->join(2, t->union_b);
  ASSERT_TRUE(
      change_standing(t->house(), t->organiser, a.id, 0, TestHouse::change(EventKind::leave)).ok());
  auto merge = merge_people(t->house(), t->organiser, a.id, b.id);
  ASSERT_TRUE(merge.ok());
  ASSERT_TRUE(
      edit_member(t->house(), t->organiser, a.id, t->person(a.id).version, R"({"note":"新的备注"})").ok());
  std::string before = t->dump();
  EXPECT_EQ(undo_merge(t->house(), t->organiser, merge->id, "不是同一人").problem().reason,
            "merge.changed_since");
  EXPECT_EQ(t->dump(), before);
}

TEST_P(Merges, both_places_must_be_the_actors) {
  Person a = t->join(1, t->union_a), b = t->join(2, t->union_b);
  EXPECT_EQ(merge_people(t->house(), t->keeper_a, a.id, b.id).problem().code, Code::not_found);
  EXPECT_EQ(merge_people(t->house(), t->keeper_a, b.id, a.id).problem().code, Code::not_found);
  EXPECT_EQ(merge_people(t->house(), t->organiser, a.id, a.id).problem().reason, "merge.same_person");
}

TEST_P(Merges, what_is_not_the_actors_is_told_like_what_does_not_exist) {
  Person a = t->join(1, t->union_b), b = t->join(2, t->union_b);
  Id pair_id = t->count("SELECT id FROM likely_duplicate WHERE realm_id = ?");
  EXPECT_EQ(dismiss_duplicate(t->house(), t->keeper_a, pair_id).problem().reason, "duplicate.not_found");
  auto merge = merge_people(t->house(), t->organiser, a.id, b.id);
  ASSERT_TRUE(merge.ok());
  EXPECT_EQ(merge_people(t->house(), t->keeper_a, a.id, b.id).problem().code, Code::not_found)
      << "not that it was merged already";
  EXPECT_EQ(undo_merge(t->house(), t->keeper_a, merge->id, "试").problem().message,
            undo_merge(t->house(), t->keeper_a, 77, "试").problem().message);
  ASSERT_TRUE(undo_merge(t->house(), t->organiser, merge->id, "是两个人").ok());
  EXPECT_EQ(undo_merge(t->house(), t->keeper_a, merge->id, "试").problem().code, Code::not_found)
      << "not that it was undone already";
}

TEST_P(Merges, a_dismissed_pair_stays_dismissed) {
  Person a = t->join(1, t->union_a), b = t->join(2, t->union_b);
  find({a, b});
  Id pair = t->count("SELECT id FROM likely_duplicate WHERE realm_id = ?");
  ASSERT_TRUE(dismiss_duplicate(t->house(), t->organiser, pair).ok());
  EXPECT_EQ(dismiss_duplicate(t->house(), t->organiser, pair).problem().reason, "duplicate.settled");
  EXPECT_EQ(find({a, b}), 0);
}

// --- any sequence of acts: what the facts say is what the rows say, on every day ---

struct Act {
  int kind, person, other, day;
};

// What the federation's book says: who counts, and each step of the count with its day.
struct Book {
  std::map<int, Standing> standing;
  std::vector<std::pair<Date, int>> steps;
  std::int64_t stock_on(Date day) const {
    std::int64_t sum = 0;
    for (const auto& [on, by] : steps) sum += on <= day ? by : 0;
    return sum;
  }
};

class Play {
 public:
  void run(const Act& act) {
    t_.clock().instant.ms += 3'600'000LL * act.day;
    if (act.kind <= 2) return join(act);
    if (act.kind <= 8) return change(act);
    if (act.kind == 9) return edit(act);
    if (act.kind == 10) return merge(act);
    undo();
  }
  void check() {
    const char* rows =
        "SELECT count(*) FROM person WHERE realm_id = ? AND standing IN ('active','moving_out') AND "
        "merged_into_id IS NULL";
    RC_ASSERT(t_.count(rows) == book_.stock_on(t_.clock().today()));
    RC_ASSERT(t_.count("SELECT count(*) FROM standing_claim WHERE realm_id = ?") == t_.count(rows));
    for (int back : {0, 1, 2, 5}) {
      Date day = t_.clock().today().plus_days(-back);
      RC_ASSERT(t_.count("SELECT COALESCE(SUM(amount),0) FROM fact WHERE realm_id = ? AND indicator = 11 AND "
                         "happened_on <= '" +
                         day.iso() + "'") == book_.stock_on(day));
    }
    RC_ASSERT(t_.count("SELECT count(*) FROM (SELECT union_path, category, SUM(n) AS total FROM (SELECT "
                       "union_path, category, "
                       "amount AS n, realm_id FROM fact WHERE indicator = 11 UNION ALL SELECT union_path, "
                       "category, -1, realm_id "
                       "FROM person WHERE standing IN ('active','moving_out') AND merged_into_id IS NULL) "
                       "both_sides WHERE realm_id = ? "
                       "GROUP BY union_path, category) sums WHERE total <> 0") == 0);
  }

 private:
  void step(Standing before, Standing after) {
    if (int by = net_effect(before, after)) book_.steps.emplace_back(t_.clock().today(), by);
  }
  void join(const Act& act) {
    MemberEntry e = t_.entry(act.person, act.other % 2 ? t_.union_a : t_.union_b);
    e.joined_on = std::nullopt;
    Id known = ids_.count(act.person) ? ids_[act.person] : 0;
    Id root = known ? root_of(known) : 0;
    auto joined = create_member(t_.house(), t_.organiser, e);
    if (!root) {
      RC_ASSERT(joined.ok());
      ids_[act.person] = joined->id;
      standing_[joined->id] = Standing::active;
      return step(Standing::none, Standing::active);
    }
    Standing before = standing_[root];
    RC_ASSERT(joined.ok() == (!is_counted(before) && before != Standing::deceased));
    if (!joined.ok()) return;
    standing_[root] = Standing::active;
    step(before, Standing::active);
  }
  void change(const Act& act) {
    static constexpr EventKind kinds[] = {EventKind::leave,       EventKind::retain,  EventKind::transfer_out,
                                          EventKind::transfer_in, EventKind::restore, EventKind::death};
    if (!ids_.count(act.person)) return;
    Id id = ids_[act.person];
    if (into_.count(id)) return;
    EventKind kind = kinds[act.kind - 3];
    StandingState state{true, standing_[id], 1};
    bool expected = judge_event(state, kind, 1) == EventVerdict::apply;
    StandingChange wish = TestHouse::change(kind, "按实际情况");
    wish.union_id = act.other % 2 ? t_.union_a : t_.union_b;
    auto done = change_standing(t_.house(), t_.organiser, id, 0, wish);
    RC_ASSERT(done.ok() == expected);
    if (!done.ok()) return;
    step(standing_[id], standing_after(kind));
    standing_[id] = standing_after(kind);
  }
  void edit(const Act& act) {
    if (!ids_.count(act.person) || into_.count(ids_[act.person])) return;
    Id id = ids_[act.person];
    RC_ASSERT(edit_member(t_.house(), t_.organiser, id, t_.person(id).version,
                          act.other % 2 ? R"({"category":14})" : R"({"category":13})")
                  .ok());
  }
  void merge(const Act& act) {
    if (!ids_.count(act.person) || !ids_.count(act.other)) return;
    Id keep = ids_[act.person], gone = ids_[act.other];
    auto merged = merge_people(t_.house(), t_.organiser, keep, gone);
    if (!merged.ok()) return;
    RC_ASSERT(keep != gone && !into_.count(keep) && !into_.count(gone));
    last_merge_ = merged->id;
    undo_ = {keep, gone, standing_[keep], standing_[gone], t_.clock().today()};
    if (is_counted(standing_[keep]) && is_counted(standing_[gone]))
      book_.steps.emplace_back(t_.clock().today(), -1);
    standing_[keep] = t_.person(keep).standing;
    into_[gone] = keep;
  }
  void undo() {
    if (!last_merge_) return;
    auto undone = undo_merge(t_.house(), t_.organiser, last_merge_, "不是同一人");
    if (!undone.ok()) return;
    last_merge_ = 0;
    into_.erase(undo_.gone);
    if (is_counted(undo_.kept_standing) && is_counted(undo_.gone_standing))
      book_.steps.emplace_back(undo_.on, 1);
    standing_[undo_.keep] = t_.person(undo_.keep).standing;
    standing_[undo_.gone] = undo_.gone_standing;
  }
  Id root_of(Id id) const {
    while (into_.count(id)) id = into_.at(id);
    return id;
  }

  struct Undo {
    Id keep = 0, gone = 0;
    Standing kept_standing = Standing::none, gone_standing = Standing::none;
    Date on;
  };
  TestHouse t_{"sqlite"};
  Book book_;
  std::map<int, Id> ids_;
  std::map<Id, Standing> standing_;
  std::map<Id, Id> into_;
  Id last_merge_ = 0;
  Undo undo_;
};

TEST(Stock, by_facts_is_the_active_people_after_any_acts) {
  EXPECT_TRUE(rc::check([] {
    auto acts = *rc::gen::container<std::vector<Act>>(rc::gen::apply(
        [](int kind, int person, int other, int day) {
          return Act{kind, person, other, day};
        },
        rc::gen::inRange(0, 12), rc::gen::inRange(0, 4), rc::gen::inRange(0, 4), rc::gen::inRange(0, 60)));
    Play play;
    for (const Act& act : acts) {
      play.run(act);
      play.check();
    }
  }));
}

}  // namespace
}  // namespace niangjia::members
