// Beginning a transfer, from either side or from above, and looking up whom one wants to take over.

#include "base/text.h"
#include "modules/parameters/parameters.h"
#include "modules/transfers/actions.h"
#include "modules/transfers/telling.h"
#include "modules/workdays/workdays.h"

namespace niangjia::transfers {

namespace {

Problem nobody_found() {
  return refuse(Code::not_found, "transfer.nobody", "没有找到这个姓名和证件号码的会员，请按证件核对；没有入过会的请直接办理入会。");
}

Problem open_already() {
  return refuse(Code::conflict, "transfer.open_already", "这名会员已有一件转会申请没有办结，请先办结或撤回那一件。");
}

// The old union has let go; what is left is the other federation's answer to the letter.
TransferRequest by_letter(TransferRequest r) {
  r.state = TransferState::outside;
  r.released_on = r.requested_on;
  r.released_by = r.asked_by;
  r.due_on = workdays::plus_workdays(
      r.requested_on, static_cast<int>(parameters::value_on("transfers.letter_workdays", r.requested_on)));
  return r;
}

TransferRequest row_of(House& house, const members::Person& person, const Opening& o, Instant now) {
  TransferRequest r;
  r.realm_id = person.realm_id;
  r.id = house.ids.next();
  r.person_id = person.id;
  r.from_union_id = o.from.id, r.to_union_id = o.to.id;
  r.union_path = o.from.path, r.to_path = o.to.path;
  r.requested_on = now.day_in_china();
  r.origin = o.origin;
  r.kind = o.kind;
  r.reason = trim(o.reason);
  r.asked_at = now;
  r.asked_by = o.asked_by;
  r.until_on = o.until_on;
  r.other_union_name = trim(o.other_union_name);
  r.follows_id = o.follows_id;
  if (o.kind == TransferKind::outward) return by_letter(std::move(r));
  if (has_old_side_agreed(o.origin)) {
    r.state = TransferState::released;
    r.released_on = r.requested_on;
    r.released_by = o.asked_by;
  }
  const bool waits_for_new = r.state == TransferState::released;
  r.turn_path = waits_for_new ? r.to_path : r.union_path;
  auto days = parameters::value_on(waits_for_new ? "transfers.take_workdays" : "transfers.release_workdays",
                                   r.requested_on);
  r.due_on = workdays::plus_workdays(r.requested_on, static_cast<int>(days));
  return r;
}

Result<void> check_ask(const members::Person& person, const Opening& o, Date today) {
  AskInput input;
  input.standing = person.standing;
  input.from_union_id = person.union_id, input.to_union_id = o.to.id;
  input.is_target_open = o.to.is_open;
  input.reason = o.reason;
  input.kind = o.kind;
  input.today = today;
  input.until_on = o.until_on;
  input.other_union_name = o.other_union_name;
  input.least_months = static_cast<int>(parameters::value_on("transfers.second_months", today));
  AskVerdict verdict = judge_ask(input);
  if (verdict == AskVerdict::ok) return {};
  std::string sentence = sentence_of(verdict, input);
  if (verdict == AskVerdict::reason_missing) return wrong_field("reason", sentence);
  if (verdict == AskVerdict::outside_missing) return wrong_field("other_union_name", sentence);
  if (verdict == AskVerdict::until_missing || verdict == AskVerdict::until_too_short)
    return wrong_field("until_on", sentence);
  return refuse(Code::conflict, "transfer.refused", sentence);
}

// A letter bears a number that no other letter of the federation has; the database decides between two at once.
Result<void> insert_numbered(store::WriteTx& tx, const Permit& permit, TransferRequest& r) {
  constexpr int kTries = 20;
  if (r.kind != TransferKind::outward) {
    if (!insert_transfer(tx, permit, r)) return open_already();
    return {};
  }
  const std::string year = "会转〔" + std::to_string(r.requested_on.year()) + "〕";
  const std::int64_t used = letters_of(tx, r.realm_id, year);
  for (int i = 1; i <= kTries; ++i) {
    r.letter_number = year + std::to_string(used + i) + "号";
    if (insert_transfer(tx, permit, r)) return {};
    if (open_transfer_of(tx, r.realm_id, r.person_id)) return open_already();
  }
  return refuse(Code::conflict, "transfer.letters_busy", "接转单的编号正被连续占用，请再试一次。");
}

}  // namespace

Result<TransferRequest> open_transfer(House& house, store::WriteTx& tx, const Permit& permit,
                                      const members::Person& person, const Opening& opening) {
  const Instant now = house.clock.now();
  CHECK_OK(check_ask(person, opening, now.day_in_china()));
  TransferRequest request = row_of(house, person, opening, now);
  CHECK_OK(insert_numbered(tx, permit, request));
  if (request.state != TransferState::open)
    CHECK_OK(members::mark_moving_out(house, tx, permit, person, true, now));
  write_journal(tx, permit, house.ids.next(), now,
                {"transfer", request.id, request.union_path, {}, record::to_json(request, &permit), request.reason});
  return request;
}

// --- who is meant ---

namespace {

// By number: the name must be the one the register holds, so that a number alone tells nothing.
struct Meant {
  Id person_id = 0;
  record::Blob identity_index;
  std::string name;
  bool is_by_number() const { return !identity_index.bytes.empty(); }
};

Result<Meant> read_meant(House& house, Id person_id, const std::string& number, const std::string& name) {
  Meant meant;
  meant.person_id = person_id;
  if (person_id) return meant;
  if (trim(number).empty()) return wrong_field("identity_number", "请填写证件号码，或从会员列表中选择会员");
  Identity identity = read_identity(number, false, house.clock.today());
  if (identity.verdict != IdentityVerdict::ok)
    return wrong_field("identity_number", std::string(members::sentence_of(identity.verdict)));
  meant.name = normalise_person_name(name);
  if (meant.name.empty()) return wrong_field("name", "“姓名”必须填写，与证件一致");
  meant.identity_index.bytes = house.vault.blind_index(members::kIdentityIndexKind, identity.number);
  return meant;
}

Result<members::Person> find_meant(store::ReadTx& tx, const Actor& actor, const Meant& meant) {
  auto person = meant.is_by_number() ? members::find_standing_person(tx, actor.realm_id, meant.identity_index)
                                     : members::find_person(tx, actor.realm_id, meant.person_id);
  if (!person || person->merged_into_id) return nobody_found();
  if (meant.is_by_number()) {
    if (person->name != meant.name) return nobody_found();
  } else if (!allow(actor, "members.read", RowPlace{person->realm_id, person->union_path, person->id, 0}).ok()) {
    return nobody_found();
  }
  return *person;
}

Result<Permit> may_ask(const Actor& actor, const members::UnionPlace& from, const members::UnionPlace& to,
                       Sides& sides) {
  auto at_from = allow(actor, "transfers.ask", RowPlace{actor.realm_id, from.path, 0, 0});
  if (to.id == 0) {  // another federation: the old union alone speaks
    sides = {at_from.ok(), false};
    return at_from;
  }
  auto at_to = allow(actor, "transfers.ask", RowPlace{actor.realm_id, to.path, 0, 0});
  sides = {at_from.ok(), at_to.ok()};
  return at_from.ok() ? at_from : at_to;
}

struct Opened {
  TransferRequest request;
  members::Person person;
};

Result<Opened> write_asked(House& house, store::WriteTx& tx, const Actor& actor, const TransferWish& wish,
                           const Meant& meant, const IdempotencyKey* key) {
  TRY(members::Person person, find_meant(tx, actor, meant));
  auto to = wish.kind == TransferKind::outward ? members::UnionPlace{}
                                               : members::place_of_union(tx, actor.realm_id, wish.to_union_id);
  if (!to) return wrong_field("to_union_id", "没有找到这个工会，请从列表中重新选择");
  auto from = members::place_of_union(tx, actor.realm_id, person.union_id);
  if (!from) return refuse(Code::conflict, "transfer.refused", "该职工没有会籍，不需要转会；请直接办理入会。");
  Sides sides;
  TRY(Permit permit, may_ask(actor, *from, *to, sides));
  if (key && !claim_key(tx, permit, *key, house.clock.now())) return key_in_use();
  TRY(TransferRequest request,
      open_transfer(house, tx, permit, person,
                    {wish.kind, origin_of(sides), *from, *to, wish.reason, actor.name, wish.until_on,
                     wish.other_union_name}));
  if (key) complete_key(tx, permit, *key, {201, record::to_json(request)});
  return Opened{std::move(request), std::move(person)};
}

}  // namespace

Result<TransferRequest> ask_transfer(House& house, const Actor& actor, const TransferWish& wish,
                                     const IdempotencyKey* key) {
  if (wish.kind == TransferKind::give_back) return wrong_field("kind", "借调期满由系统自动转回，不必申请");
  if (wish.kind == TransferKind::outward && wish.to_union_id)
    return wrong_field("to_union_id", "转往外地时不选本地工会，请填写外地工会的名称");
  TRY(Meant meant, read_meant(house, wish.person_id, wish.identity_number, wish.name));
  return house.database.write([&](store::WriteTx& tx) -> Result<TransferRequest> {
    TRY(Opened opened, write_asked(house, tx, actor, wish, meant, key));
    CHECK_OK(tell_asked(house, tx, opened.request, opened.person));
    return std::move(opened.request);
  });
}

// --- looking up ---

namespace {

LookUp standing_of(store::ReadTx& tx, const Actor& actor, const Meant& meant, const members::UnionPlace& to) {
  LookUp out;
  auto person = find_meant(tx, actor, meant);
  if (!person.ok()) {
    auto realm = realm_that_claims(tx, actor.realm_id, meant.identity_index);
    if (realm) return {Found::other_realm, *realm, "该职工在" + *realm + "在会，请由对方开具会员会籍接转单后办理转入。", 0};
    return {Found::nobody, {}, "没有查到这个姓名和证件号码的会员，可以直接办理入会。", 0};
  }
  if (!members::is_counted(person->standing)) {
    auto realm = realm_that_claims(tx, actor.realm_id, meant.identity_index);
    if (realm) return {Found::other_realm, *realm, "该职工在" + *realm + "在会，请由对方开具会员会籍接转单后办理转入。", 0};
    return {Found::not_member, {}, "该职工现在不在会，可以直接办理入会或恢复会籍。", 0};
  }
  auto from = members::place_of_union(tx, actor.realm_id, person->union_id);
  out.union_name = from ? from->name : std::string();
  if (person->union_id == to.id) return {Found::here, to.name, "该职工已是本工会会员。", 0};
  if (auto open = open_transfer_of(tx, actor.realm_id, person->id))
    return {Found::asked_already, out.union_name,
            "已是" + out.union_name + "会员，已有一件转会申请正在办理。",
            open->to_union_id == to.id ? open->id : 0};
  return {Found::elsewhere, out.union_name, "已是" + out.union_name + "会员，是否申请转入？", 0};
}

}  // namespace

Result<LookUp> look_up(House& house, const Actor& actor, const LookUpWish& wish) {
  TRY(Meant meant, read_meant(house, 0, wish.identity_number, wish.name));
  return house.database.write([&](store::WriteTx& tx) -> Result<LookUp> {
    auto to = members::place_of_union(tx, actor.realm_id, wish.to_union_id);
    if (!to) return wrong_field("to_union_id", "没有找到这个工会，请从列表中重新选择");
    TRY(Permit permit, allow_seen(actor, "transfers.ask", "unions.read",
                                  RowPlace{actor.realm_id, to->path, 0, 0}, no_such_transfer));
    LookUp found = standing_of(tx, actor, meant, *to);
    const std::string outcome(record::label_of(found.found));
    write_journal(tx, permit, house.ids.next(), house.clock.now(),
                  {"transfer", 0, to->path, {}, outcome, "按证件号码查找要转入的会员：" + outcome});
    return found;
  });
}

}  // namespace niangjia::transfers
