#pragma once
// For tests: all acts on people in any order, by either side, from above, in batches, by phone and by the clock: joining and its
// decision, founding, transfers, changes of standing, doubles merged and parted, deletion. The program answers as a simple model
// says, and what `niangjia check` asks holds after each run.

#include <rapidcheck.h>

#include "access/actions.h"
#include "access/session.h"
#include "access/signed_token.h"
#include "app/check_store.h"
#include "app/founding_fixture.h"
#include "app/modules.h"
#include "modules/facts/facts.h"
#include "modules/figures/figures.h"
#include "modules/joining/actions.h"
#include "modules/members/test_house.h"
#include "modules/transfers/actions.h"
#include "modules/notices/carrier.h"
#include "modules/phones/phones.h"
#include "modules/transfers/batch_store.h"
#include "modules/workers/actions.h"

namespace niangjia::transfers {

using members::EventKind;
using members::Standing;
using members::TestHouse;

inline const bool rows_added = [] {
  app::add_all_access_rows();
  return true;
}();

struct Act {
  int what = 0, person = 0, choice = 0;
};
// For a sequence that is found to break something.
inline void showValue(const Act& a, std::ostream& out) { out << "{" << a.what << "," << a.person << "," << a.choice << "}"; }
constexpr int kPeople = 5;

// One person as the model sees them.
struct ModelMember {
  bool is_known = false;
  Standing standing = Standing::none;
  int at = 0;                // 0: union a, 1: union b
  int asked = -1;            // where to; -1: no request
  bool is_released = false;  // 转出中
  bool has_new_agreed = false;
  bool is_of_batch = false;  // moved by the last batch, and nothing since
  int came_from = 0;
  int applied_to = -1;  // by phone, and not decided; -1: no application
  bool applied_as_member = false;
  Id merge = 0;  // of a double into this record, not taken back
  bool has_taken_over = false;
  std::int64_t version_merged = 0;
  Standing standing_before = Standing::none;
  int at_before = 0, double_at = 0;
  Id batch_before = 0;  // that it was of when a double was merged into it; 0: of none
  bool is_blurred = false;  // a double's history is among this one's: what a batch may take back is not foretold
};
inline bool is_member(const ModelMember& m) { return m.standing == Standing::active || m.standing == Standing::moving_out; }

class ActsRun {
 public:
  explicit ActsRun(const char* engine) : t_(engine) {
    keeper_[0] = t_.keeper_a;
    keeper_[1] = t_.keeper_a;
    keeper_[1].held[0].union_id = t_.union_b;
    keeper_[1].held[0].union_path = "aaaabbbbdddd";
    county_ = county_account();
  }

  void act(const Act& a) {
    ModelMember& m = all_[a.person];
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
      case 11:
        return retain_one(a, m);
      case 12:
        return apply_by_phone(a, m);
      case 13:
        return decide_application(a, m);
      case 14:
        return founding_.go_on();
      case 15:
        return merge_a_double(a, m);
      case 16:
        return part(a, m);
      default:
        return erase(a, m);
    }
  }

  void compare() {
    std::int64_t counted = 0;
    for (int n = 0; n < kPeople; ++n) {
      const ModelMember& m = all_[n];
      if (!m.is_known) continue;
      const auto p = t_.person(ids_[n]);
      RC_ASSERT(p.standing == m.standing);
      RC_ASSERT(p.union_id == union_of(m.at));
      counted += is_member(m);
    }
    counted += others_ + founding_.members;
    RC_ASSERT(t_.count("SELECT COALESCE(SUM(amount), 0) FROM fact WHERE realm_id = ? AND indicator = 1") == founding_.founded);
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
    // The unions of the house were not founded by an act, and that alone may be said.
    for (const auto& sentence : *found) RC_ASSERT(sentence.find("工会数与工会名册") != std::string::npos);
    auto references = app::reference_violations(t_.database(), t_.realm_id);
    RC_ASSERT(references.ok());
    for (const auto& sentence : *references) RC_FAIL(sentence);
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
  void end_request(ModelMember& m) {
    m.asked = -1;
    m.is_released = false;
    if (m.standing == Standing::moving_out) m.standing = Standing::active;
  }
  void arrive(ModelMember& m) {
    m.at = m.asked;
    m.is_of_batch = false;
    end_request(m);
  }

  void join(const Act& a, ModelMember& m) {
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
  void ask(const Act& a, ModelMember& m) {
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

  void decide(const Act& a, ModelMember& m, Decision d) {
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

  void change(const Act& a, ModelMember& m) {
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
    for (ModelMember& m : all_) {
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
    for (ModelMember& m : all_) m.is_of_batch = false;
    return true;
  }
  void move_all(int from) {
    BatchWish wish;
    wish.from_union_id = union_of(from);
    wish.to_union_id = union_of(1 - from);
    wish.reason = "单位关闭";
    if (!run(wish)) return;
    for (ModelMember& m : all_) {
      const bool goes = m.is_known && m.at == from && m.asked < 0 && (is_member(m) || m.standing == Standing::retained);
      if (!goes) continue;
      m.came_from = m.at;
      m.at = 1 - from;
      m.is_of_batch = true;
    }
  }
  void retain_one(const Act& a, ModelMember& m) {
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
      ModelMember& m = all_[n];
      if (!m.is_of_batch || m.asked >= 0) continue;
      m.at = m.came_from;
      if (n == retained_ && m.standing == Standing::retained && was_retained_by_batch()) m.standing = Standing::active;
      m.is_of_batch = false;
      if (m.is_blurred) adopt(n);
    }
    batch_ = 0;
  }
  void adopt(int n) {
    const auto p = t_.person(ids_[n]);
    all_[n].standing = p.standing;
    all_[n].at = p.union_id == t_.union_b;
  }
  bool was_retained_by_batch() {
    return *t_.database().read([&](store::ReadTx& tx) -> Result<bool> {
      return find_batch(tx, t_.realm_id, batch_)->act == BatchAct::retain;
    });
  }

  // --- joining by phone ---
  std::string phone_of(int person) const { return "1390000000" + std::to_string(person); }
  std::string code_for(const std::string& phone) {
    t_.clock().instant.ms += phones::kCodePause_ms;
    RC_ASSERT(phones::send_phone_code(t_.house(), {t_.realm_id, "区总工会", "aaaa", phone, phones::kToJoin}).ok());
    std::string text;
    notices::Adapters adapters;
    adapters[0] = [&](const notices::Notice& n, const notices::Outgoing& plain) -> Result<std::string> {
      if (n.template_code == "phone_code" && plain.address == phone) text = plain.text;
      return std::string();
    };
    for (int i = 0; i < 20 && text.empty(); ++i) RC_ASSERT(notices::carry_once(t_.house(), t_.realm_id, adapters).ok());
    const std::string before = "验证码 ";
    RC_ASSERT(text.find(before) != std::string::npos);
    return text.substr(text.find(before) + before.size(), 6);
  }
  void apply_by_phone(const Act& a, ModelMember& m) {
    const int to = a.choice % 2;
    auto poster = joining::make_poster(t_.house(), t_.organiser, {union_of(to), "集中入会", {}});
    RC_ASSERT(poster.ok());
    auto open = joining::open_poster(
        t_.house(), make_token(t_.house().vault, joining::kPosterToken, {t_.realm_id, poster->id}));
    RC_ASSERT(open.ok());
    joining::Intake in;
    in.name = t_.entry(a.person + 1, 0).name;
    in.identity_number = TestHouse::identity_number(a.person + 1);
    in.phone = phone_of(a.person);
    in.code = code_for(in.phone);
    in.category = 13;
    in.consents = {"membership"};
    auto applied = joining::apply_to_join(t_.house(), *open, in);
    expect(applied.ok(), !m.is_known || (m.standing != Standing::deceased && !(is_member(m) && m.at == to)));
    if (!applied.ok()) return;
    RC_ASSERT(applied->is_repeated == (m.applied_to >= 0));
    if (applied->is_repeated) return;
    applications_[a.person] = applied->application.id;
    m.applied_to = to;
    m.applied_as_member = m.is_known && is_member(m);
  }
  void decide_application(const Act& a, ModelMember& m) {
    if (m.applied_to < 0) return;
    const bool accepts = a.choice % 4 != 0;
    joining::DecisionWish wish{accepts ? joining::Decision::accept : joining::Decision::refuse, "不在本单位工作", 0};
    auto decided = joining::decide(t_.house(), t_.organiser, applications_[a.person], wish);
    const bool moves = m.is_known && is_member(m) && m.asked < 0 && m.at != m.applied_to;
    const bool joins = !m.is_known || (!is_member(m) && m.standing != Standing::deceased);
    expect(decided.ok(), !accepts || (m.applied_as_member ? moves : joins));
    if (!decided.ok()) return;
    const int to = m.applied_to;
    m.applied_to = -1;
    if (!accepts) return;
    if (m.applied_as_member) {
      requests_[a.person] = latest_request(ids_[a.person]);
      m.asked = to;
      m.has_new_agreed = true;
      m.is_released = false;
      return;
    }
    ids_[a.person] = decided->person_id;
    m.is_known = true;
    m.standing = Standing::active;
    m.at = to;
    m.is_of_batch = false;
  }
  Id latest_request(Id person_id) {
    return *t_.database().read([&](store::ReadTx& tx) -> Result<Id> {
      return tx.integer("SELECT id FROM transfer_request WHERE realm_id = ? AND person_id = ? ORDER BY id DESC LIMIT 1",
                        store::Params{t_.realm_id, person_id})
          .value_or(0);
    });
  }

  template <class T>
  void done(const Result<T>& result) {
    if (!result.ok()) RC_FAIL(result.problem().reason + " " + result.problem().message);
  }
  // --- one person under two numbers ---
  void merge_a_double(const Act& a, ModelMember& m) {
    if (!m.is_known || m.merge) return;
    const int at = a.choice % 2;
    auto twin = members::create_member(t_.house(), county_, t_.entry(++strangers_, union_of(at)));
    RC_ASSERT(twin.ok());
    ++others_;
    auto merged = members::merge_people(t_.house(), county_, ids_[a.person], twin->id);
    expect(merged.ok(), m.standing != Standing::deceased);
    if (!merged.ok()) return;
    --others_;
    m.merge = merged->id;
    m.has_taken_over = !is_member(m);
    m.version_merged = t_.person(ids_[a.person]).version;
    m.standing_before = m.standing;
    m.at_before = m.at;
    m.double_at = at;
    m.batch_before = m.is_of_batch ? batch_ : 0;
    m.is_blurred = true;
    if (!m.has_taken_over) return;
    m.standing = Standing::active;
    m.at = at;
    m.is_of_batch = false;
  }
  void part(const Act& a, ModelMember& m) {
    if (!m.is_known || !m.merge) return;
    auto parted = members::undo_merge(t_.house(), county_, m.merge, "不是同一个人");
    const bool is_untouched = t_.person(ids_[a.person]).version == m.version_merged;
    const bool is_there = m.at == (m.has_taken_over ? m.double_at : m.at_before);
    const bool was_untouched = parted.ok() ? true : is_untouched;  // taking back writes the record again
    const bool has_asked_since = m.asked >= 0;
    expect(parted.ok(), is_there && (!m.has_taken_over || (was_untouched && !has_asked_since)));
    if (!parted.ok()) return;
    ++others_;
    m.merge = 0;
    if (!m.has_taken_over) return;
    m.standing = m.standing_before;
    m.at = m.at_before;
    m.is_of_batch = batch_ && m.batch_before == batch_;  // its event is the last one again
  }

  // Who counts no more may have what names them destroyed; the figures stay, and the number is free for a new record.
  void erase(const Act& a, ModelMember& m) {
    if (!m.is_known || m.standing == Standing::deceased) return;
    workers::Worker self{Actor::worker(t_.realm_id, ids_[a.person]), {}};
    self.session.realm_id = t_.realm_id;
    self.session.person_id = ids_[a.person];
    auto asked = workers::ask_deletion(t_.house(), self, "请删除");
    expect(asked.ok(), !is_member(m));
    if (!asked.ok()) return;
    done(workers::answer_request(t_.house(), t_.organiser, asked->id, true, ""));
    const int applied_to = m.applied_as_member ? -1 : m.applied_to;
    m = ModelMember{};
    m.applied_to = applied_to;
    requests_.erase(a.person);
  }

  TestHouse t_;
  FoundingWalk founding_{t_};
  int strangers_ = 50;
  std::int64_t others_ = 0;  // members beside the five
  std::map<int, Id> applications_;
  Actor keeper_[2], county_;
  ModelMember all_[kPeople];
  std::map<int, Id> ids_, requests_;
  Id batch_ = 0;
  int retained_ = -1;
};

}  // namespace niangjia::transfers
