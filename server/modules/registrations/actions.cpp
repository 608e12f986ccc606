#include "modules/registrations/actions.h"

#include <algorithm>

#include "access/idempotency.h"
#include "base/identifiers.h"
#include "base/text.h"
#include "modules/registrations/duty_store.h"
#include "modules/registrations/prefill.h"
#include "modules/registrations/step.h"
#include "modules/registrations/wire.h"

namespace niangjia::registrations {

namespace {

constexpr std::string_view kTable = "registration", kPhone = "phone";

Problem under_way(const Registration& r) {
  return refuse(Code::conflict, "registration.under_way",
                "“" + r.name + "”已有一件" + std::string(record::label_of(r.kind)) + "在办，请先办完或撤回。");
}

struct Place {
  unions::Union u;
  std::optional<Registration> in_force;
  std::string path;
};
// A union out of sight is answered like none. Of a union merged into another, the one that received it takes care.
Result<Place> place_of_union(store::WriteTx& tx, const Actor& actor, Id union_id) {
  unions::hold_union(tx, actor.realm_id, union_id);
  auto u = unions::find_union(tx, actor.realm_id, union_id);
  auto in_force = u ? in_force_of(tx, actor.realm_id, union_id) : std::nullopt;
  std::string path = in_force ? in_force->union_path : u ? u->tree_path : "";
  if (!u || !visible(actor, "registrations.read").covers(path))
    return refuse(Code::not_found, "union.missing", "找不到这个工会，可能编号有误，或不在本人管辖范围内。");
  return Place{std::move(*u), std::move(in_force), std::move(path)};
}

// The day that began the time limit; today when nothing in the register tells one.
Date since_of(store::ReadTx& tx, const unions::Union& u, Kind kind, Date today) {
  if (auto since = duty_since(tx, u.realm_id, u.id, kind)) return *since;
  return kind == Kind::first ? u.founded_on.value_or(today) : today;
}

Result<void> seal_phone(const House& house, Registration& r, const std::string& text) {
  Phone phone = read_phone(text);
  if (phone.verdict == PhoneVerdict::missing) {
    r.phone_sealed.bytes.clear();
    return {};
  }
  if (phone.verdict == PhoneVerdict::bad)
    return wrong_field("phone", "电话号码不正确，请填 11 位手机号，或带区号的座机号。");
  r.phone_sealed.bytes = house.vault.seal(phone.number, kTable, kPhone, r.id);
  return {};
}

void take_filling(Registration& r, const Filling& f) {
  r.address = trim(f.address);
  r.premises = trim(f.premises);
  r.fund_channel = f.fund_channel;
  r.fund_source = trim(f.fund_source);
  r.handler = normalise_person_name(f.handler);
  r.registrar = trim(f.registrar);
  r.reason = trim(f.reason);
  r.was_name = trim(f.was_name);
  r.was_address = trim(f.was_address);
  r.was_representative = normalise_person_name(f.was_representative);
  r.was_registrar = trim(f.was_registrar);
}

}  // namespace

Result<std::string> phone_of(const House& house, const Registration& r) {
  if (r.phone_sealed.bytes.empty()) return std::string();
  return house.vault.unseal(r.phone_sealed.bytes, kTable, kPhone, r.id);
}

Result<RegistrationView> read_registration(House& house, const Actor& actor, Id id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<RegistrationView> {
    auto found = find_registration(tx, actor.realm_id, id);
    if (!found || !allow(actor, "registrations.read", place_of(*found)).ok()) return no_such_registration();
    return RegistrationView{*found, steps_of(tx, found->realm_id, id), founding_of(tx, found->realm_id, found->union_id)};
  });
}

Result<Registration> open_registration(House& house, const Actor& actor, Id union_id, const OpenWish& wish,
                                       const IdempotencyKey* key) {
  Instant now = house.clock.now();
  Date today = now.day_in_china();
  return house.database.write([&](store::WriteTx& tx) -> Result<Registration> {
    TRY(Place place, place_of_union(tx, actor, union_id));
    TRY(Permit permit, allow(actor, "registrations.prepare", {actor.realm_id, place.path, 0, 0}));
    CHECK_OK(judge_open(wish.kind, place.u, {place.in_force.has_value() || !place.u.credit_code.empty()}));
    if (key && !claim_key(tx, permit, *key, now)) return key_in_use();
    Registration r;
    r.realm_id = actor.realm_id;
    r.id = house.ids.next();
    r.kind = wish.kind;
    r.union_id = union_id;
    r.union_path = place.path;
    r.reason = trim(wish.reason);
    r.since_on = since_of(tx, place.u, wish.kind, today);
    r.due_on = due_of(r.kind, r.since_on, today);
    r.opened_on = today;
    r.opened_by = permit.actor_name();
    r.updated_at = now;
    fill_in(r, sources_of(tx, place.u));
    if (!insert_registration(tx, permit, r)) return under_way(r);
    note_step(tx, house, permit, r, "open", today, r.reason);
    std::string is = record::to_json(r, &permit);
    write_journal(tx, permit, house.ids.next(), now, {"registration", r.id, r.union_path, {}, is, r.reason});
    if (key) complete_key(tx, permit, *key, {201, is});
    return r;
  });
}

Result<Registration> fill_registration(House& house, const Actor& actor, Id id, std::int64_t version,
                                       std::string_view change_json) {
  return take_step(house, actor, id, Act::fill, {}, [&](Step& s) -> Result<Date> {
    Registration& r = s.row;
    if (r.version != version) return changed_meanwhile();
    Filling f{r.address, r.premises, r.fund_channel, r.fund_source, r.handler,            {},
              r.registrar, r.reason, r.was_name,     r.was_address, r.was_representative, r.was_registrar};
    std::vector<std::string> present;
    CHECK_OK(record::read_record(change_json, filling_shape, &f, true, &present));
    take_filling(r, f);
    if (std::find(present.begin(), present.end(), "phone") != present.end()) CHECK_OK(seal_phone(s.house, r, f.phone));
    if (auto held = in_force_of(s.tx, r.realm_id, r.union_id)) take_held(r, *held);
    if (r.kind == Kind::change) r.matters = matters_of(r);
    return s.today;
  });
}

Result<Registration> refill_registration(House& house, const Actor& actor, Id id) {
  return take_step(house, actor, id, Act::refill, {}, [&](Step& s) -> Result<Date> {
    auto u = unions::find_union(s.tx, s.row.realm_id, s.row.union_id);
    if (!u) return no_such_registration();
    fill_in(s.row, sources_of(s.tx, *u));
    return s.today;
  });
}

}  // namespace niangjia::registrations
