#include "modules/workers/actions.h"

#include "access/signed_token.h"
#include "base/person_name.h"
#include "base/text.h"
#include "modules/categories/categories.h"
#include "modules/joining/joining.h"
#include "modules/parameters/parameters.h"
#include "modules/phones/phones.h"
#include "modules/workdays/workdays.h"

namespace niangjia::workers {

namespace {

constexpr std::string_view kCardToken = "card";  // the same token that joining/ verifies

Problem no_such_request() {
  return refuse(Code::not_found, "self_request.not_found",
                "没有找到这份申请，可能不在您的范围内，请刷新后再试。");
}
Problem settled_meanwhile() {
  return refuse(Code::conflict, "self_request.settled", "这份申请已经办结，请刷新后再看。");
}

RowPlace own_place(const Worker& w) { return {w.actor.realm_id, {}, w.actor.person_id, 0}; }

std::string seal_change(const Vault& vault, const SelfRequest& r, std::string_view json) {
  return vault.seal(json, "self_request", "change_sealed", r.id);
}

Date due_of(RequestKind kind, Date today) {
  auto code = kind == RequestKind::deletion ? "workers.deletion_workdays" : "workers.correction_workdays";
  return workdays::plus_workdays(today, static_cast<int>(parameters::value_on(code, today)));
}

SelfRequest fresh(House& house, const members::Person& person, RequestKind kind, std::string_view note) {
  SelfRequest r{person.realm_id, house.ids.next(), kind, person.id, person.union_path};
  r.note = trim(note);
  r.asked_at = house.clock.now();
  r.due_on = due_of(kind, r.asked_at.day_in_china());
  return r;
}

Result<SelfRequest> put(House& house, store::WriteTx& tx, const Permit& permit, const SelfRequest& r) {
  if (!insert_request(tx, permit, r))
    return refuse(Code::conflict, "self_request.open", "您已有一份同样的申请在办理，请等答复或先撤回。");
  write_journal(tx, permit, house.ids.next(), r.asked_at,
                {"self_request", r.id, r.union_path, {}, record::word_of(r.kind), {}});
  return r;
}

Result<members::Person> own_person(store::ReadTx& tx, const Worker& worker) {
  auto person = members::find_person(tx, worker.actor.realm_id, worker.actor.person_id);
  if (!person) return no_such_request();
  return *person;
}

}  // namespace

Result<OwnRecord> own_record(House& house, const Worker& worker) {
  return house.database.read([&](store::ReadTx& tx) -> Result<OwnRecord> {
    const Id realm_id = worker.actor.realm_id, id = worker.actor.person_id;
    CHECK_OK(allow(worker.actor, "self.read", own_place(worker)));
    TRY(members::Person person, own_person(tx, worker));
    TRY(std::string identity, members::unseal_identity(house.vault, person));
    TRY(std::string phone, members::unseal_phone(house.vault, person));
    OwnRecord own{person, union_name(tx, realm_id, person.union_id), mask_identity(identity),
                  mask_phone(phone)};
    own.history = own_history(tx, realm_id, id);
    own.work = own_work(tx, realm_id, id);
    own.consents = own_consents(tx, realm_id, id);
    own.traces = own_traces(tx, realm_id, id);
    own.devices = sessions_of(tx, realm_id, id);
    own.requests = requests_of(tx, realm_id, id);
    if (members::is_counted(person.standing))
      own.card_token = make_token(house.vault, kCardToken, {realm_id, id});
    return own;
  });
}

Result<void> withdraw_own_consent(House& house, const Worker& worker, Id consent_id) {
  Instant now = house.clock.now();
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    TRY(Permit permit, allow(worker.actor, "self.ask", own_place(worker)));
    if (!withdraw_consent(tx, permit, worker.actor.person_id, consent_id, now))
      return refuse(Code::not_found, "consent.not_found", "没有找到这项同意，或者已经撤回。");
    write_journal(tx, permit, house.ids.next(), now, {"consent", consent_id, {}, "given", "withdrawn", {}});
    return true;
  });
  if (!done.ok()) return done.problem();
  return {};
}

namespace {

Result<std::string> change_json(const CorrectionWish& wish) {
  std::string out = "{";
  auto add = [&](std::string_view name, std::string_view value) {
    if (trim(value).empty()) return;
    out.append(out == "{" ? "\"" : ",\"").append(name).append("\":");
    append_json_string(out, trim(value));
  };
  if (!trim(wish.name).empty())
    if (std::string fault = person_name_fault(normalise_person_name(wish.name)); !fault.empty())
      return wrong_field("name", fault);
  add("name", wish.name);
  add("phone", wish.phone);
  add("platform", wish.platform);
  if (wish.category)
    out += std::string(out == "{" ? "" : ",") + "\"category\":" + std::to_string(wish.category);
  if (out == "{") return wrong_field("name", "请至少填写一项要更正的内容");
  return out + "}";
}

}  // namespace

Result<SelfRequest> ask_correction(House& house, const Worker& worker, const CorrectionWish& wish) {
  TRY(std::string json, change_json(wish));
  if (!wish.phone.empty() && read_phone(wish.phone).verdict != PhoneVerdict::mobile)
    return wrong_field("phone", "请填写 11 位手机号码");
  if (wish.category && !categories::category_by_code(wish.category))
    return wrong_field("category", "请从列表中选择");
  return house.database.write([&](store::WriteTx& tx) -> Result<SelfRequest> {
    TRY(Permit permit, allow(worker.actor, "self.ask", own_place(worker)));
    TRY(members::Person person, own_person(tx, worker));
    SelfRequest r = fresh(house, person, RequestKind::correction, wish.note);
    r.change_sealed.bytes = seal_change(house.vault, r, json);
    return put(house, tx, permit, r);
  });
}

Result<SelfRequest> ask_deletion(House& house, const Worker& worker, std::string_view note) {
  return house.database.write([&](store::WriteTx& tx) -> Result<SelfRequest> {
    TRY(Permit permit, allow(worker.actor, "self.ask", own_place(worker)));
    TRY(members::Person person, own_person(tx, worker));
    if (members::is_counted(person.standing))
      return refuse(Code::conflict, "self_request.still_member",
                    "您现在是在会会员，工会依法需要保存会籍信息。请先向所在工会申请退会，再申请注销。");
    return put(house, tx, permit, fresh(house, person, RequestKind::deletion, note));
  });
}

Result<void> withdraw_request(House& house, const Worker& worker, Id id) {
  Instant now = house.clock.now();
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    TRY(Permit permit, allow(worker.actor, "self.ask", own_place(worker)));
    auto r = find_request(tx, worker.actor.realm_id, id);
    if (!r || r->person_id != worker.actor.person_id) return no_such_request();
    r->state = RequestState::withdrawn;
    r->decided_at = now;
    r->decided_by = "本人撤回";
    if (!settle_request(tx, permit, *r)) return settled_meanwhile();
    write_journal(tx, permit, house.ids.next(), now,
                  {"self_request", id, r->union_path, {}, "withdrawn", {}});
    return true;
  });
  if (!done.ok()) return done.problem();
  return {};
}

namespace {

struct Rebound {
  phones::CodeVerdict verdict = phones::CodeVerdict::ok;
};

}  // namespace

Result<void> ask_rebind(House& house, const RebindWish& wish) {
  Phone phone = read_phone(wish.phone);
  if (phone.verdict != PhoneVerdict::mobile) return wrong_field("phone", "请填写 11 位手机号码");
  Identity identity = read_identity(wish.identity_number, false, house.clock.today());
  if (identity.verdict != IdentityVerdict::ok)
    return wrong_field("identity_number", std::string(members::sentence_of(identity.verdict)));
  TRY(RealmName realm, realm_of_division(house, wish.division));
  const record::Blob index{house.vault.blind_index(members::kIdentityIndexKind, identity.number)};
  TRY(Rebound done, house.database.write([&](store::WriteTx& tx) -> Result<Rebound> {
    auto verdict = phones::take_phone_code(tx, house, realm.id, phone.number, phones::kToRebind, wish.code);
    if (verdict != phones::CodeVerdict::ok) return Rebound{verdict};
    auto person = members::find_standing_person(tx, realm.id, index);
    // The same answer whether there is such a person or not: the page tells nobody who is a member.
    if (!person || person->name != normalise_person_name(wish.name)) return Rebound{verdict};
    TRY(Permit permit,
        allow(Actor::worker(realm.id, person->id), "self.ask", RowPlace{realm.id, {}, person->id, 0}));
    SelfRequest r = fresh(house, *person, RequestKind::rebind, "手机号码换了，请核对本人后更换");
    std::string json = "{\"phone\":";
    append_json_string(json, phone.number);
    r.change_sealed.bytes = seal_change(house.vault, r, json + "}");
    if (insert_request(tx, permit, r))
      write_journal(tx, permit, house.ids.next(), r.asked_at,
                    {"self_request", r.id, r.union_path, {}, "rebind", {}});
    return Rebound{verdict};
  }));
  if (done.verdict != phones::CodeVerdict::ok) return phones::code_refused(done.verdict);
  return {};
}

// --- answering ---

namespace {

Result<void> apply(House& house, store::WriteTx& tx, const Actor& actor, const Permit& permit,
                   const SelfRequest& r, const std::string& change, Instant now) {
  auto person = members::find_person(tx, r.realm_id, r.person_id);
  if (!person) return no_such_request();
  if (r.kind != RequestKind::deletion) {
    CHECK_OK(members::edit_member_in(house, tx, actor, person->id, person->version, change));
    if (r.kind == RequestKind::rebind) end_all_sessions(tx, r.realm_id, r.person_id, now);
    return {};
  }
  if (members::is_counted(person->standing))
    return refuse(Code::conflict, "self_request.still_member",
                  "本人又成为在会会员，不能注销，请不通过并说明原因。");
  members::erase_person(tx, permit, *person, now);
  joining::erase_applications(tx, r.realm_id, r.person_id);
  erase_requests(tx, r.realm_id, r.person_id);
  end_all_sessions(tx, r.realm_id, r.person_id, now);
  return {};
}

}  // namespace

Result<SelfRequest> answer_request(House& house, const Actor& actor, Id id, bool accept,
                                   std::string_view reason) {
  if (!accept && count_characters(trim(reason)) < 2)
    return wrong_field("reason", "请写明不通过的原因，本人会看到");
  Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<SelfRequest> {
    auto r = find_request(tx, actor.realm_id, id);
    if (!r) return no_such_request();
    RowPlace place{r->realm_id, r->union_path, r->person_id, 0};
    TRY(Permit permit,
        allow_seen(actor, "self_requests.decide", "self_requests.read", place, no_such_request));
    if (r->state != RequestState::waiting) return settled_meanwhile();
    std::string change;
    if (accept && !r->change_sealed.bytes.empty()) {
      TRY(change, house.vault.unseal(r->change_sealed.bytes, "self_request", "change_sealed", r->id));
    }
    r->state = accept ? RequestState::done : RequestState::refused;
    r->decided_at = now;
    r->decided_by = actor.name;
    r->reason = trim(reason);
    if (!settle_request(tx, permit, *r)) return settled_meanwhile();
    if (accept) CHECK_OK(apply(house, tx, actor, permit, *r, change, now));
    write_journal(tx, permit, house.ids.next(), now,
                  {"self_request", id, r->union_path, {}, record::word_of(r->state), reason});
    return *r;
  });
}

Result<AskedChange> asked_change(House& house, const SelfRequest& r) {
  AskedChange asked;
  if (r.change_sealed.bytes.empty()) return asked;
  TRY(std::string json, house.vault.unseal(r.change_sealed.bytes, "self_request", "change_sealed", r.id));
  struct Values {
    std::string name, phone, platform;
    int category = 0;
  };
  static constexpr std::array fields{
      field<&Values::name>("name", "姓名"), field<&Values::phone>("phone", "手机号码"),
      field<&Values::platform>("platform", "平台"), field<&Values::category>("category", "类别")};
  static constexpr record::Shape shape{"asked", "", "", fields};
  Values values;
  CHECK_OK(record::read_record(json, shape, &values, true, nullptr));
  asked = {values.name, values.phone.empty() ? "" : mask_phone(values.phone), values.platform,
           values.category};
  return asked;
}

}  // namespace niangjia::workers
