// Any acts in any order, by either side, from above, in batches and by the clock: the program answers as a simple model
// says, and every identity of `niangjia check` about people holds after each run.

#include <rapidcheck.h>

#include "access/actions.h"
#include "access/session.h"
#include "modules/facts/facts.h"
#include "modules/figures/figures.h"
#include "modules/members/test_house.h"
#include "modules/transfers/actions.h"
#include "modules/transfers/batch_store.h"

namespace niangjia::transfers {
namespace {

using members::EventKind;
using members::Standing;
using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

struct Act {
  int what = 0, person = 0, choice = 0;
};
constexpr int kPeople = 5;

// One person as the model sees them.
struct Member {
  bool is_known = false;
  Standing standing = Standing::none;
  int at = 0;                // 0: union a, 1: union b
  int asked = -1;            // where to; -1: no request
  bool is_released = false;  // 转出中
  bool has_new_agreed = false;
  bool is_of_batch = false;  // moved by the last batch, and nothing since
  int came_from = 0;
};
bool is_member(const Member& m) { return m.standing == Standing::active || m.standing == Standing::moving_out; }

class Run {
 public:
  explicit Run(const char* engine) : t_(engine) {
    keeper_[0] = t_.keeper_a;
    keeper_[1] = t_.keeper_a;
    keeper_[1].held[0].union_id = t_.union_b;
    keeper_[1].held[0].union_path = "aaaabbbbdddd";
    county_ = county_account();
  }

  void act(const Act& a) {
    Member& m = all_[a.person];
    switch (a.what) {
      case 0:
        return join(a, m);
      case 1:
      case 2:
        return ask(a, m);
      case 3:
        return decide(a, m, Decision::release);
      case 4:
        return decide(a, m, Decision::take);
      case 5:
        return decide(a, m, a.choice % 2 ? Decision::refuse : Decision::withdraw);
      case 6:
      case 7:
        return change(a, m);
      case 8:
        return pass_time();
      case 9:
        return move_all(a.choice % 2);
      case 10:
        return take_back();
      default:
        return retain_one(a, m);
    }
  }

  void compare() {
    std::int64_t counted = 0;
    for (int n = 0; n < kPeople; ++n) {
      const Member& m = all_[n];
      if (!m.is_known) continue;
      const auto p = t_.person(ids_[n]);
      RC_ASSERT(p.standing == m.standing);
      RC_ASSERT(p.union_id == union_of(m.at));
      counted += is_member(m);
    }
    RC_ASSERT(t_.count("SELECT count(*) FROM standing_claim WHERE realm_id = ?") == counted);
    RC_ASSERT(t_.count("SELECT COALESCE(SUM(amount), 0) FROM fact WHERE realm_id = ? AND indicator = 11") == counted);
    RC_ASSERT(t_.count("SELECT count(*) FROM person p JOIN trade_union u ON u.realm_id = p.realm_id AND u.id = "
                       "p.union_id WHERE p.realm_id = ? AND p.union_path <> u.tree_path") == 0);
    RC_ASSERT(t_.count("SELECT count(*) FROM person p WHERE p.realm_id = ? AND p.standing = 'moving_out' AND NOT EXISTS "
                       "(SELECT 1 FROM transfer_request r WHERE r.realm_id = p.realm_id AND r.person_id = p.id AND "
                       "r.state = 'released')") == 0);
    RC_ASSERT(facts::fold_tail(t_.house(), t_.realm_id, 100'000).ok());
    auto found = figures::check_identities(t_.house(), t_.realm_id);
    RC_ASSERT(found.ok());
    for (const auto& sentence : *found) RC_ASSERT(sentence.find("工会数与工会名册") != std::string::npos);
  }

 private:
  Actor county_account() {
    const Actor boss = Actor::machine_operator(t_.realm_id, "aaaa");
    auto made = create_account(t_.house(), boss, {"qu" + std::to_string(t_.realm_id), "区", "jiaoshi2026-guilin", 0, false});
    RC_ASSERT(made.ok());
    RC_ASSERT(grant_role(t_.house(), boss, {made->id, "county_organiser", t_.county, {}, {}}).ok());
    return *actor_of_account(t_.house(), t_.realm_id, made->id);
  }
  Id union_of(int at) const { return at ? t_.union_b : t_.union_a; }
  void expect(bool answered, bool predicted) { RC_ASSERT(answered == predicted); }
  void end_request(Member& m) {
    m.asked = -1;
    m.is_released = false;
    if (m.standing == Standing::moving_out) m.standing = Standing::active;
  }
  void arrive(Member& m) {
    m.at = m.asked;
    m.is_of_batch = false;
    end_request(m);
  }

  void join(const Act& a, Member& m) {
    members::MemberEntry e = t_.entry(a.person + 1, union_of(a.choice % 2));
    e.joined_on = std::nullopt;
    auto joined = members::create_member(t_.house(), county_, e);
    expect(joined.ok(), !m.is_known || (!is_member(m) && m.standing != Standing::deceased));
    if (!joined.ok()) return;
    ids_[a.person] = joined->id;
    m.is_known = true;
    m.standing = Standing::active;
    m.at = a.choice % 2;
    m.is_of_batch = false;
  }

  // choice: 0 the old union, 1 the new one, 2 from above; the goal is the other union.
  void ask(const Act& a, Member& m) {
    if (!m.is_known) return;
    const int who = a.choice % 3, to = 1 - m.at;
    TransferWish wish;
    if (who == 1) {
      wish.identity_number = TestHouse::identity_number(a.person + 1);
      wish.name = t_.entry(a.person + 1, union_of(0)).name;
    } else {
      wish.person_id = ids_[a.person];
    }
    wish.to_union_id = union_of(to);
    wish.reason = "换了单位";
    const Actor& actor = who == 0 ? keeper_[m.at] : who == 1 ? keeper_[to] : county_;
    auto asked = ask_transfer(t_.house(), actor, wish);
    expect(asked.ok(), is_member(m) && m.asked < 0);
    if (!asked.ok()) return;
    requests_[a.person] = asked->id;
    m.asked = to;
    m.has_new_agreed = who == 1;
    m.is_released = who == 0;
    if (m.is_released) m.standing = Standing::moving_out;
  }

  void decide(const Act& a, Member& m, Decision d) {
    if (!requests_.count(a.person)) return;
    auto done = decide_transfer(t_.house(), county_, requests_[a.person], {d, "按实际情况", {}});
    bool predicted = m.asked >= 0;
    if (d == Decision::release) predicted = predicted && !m.is_released;
    if (d == Decision::take) predicted = predicted && m.is_released;
    expect(done.ok(), predicted);
    if (!done.ok()) return;
    if (d == Decision::refuse || d == Decision::withdraw) return end_request(m);
    if (d == Decision::take || m.has_new_agreed) return arrive(m);
    m.is_released = true;
    m.standing = Standing::moving_out;
  }

  void change(const Act& a, Member& m) {
    static constexpr EventKind kinds[] = {EventKind::leave,   EventKind::retain, EventKind::expel, EventKind::death,
                                          EventKind::restore, EventKind::restore};
    if (!m.is_known) return;
    const EventKind kind = kinds[a.choice % 6];
    members::StandingChange wish = TestHouse::change(kind);
    auto done = members::change_standing(t_.house(), county_, ids_[a.person], 0, wish);
    const bool predicted = kind == EventKind::restore ? m.standing == Standing::retained : is_member(m);
    expect(done.ok(), predicted);
    if (!done.ok()) return;
    end_request(m);
    m.standing = members::standing_after(kind);
    m.is_of_batch = false;
  }

  void pass_time() {
    t_.clock().instant.ms += 25LL * 86'400'000;
    RC_ASSERT(pass_overdue(t_.house(), t_.realm_id).ok());
    for (Member& m : all_) {
      if (m.asked < 0 || m.is_released) continue;
      if (m.has_new_agreed) {
        arrive(m);
      } else {
        m.is_released = true;
        m.standing = Standing::moving_out;
      }
    }
  }

  // --- many at once ---
  void work() {
    for (bool more = true; more;) {
      auto worked = work_part(t_.house(), t_.realm_id, 2);
      RC_ASSERT(worked.ok());
      more = *worked;
    }
  }
  bool run(const BatchWish& wish) {
    auto batch = begin_batch(t_.house(), county_, wish);
    if (!batch.ok()) return false;
    work();
    RC_ASSERT(steer_batch(t_.house(), county_, batch->id, BatchVerb::run, "").ok());
    work();
    batch_ = batch->id;
    for (Member& m : all_) m.is_of_batch = false;
    return true;
  }
  void move_all(int from) {
    BatchWish wish;
    wish.from_union_id = union_of(from);
    wish.to_union_id = union_of(1 - from);
    wish.reason = "单位关闭";
    if (!run(wish)) return;
    for (Member& m : all_) {
      const bool goes = m.is_known && m.at == from && m.asked < 0 && (is_member(m) || m.standing == Standing::retained);
      if (!goes) continue;
      m.came_from = m.at;
      m.at = 1 - from;
      m.is_of_batch = true;
    }
  }
  void retain_one(const Act& a, Member& m) {
    BatchWish wish;
    wish.act = BatchAct::retain;
    wish.identity_numbers = TestHouse::identity_number(a.person + 1);
    wish.reason = "退休";
    if (!run(wish)) return;
    if (!is_member(m) || m.asked >= 0) return;
    m.standing = Standing::retained;
    m.is_of_batch = true;
    m.came_from = m.at;
    retained_ = a.person;
  }
  void take_back() {
    if (!batch_) return;
    auto undone = steer_batch(t_.house(), county_, batch_, BatchVerb::undo, "弄错了");
    RC_ASSERT(undone.ok());
    work();
    for (int n = 0; n < kPeople; ++n) {
      Member& m = all_[n];
      if (!m.is_of_batch || m.asked >= 0) continue;
      m.at = m.came_from;
      if (n == retained_ && m.standing == Standing::retained && was_retained_by_batch()) m.standing = Standing::active;
      m.is_of_batch = false;
    }
    batch_ = 0;
  }
  bool was_retained_by_batch() {
    return *t_.database().read([&](store::ReadTx& tx) -> Result<bool> {
      return find_batch(tx, t_.realm_id, batch_)->act == BatchAct::retain;
    });
  }

  TestHouse t_;
  Actor keeper_[2], county_;
  Member all_[kPeople];
  std::map<int, Id> ids_, requests_;
  Id batch_ = 0;
  int retained_ = -1;
};

void any_acts(const char* engine) {
  EXPECT_TRUE(rc::check([&] {
    const auto acts = *rc::gen::container<std::vector<Act>>(rc::gen::apply(
        [](int what, int person, int choice) {
          return Act{what, person, choice};
        },
        rc::gen::weightedElement<int>(
            {{6, 0}, {5, 1}, {4, 2}, {5, 3}, {5, 4}, {3, 5}, {3, 6}, {2, 7}, {2, 8}, {2, 9}, {2, 10}, {2, 11}}),
        rc::gen::inRange(0, kPeople), rc::gen::inRange(0, 6)));
    Run run(engine);
    for (const Act& a : acts) run.act(a);
    run.compare();
  }));
}

TEST(TransferActs, in_any_order_leave_people_where_the_model_says) { any_acts("sqlite"); }

TEST(TransferActs, in_any_order_leave_people_where_the_model_says_on_postgres) {
  if (!members::has_engine("postgres")) GTEST_SKIP();
  any_acts("postgres");
}

}  // namespace
}  // namespace niangjia::transfers
