// What each side says to a transfer, and what the clock says when a side is silent. Each is one transaction; of two cadres
// who decide at once, one hears that it is done.

#include "base/text.h"
#include "modules/parameters/parameters.h"
#include "modules/transfers/actions.h"
#include "modules/transfers/telling.h"
#include "modules/workdays/workdays.h"

namespace niangjia::transfers {

namespace {

constexpr int kOverdueAtOnce = 500;

RowPlace place_at(Id realm_id, std::string_view path) { return {realm_id, path, 0, 0}; }

// One decision under way.
struct Case {
  House& house;
  store::WriteTx& tx;
  const Permit& permit;
  std::string by;
  members::Person person;
  Date on;
  Instant now;
};

Problem changed_meanwhile() {
  return refuse(Code::conflict, "transfer.settled", std::string(sentence_of(DecisionVerdict::settled)));
}

bool still_stands(const TransferRequest& r, const members::Person& person) {
  return !person.merged_into_id && members::is_counted(person.standing) && person.union_id == r.from_union_id;
}

Result<void> settle(Case& c, TransferRequest& r, TransferState state, std::string_view answer) {
  if (c.person.standing == members::Standing::moving_out && state != TransferState::done)
    CHECK_OK(members::mark_moving_out(c.house, c.tx, c.permit, c.person, false, c.now));
  r.state = state;
  r.turn_path.clear();
  r.settled_at = c.now;
  r.settled_by = c.by;
  r.answer = trim(answer);
  return {};
}

Result<void> finish(Case& c, TransferRequest& r) {
  auto to = members::place_of_union(c.tx, r.realm_id, r.to_union_id);
  auto from = members::place_of_union(c.tx, r.realm_id, r.from_union_id);
  if (!to || !to->is_open)
    return refuse(Code::conflict, "transfer.target_closed",
                  "转入的工会已撤销、合并或锁定，不能接收会员；请撤回这件申请，另选工会。");
  r.batch_id = c.house.ids.next();
  r.moved_on = c.on;
  members::MoveOrder order{*to, from ? from->name : "", c.on, r.reason, r.batch_id, c.now};
  CHECK_OK(members::move_member(c.house, c.tx, c.permit, c.person, order));
  return settle(c, r, TransferState::done, {});
}

// The letter came back: the member is the other federation's from that day.
Result<void> depart(Case& c, TransferRequest& r) {
  r.batch_id = c.house.ids.next();
  r.moved_on = c.on;
  members::UnionPlace outside;
  outside.name = r.other_union_name;
  members::MoveOrder order{outside, {}, c.on, r.reason, r.batch_id, c.now};
  CHECK_OK(members::depart_member(c.house, c.tx, c.permit, c.person, order));
  return settle(c, r, TransferState::done, {});
}

Result<void> release(Case& c, TransferRequest& r, bool is_auto) {
  r.released_on = c.on;
  r.released_by = c.by;
  r.is_auto_released = is_auto;
  if (has_new_side_agreed(r.origin)) return finish(c, r);
  r.state = TransferState::released;
  r.turn_path = r.to_path;
  const Date today = c.now.day_in_china();
  r.due_on = workdays::plus_workdays(
      today, static_cast<int>(parameters::value_on("transfers.take_workdays", today)));
  return members::mark_moving_out(c.house, c.tx, c.permit, c.person, true, c.now);
}

Result<void> act(Case& c, TransferRequest& r, const TransferDecision& wish) {
  switch (wish.decision) {
    case Decision::refuse:
      return settle(c, r, TransferState::refused, wish.reason);
    case Decision::withdraw:
      return settle(c, r, TransferState::withdrawn, wish.reason);
    default:
      break;
  }
  if (!still_stands(r, c.person))
    return refuse(Code::conflict, "transfer.standing_changed",
                  "这名会员的会籍在申请后有了变化，不能再按这件申请转会；请不同意或撤回，需要时重新申请。");
  if (wish.decision == Decision::confirm) return depart(c, r);
  return wish.decision == Decision::release ? release(c, r, false) : finish(c, r);
}

Result<void> check_decision(store::ReadTx& tx, const Sides& may, const TransferRequest& r,
                            const TransferDecision& wish, Date on, Date today) {
  DecisionVerdict verdict = judge_decision({wish.decision, r.state, r.origin, wish.reason, may, on, today,
                                            members::last_event_day(tx, r.realm_id, r.person_id)});
  std::string sentence(sentence_of(verdict));
  switch (verdict) {
    case DecisionVerdict::ok:
      return {};
    case DecisionVerdict::settled:
      return changed_meanwhile();
    case DecisionVerdict::not_your_turn:
      return refuse(Code::conflict, "transfer.not_your_turn", sentence);
    case DecisionVerdict::reason_missing:
      return wrong_field("reason", sentence);
    default:
      return wrong_field("on", sentence);
  }
}

// The leave under which a decision is written: of the side that speaks.
Result<Permit> speaking(const Actor& actor, const TransferRequest& r, const Sides& may) {
  const bool speaks_for_new = may.to && (r.state == TransferState::released || !may.from);
  return allow(actor, "transfers.decide", place_at(r.realm_id, speaks_for_new ? r.to_path : r.union_path));
}

}  // namespace

Problem no_such_transfer() {
  return refuse(Code::not_found, "transfer.not_found", "没有找到这件转会申请，或它不在您的范围内。");
}

Sides sides_of(const Actor& actor, std::string_view action, const TransferRequest& r) {
  return {allow(actor, action, place_at(r.realm_id, r.union_path)).ok(),
          !r.to_path.empty() && allow(actor, action, place_at(r.realm_id, r.to_path)).ok()};
}

Result<TransferRequest> seen_transfer(store::ReadTx& tx, const Actor& actor, Id id) {
  auto r = find_transfer(tx, actor.realm_id, id);
  if (!r) return no_such_transfer();
  Sides sees = sides_of(actor, "transfers.read", *r);
  if (!sees.from && !sees.to) return no_such_transfer();
  return *r;
}

Result<TransferRequest> decide_transfer(House& house, const Actor& actor, Id id, const TransferDecision& wish) {
  const Instant now = house.clock.now();
  const Date today = now.day_in_china();
  return house.database.write([&](store::WriteTx& tx) -> Result<TransferRequest> {
    TRY(TransferRequest r, seen_transfer(tx, actor, id));
    const Sides may = sides_of(actor, "transfers.decide", r);
    TRY(Permit permit, speaking(actor, r, may));
    auto person = members::find_person(tx, r.realm_id, r.person_id);
    if (!person) return no_such_transfer();
    CHECK_OK(check_decision(tx, may, r, wish, wish.on.value_or(today), today));
    const std::string was = record::to_json(r, &permit);
    Case c{house, tx, permit, actor.name, *person, wish.on.value_or(today), now};
    CHECK_OK(act(c, r, wish));
    if (!save_transfer(tx, permit, r)) return changed_meanwhile();
    CHECK_OK(tell_decided(house, tx, r, *person));
    write_journal(tx, permit, house.ids.next(), now,
                  {"transfer", id, r.union_path, was, record::to_json(r, &permit), wish.reason});
    return r;
  });
}

// --- the clock ---

namespace {

Result<int> pass_one(House& house, store::WriteTx& tx, const Actor& machine, Id id, Instant now) {
  auto r = find_transfer(tx, machine.realm_id, id);
  if (!r || r->state != TransferState::open) return 0;  // decided while the list was read
  auto person = members::find_person(tx, r->realm_id, r->person_id);
  if (!person) return 0;
  TRY(Permit permit, allow(machine, "transfers.decide", place_at(r->realm_id, r->union_path)));
  const std::string was = record::to_json(*r, &permit);
  Case c{house, tx, permit, "逾期视为同意", *person, now.day_in_china(), now};
  std::string why = "转出工会逾期未答复，视为同意转出";
  auto to = members::place_of_union(tx, r->realm_id, r->to_union_id);
  if (still_stands(*r, *person) && to && to->is_open) {
    CHECK_OK(release(c, *r, true));
  } else {
    why = to && to->is_open ? "会籍在申请后有了变化，申请自动撤回" : "转入工会已不能接收会员，申请自动撤回";
    CHECK_OK(settle(c, *r, TransferState::withdrawn, why));
  }
  if (!save_transfer(tx, permit, *r)) return changed_meanwhile();
  CHECK_OK(tell_decided(house, tx, *r, *person));
  write_journal(tx, permit, house.ids.next(), now,
                {"transfer", id, r->union_path, was, record::to_json(*r, &permit), why});
  return 1;
}

}  // namespace

Result<int> pass_overdue(House& house, Id realm_id) {
  const Instant now = house.clock.now();
  const Date today = now.day_in_china();
  if (parameters::value_on("transfers.auto_release", today) == 0) return 0;
  TRY(auto overdue, house.database.read([&](store::ReadTx& tx) -> Result<std::vector<TransferRequest>> {
    return overdue_transfers(tx, realm_id, today, TransferState::open, kOverdueAtOnce);
  }));
  const Actor machine = Actor::machine_operator(realm_id, {});
  int passed = 0;
  for (const TransferRequest& r : overdue) {
    // One that cannot pass must not hold up the others; it is tried again, and stands in the list as overdue.
    auto one = house.database.write(
        [&](store::WriteTx& tx) { return pass_one(house, tx, machine, r.id, now); });
    if (one.ok())
      passed += *one;
    else if (one.problem().code == Code::unavailable)
      return std::move(one).problem();
  }
  return passed;
}

namespace {

Result<int> ask_back(House& house, store::WriteTx& tx, const Actor& machine, const TransferRequest& seconded) {
  auto person = members::find_person(tx, seconded.realm_id, seconded.person_id);
  auto host = members::place_of_union(tx, seconded.realm_id, seconded.to_union_id);
  auto home = members::place_of_union(tx, seconded.realm_id, seconded.from_union_id);
  if (!person || !host || !home || person->union_id != host->id) return 0;
  TRY(Permit permit, allow(machine, "transfers.ask", place_at(seconded.realm_id, home->path)));
  Opening opening{TransferKind::give_back, kToSide, *host, *home, "借调期满，转回原工会", "借调期满自动发起", {}, {}, 0};
  opening.follows_id = seconded.id;
  TRY(TransferRequest request, open_transfer(house, tx, permit, *person, opening));
  CHECK_OK(tell_asked(house, tx, request, *person));
  return 1;
}

}  // namespace

Result<int> ask_back_seconded(House& house, Id realm_id) {
  const Date today = house.clock.today();
  TRY(auto over, house.database.read([&](store::ReadTx& tx) -> Result<std::vector<TransferRequest>> {
    return seconded_over(tx, realm_id, today, kOverdueAtOnce);
  }));
  const Actor machine = Actor::machine_operator(realm_id, {});
  int asked = 0;
  for (const TransferRequest& r : over) {
    auto one = house.database.write([&](store::WriteTx& tx) { return ask_back(house, tx, machine, r); });
    if (one.ok())
      asked += *one;
    else if (one.problem().code == Code::unavailable)
      return std::move(one).problem();
  }
  return asked;
}

}  // namespace niangjia::transfers
