// What a desk does with an application: takes the person in, refuses with a reason, or hands it on. Each is
// one transaction; of two cadres who decide at once, one hears that it is done.

#include "base/text.h"
#include "modules/joining/actions.h"
#include "modules/joining/sealing.h"
#include "modules/joining/telling.h"
#include "modules/parameters/parameters.h"
#include "modules/transfers/transfers.h"
#include "modules/workdays/workdays.h"

namespace niangjia::joining {

namespace {

constexpr int kMostEscalations = 3;  // own desk, township, county
constexpr std::size_t kSegment = 4;  // letters of one level of a tree path

Problem settled_meanwhile() {
  return refuse(Code::conflict, "application.settled", "这份申请已由他人办理，请刷新后再看。");
}

Date due_after(Date day, bool is_in_pool) {
  auto days = parameters::value_on(is_in_pool ? "joining.pool_workdays" : "joining.decide_workdays", day);
  return workdays::plus_workdays(day, static_cast<int>(days));
}

// One decision under way: what was read before the transaction, and what the transaction needs of it.
struct Case {
  House& house;
  const Actor& actor;
  const DecisionWish& wish;
  Applicant plain;
  std::optional<members::PreparedJoining> joining;
  Instant now;
};

Result<Application> seen_application(store::ReadTx& tx, const Actor& actor, Id id) {
  auto a = find_application(tx, actor.realm_id, id);
  if (!a || !allow(actor, "applications.read", place_of(*a)).ok()) return no_such_application();
  return *a;
}

Result<void> check_wish(const Application& a, const DecisionWish& wish) {
  if (a.state != ApplicationState::waiting) return settled_meanwhile();
  if (wish.decision == Decision::refuse && count_characters(trim(wish.reason)) < 2)
    return wrong_field("reason", "请写明不通过的原因，会告诉申请人");
  if (wish.decision == Decision::accept && a.is_in_pool && wish.union_id == 0)
    return wrong_field("union_id", "这份申请在周转库，请选择接收的工会");
  return {};
}

Result<Case> prepare(House& house, const Actor& actor, Id id, const DecisionWish& wish) {
  Case c{house, actor, wish, {}, {}, house.clock.now()};
  TRY(Application a, house.database.read([&](store::ReadTx& tx) { return seen_application(tx, actor, id); }));
  CHECK_OK(check_wish(a, wish));
  TRY(c.plain, unseal_applicant(house.vault, a));
  if (wish.decision != Decision::accept || a.kind != ApplicationKind::join) return c;
  members::MemberEntry entry;
  entry.name = a.name;
  entry.identity_number = c.plain.identity_number;
  entry.phone = c.plain.phone;
  entry.category = a.category;
  entry.platform = a.platform;
  TRY(members::PreparedJoining joining, members::prepare_joining(house, actor, entry));
  c.joining = std::move(joining);
  return c;
}

// The person asked for it and the new union has said yes: what is left is the old union's word.
Result<void> ask_transfer(store::WriteTx& tx, Case& c, const Permit& permit, Application& a) {
  auto person = members::find_person(tx, a.realm_id, a.person_id);
  auto from = person ? members::place_of_union(tx, a.realm_id, person->union_id) : std::nullopt;
  auto to = members::place_of_union(tx, a.realm_id, a.union_id);
  if (!person || !from || !to || !members::is_counted(person->standing))
    return refuse(Code::conflict, "application.standing_changed",
                  "该职工的会籍在申请后有了变化，请不通过并请本人重新申请。");
  CHECK_OK(transfers::open_transfer(c.house, tx, permit, *person,
                                    {members::TransferKind::move, transfers::kScan, *from, *to,
                                     "本人扫码申请转入", c.actor.name, {}}));
  a.state = ApplicationState::transferring;
  return {};
}

Result<void> accept(store::WriteTx& tx, Case& c, const Permit& permit, Application& a) {
  if (c.wish.union_id) {
    auto place = open_place(tx, a.realm_id, c.wish.union_id);
    if (!place) return wrong_field("union_id", "请选择基层工会：会员只在基层工会；已撤销或锁定的也不能选");
    a.union_id = place->union_id;
    a.union_path = place->path;
    a.is_in_pool = false;
  }
  if (a.kind == ApplicationKind::transfer) return ask_transfer(tx, c, permit, a);
  TRY(members::Person person, members::join_member(c.house, tx, c.actor, *c.joining, a.union_id));
  a.person_id = person.id;
  a.state = ApplicationState::accepted;
  give_consents_to(tx, a.realm_id, a.id, person.id);
  return {};
}

Result<void> move(store::WriteTx& tx, Case& c, Application& a) {
  auto realm = realm_place(tx, a.realm_id);
  auto place = c.wish.union_id ? open_place(tx, a.realm_id, c.wish.union_id) : std::nullopt;
  if (!realm || (c.wish.union_id && !place)) return wrong_field("union_id", "请选择基层工会：会员只在基层工会；已撤销或锁定的也不能选");
  if (place && place->union_id == a.union_id) return wrong_field("union_id", "申请已在这个工会，请另选");
  a.is_in_pool = !place;
  a.union_id = place ? place->union_id : 0;
  a.union_path = a.desk_path = place ? place->path : realm->root_path;
  a.routed_by = "由" + c.actor.name + "转办";
  a.due_on = due_after(c.now.day_in_china(), a.is_in_pool);
  a.escalations = 0;
  return {};
}

Result<void> settle(store::WriteTx& tx, Case& c, const Permit& permit, Application& a) {
  if (c.wish.decision == Decision::move) return move(tx, c, a);
  a.decided_at = c.now;
  a.decided_by = c.actor.name;
  a.reason = trim(c.wish.reason);
  if (c.wish.decision == Decision::accept) return accept(tx, c, permit, a);
  a.state = ApplicationState::refused;
  return {};
}

void tell(store::WriteTx& tx, Case& c, const Application& a) {
  auto realm = realm_place(tx, a.realm_id);
  std::string name = names_of_unions(tx, a.realm_id, {a.union_id})[a.union_id];
  if (c.wish.decision == Decision::move)
    tell_moved(tx, c.house, realm->name, a, name.empty() ? realm->name : name, c.plain.phone);
  else if (a.state != ApplicationState::transferring)
    tell_decided(tx, c.house, realm->name, a, name, c.plain.phone);
}

}  // namespace

Result<Application> decide(House& house, const Actor& actor, Id id, const DecisionWish& wish) {
  TRY(Case c, prepare(house, actor, id, wish));
  return house.database.write([&](store::WriteTx& tx) -> Result<Application> {
    TRY(Application a, seen_application(tx, actor, id));
    TRY(Permit permit, allow(actor, "applications.decide", place_of(a)));
    CHECK_OK(check_wish(a, wish));
    std::string was = record::to_json(a, &permit);
    CHECK_OK(settle(tx, c, permit, a));
    if (!save_waiting(tx, permit, a)) return settled_meanwhile();
    tell(tx, c, a);
    std::string is = record::to_json(a, &permit);
    write_journal(tx, permit, house.ids.next(), c.now,
                  {"application", id, a.union_path, was, is, wish.reason});
    return a;
  });
}

void end_as_transfer(Application& a, const EndedTransfer& ended) {
  a.state = ended.is_done ? ApplicationState::accepted : ApplicationState::refused;
  a.reason = ended.answer;
  a.decided_at = ended.settled_at;
}

Result<int> end_transferring(House& house, Id realm_id) {
  constexpr int kAtOnce = 500;
  const Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<int> {
    int ended_now = 0;
    for (Application& a : transferring_applications(tx, realm_id, kAtOnce)) {
      auto ended = ended_transfer_of(tx, a);
      if (!ended) continue;
      const Actor machine = Actor::machine_operator(realm_id, a.union_path);
      TRY(Permit permit, allow(machine, "applications.decide", place_of(a)));
      end_as_transfer(a, *ended);
      if (!save_transferred(tx, permit, a)) continue;
      if (ended->is_done) give_consents_to(tx, realm_id, a.id, a.person_id);
      write_journal(tx, permit, house.ids.next(), now,
                    {"application", a.id, a.union_path, "transferring", record::word_of(a.state), "转会已有结果"});
      ++ended_now;
    }
    return ended_now;
  });
}

Result<int> escalate_overdue(House& house, Id realm_id) {
  Instant now = house.clock.now();
  Date today = now.day_in_china();
  return house.database.write([&](store::WriteTx& tx) -> Result<int> {
    auto realm = realm_place(tx, realm_id);
    if (!realm) return 0;
    Actor machine = Actor::machine_operator(realm_id, realm->root_path);
    int moved = 0;
    for (Application& a : overdue_applications(tx, realm_id, today, kMostEscalations, 500)) {
      TRY(Permit permit, allow(machine, "applications.decide", place_of(a)));
      if (a.desk_path.size() > kSegment) a.desk_path.resize(a.desk_path.size() - kSegment);
      a.due_on = due_after(today, a.is_in_pool);
      ++a.escalations;
      if (!save_waiting(tx, permit, a)) continue;
      write_journal(tx, permit, house.ids.next(), now,
                    {"application", a.id, a.union_path, {}, a.desk_path, "逾期未办，上报上一级"});
      ++moved;
    }
    return moved;
  });
}

}  // namespace niangjia::joining
