// An application from a phone: checked in words, proved by code, routed, and kept once.

#include "access/signed_token.h"
#include "base/text.h"
#include "modules/divisions/divisions.h"
#include "modules/joining/actions.h"
#include "modules/joining/sealing.h"
#include "modules/joining/telling.h"
#include "modules/parameters/parameters.h"
#include "modules/phones/phones.h"
#include "modules/workdays/workdays.h"

namespace niangjia::joining {

RowPlace place_of(const Application& a) { return {a.realm_id, a.union_path, a.person_id, 0}; }
Problem no_such_application() {
  return refuse(Code::not_found, "application.not_found",
                "没有找到这份申请，可能已转到别的工会办理，请刷新后再试。");
}

namespace {

bool is_township_of(const std::string& division, const std::string& code) {
  for (const auto* township : divisions::book().townships_of(division))
    if (township->code == code) return true;
  return false;
}

// Sealed and hashed before the transaction.
struct Form {
  Application row;
  Phone phone;
};
Form fill_form(House& house, const OpenPoster& open, const Intake& intake, const Identity& identity,
               const Phone& phone) {
  Form form{{}, phone};
  Application& a = form.row;
  a.realm_id = open.poster.realm_id;
  a.id = house.ids.next();
  a.poster_id = open.poster.id;
  a.name = normalise_person_name(intake.name);
  a.category = intake.category;
  a.platform = trim(intake.platform);
  a.unit_name = trim(intake.unit_name);
  a.township_code = intake.township_code;
  a.applied_at = house.clock.now();
  seal_applicant(house.vault, a, identity, phone);
  return form;
}

// Where it goes: the poster's own union, else by the county's rules.
void route(store::ReadTx& tx, const OpenPoster& open, const std::optional<members::Person>& known,
           Application& a) {
  Route way;
  if (open.poster.union_id) {
    way = {open.poster.union_id, "海报指定：" + open.union_name};
  } else {
    auto rules = routing_rules(tx, a.realm_id);
    RouteQuestion question{a.category, a.platform, a.township_code,
                           union_of_unit(tx, a.realm_id, a.unit_name),
                           new_form_union_of_township(tx, a.realm_id, a.township_code)};
    if (!question.own_unit && known) question.own_unit = union_of_work(tx, a.realm_id, known->id);
    way = route_of(rules, open_places(tx, a.realm_id, rules), question);
  }
  auto place = way.is_pool() ? std::nullopt : open_place(tx, a.realm_id, way.union_id);
  a.is_in_pool = !place;
  a.union_id = place ? place->union_id : 0;
  a.union_path = a.desk_path = place ? place->path : open.realm.root_path;
  a.routed_by = way.why;
}

void set_deadline(Application& a) {
  Date day = a.applied_at.day_in_china();
  auto days = parameters::value_on(a.is_in_pool ? "joining.pool_workdays" : "joining.decide_workdays", day);
  a.due_on = workdays::plus_workdays(day, static_cast<int>(days));
}

// Whoever is a member already is told so, and asks for a transfer instead; only under the name that stands in
// the register, so that a number alone tells nothing.
Result<void> check_standing(const OpenPoster& open, const std::optional<members::Person>& known,
                            Application& a) {
  if (!known) return {};
  if (known->name != a.name)
    return wrong_field("name", "姓名与证件号码登记的不一致，请按证件核对；仍不能通过请到工会窗口办理");
  if (known->standing == members::Standing::deceased)
    return refuse(Code::conflict, "application.not_possible", "这个证件号码不能办理入会，请到工会窗口核对。");
  if (!members::is_counted(known->standing)) return {};
  if (open.poster.union_id && known->union_id == open.poster.union_id)
    return refuse(Code::conflict, "application.already_member",
                  "您已是" + open.union_name + "的会员，不必再申请。");
  a.kind = ApplicationKind::transfer;
  a.person_id = known->id;
  a.from_union_id = known->union_id;
  return {};
}

std::vector<Consent> consents_for(IdMaker& ids, const Application& a, const Intake& intake) {
  std::vector<Consent> given;
  for (const ConsentText& text : consent_texts())
    if (std::find(intake.consents.begin(), intake.consents.end(), text.purpose) != intake.consents.end())
      given.push_back(
          {a.realm_id, ids.next(), a.id, a.person_id, text.purpose, text.version, a.applied_at, {}});
  return given;
}

// The person sends the form again: the open one stands, and only who holds its phone gets its receipt.
Result<Applied> repeated(House& house, store::ReadTx& tx, const Application& asked) {
  auto standing = find_waiting(tx, asked.realm_id, asked.identity_index);
  if (!standing) return no_such_application();
  if (standing->phone_index != asked.phone_index)
    return refuse(
        Code::conflict, "application.other_phone",
        "这个证件号码已有一份申请在办理，登记的是另一个手机号码。如不是您本人所填，请到工会窗口核对。");
  Applied applied{
      *standing, make_token(house.vault, kReceiptToken, {standing->realm_id, standing->id}), {}, true};
  applied.union_name = names_of_unions(tx, standing->realm_id, {standing->union_id})[standing->union_id];
  return applied;
}

Result<Applied> write_application(House& house, store::WriteTx& tx, const Permit& permit,
                                  const OpenPoster& open, const Intake& intake, const Form& form) {
  Applied applied{
      form.row, make_token(house.vault, kReceiptToken, {form.row.realm_id, form.row.id}), {}, false};
  Application& a = applied.application;
  auto known = members::find_standing_person(tx, a.realm_id, a.identity_index);
  CHECK_OK(check_standing(open, known, a));
  route(tx, open, known, a);
  if (a.kind == ApplicationKind::transfer && a.union_id == a.from_union_id)
    return refuse(Code::conflict, "application.already_member", "您已是本单位工会的会员，不必再申请。");
  set_deadline(a);
  if (!insert_application(tx, permit, a)) return repeated(house, tx, a);
  insert_consents(tx, consents_for(house.ids, a, intake));
  applied.union_name = names_of_unions(tx, a.realm_id, {a.union_id})[a.union_id];
  tell_received(tx, house, open.realm.name, applied, form.phone.number);
  std::string is = record::to_json(a, nullptr);
  write_journal(tx, permit, house.ids.next(), a.applied_at, {"application", a.id, a.union_path, {}, is, {}});
  return applied;
}

// A transaction that commits a wrong try, or everything.
struct Tried {
  phones::CodeVerdict verdict = phones::CodeVerdict::ok;
  Applied applied;
};

// The same form sent twice at one moment: the first has used the code up, and its answer is the answer of
// both.
Result<Tried> wrong_try(store::ReadTx& tx, const Actor& visitor, const ApplyOnce& once,
                        phones::CodeVerdict verdict) {
  if (once.key) {
    TRY(auto answered, find_answer(tx, visitor, *once.key));
    if (answered) return key_in_use();
  }
  return Tried{verdict, {}};
}

}  // namespace

Result<Applied> apply_to_join(House& house, const OpenPoster& open, const Intake& intake,
                              const ApplyOnce& once) {
  Date today = house.clock.today();
  Identity identity = read_identity(intake.identity_number, false, today);
  Phone phone = read_phone(intake.phone);
  bool has_township = is_township_of(open.realm.division, intake.township_code);
  CHECK_OK(judge_intake(intake, identity, phone, has_township, today));
  TRY(Permit permit, allow(open.visitor, "applications.apply",
                           RowPlace{open.poster.realm_id, open.poster.union_path, 0, 0}));
  Form form = fill_form(house, open, intake, identity, phone);
  TRY(Tried tried, house.database.write([&](store::WriteTx& tx) -> Result<Tried> {
    auto verdict =
        phones::take_phone_code(tx, house, form.row.realm_id, phone.number, phones::kToJoin, intake.code);
    if (verdict != phones::CodeVerdict::ok) return wrong_try(tx, open.visitor, once, verdict);
    if (once.key && !claim_key(tx, permit, *once.key, form.row.applied_at)) return key_in_use();
    TRY(Applied applied, write_application(house, tx, permit, open, intake, form));
    if (once.key) complete_key(tx, permit, *once.key, once.encode(applied));
    return Tried{verdict, std::move(applied)};
  }));
  if (tried.verdict != phones::CodeVerdict::ok) return phones::code_refused(tried.verdict);
  return std::move(tried.applied);
}

Result<ReceiptState> read_receipt(House& house, std::string_view receipt) {
  auto row = read_token(house.vault, kReceiptToken, receipt);
  if (!row) return no_such_application();
  return house.database.read([&](store::ReadTx& tx) -> Result<ReceiptState> {
    auto a = find_application(tx, row->realm_id, row->id);
    auto realm = realm_place(tx, row->realm_id);
    if (!a || !realm) return no_such_application();
    ReceiptState state{*a, names_of_unions(tx, row->realm_id, {a->union_id})[a->union_id], realm->name, {}};
    if (a->state == ApplicationState::transferring)
      if (auto ended = ended_transfer_of(tx, *a)) end_as_transfer(state.application, *ended);
    if (state.application.state == ApplicationState::accepted && a->person_id)
      state.card_token = make_token(house.vault, kCardToken, {a->realm_id, a->person_id});
    return state;
  });
}

Result<void> withdraw_application(House& house, std::string_view receipt) {
  auto row = read_token(house.vault, kReceiptToken, receipt);
  if (!row) return no_such_application();
  Instant now = house.clock.now();
  Actor visitor = Actor::visitor(row->realm_id, "申请人本人");
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    auto a = find_application(tx, row->realm_id, row->id);
    if (!a) return no_such_application();
    TRY(Permit permit, allow(visitor, "applications.apply", place_of(*a)));
    a->state = ApplicationState::withdrawn;
    a->decided_at = now;
    a->decided_by = "本人撤回";
    if (!save_waiting(tx, permit, *a))
      return refuse(Code::conflict, "application.settled", "这份申请已经办结，不能撤回。");
    write_journal(tx, permit, house.ids.next(), now,
                  {"application", a->id, a->union_path, {}, "withdrawn", {}});
    return true;
  });
  if (!done.ok()) return done.problem();
  return {};
}

}  // namespace niangjia::joining
