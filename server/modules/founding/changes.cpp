// Cases about a union that stands: re-election, by-election, extension, renaming, re-subordination, more
// units.

#include "access/idempotency.h"
#include "base/text.h"
#include "modules/founding/step.h"

namespace niangjia::founding {

namespace {

Problem under_way(const FoundingCase& c) {
  return refuse(
      Code::conflict, "founding.under_way",
      "“" + c.name + "”已有一件" + std::string(record::label_of(c.kind)) + "在办，请先办完或撤回。");
}

void tell(FoundingCase& c, const ChangeWish& w) {
  c.opinion = trim(w.opinion);
  c.new_name = trim(w.new_name);
  c.to_parent_id = w.to_parent_id;
  c.term_to_on = w.term_to_on;
  c.seated = w.seated;
}

FoundingCase case_of(const unions::Union& u, const unions::Union& parent, const ChangeWish& w) {
  FoundingCase c;
  c.realm_id = u.realm_id;
  c.kind = w.kind;
  c.name = u.name;
  c.type = u.type;
  c.parent_id = parent.id;
  c.union_path = parent.tree_path;
  c.township_code = u.township_code;
  c.is_new_form = u.is_new_form;
  c.workers = u.employees_reported;
  c.women_workers = u.female_employees_reported;
  c.union_id = u.id;
  c.session_number = u.session_number + (w.kind == CaseKind::reelection ? 1 : 0);
  c.term_years = w.kind == CaseKind::by_election ? u.term_years : 0;
  c.state = first_state(w.kind);
  tell(c, w);
  return c;
}

struct Place {
  unions::Union u, parent;
};
// The union and the one above it, which approves; a union out of sight is answered like none.
Result<Place> place_of_union(store::WriteTx& tx, const Actor& actor, Id union_id) {
  auto missing =
      refuse(Code::not_found, "union.missing", "找不到这个工会，可能编号有误，或不在本人管辖范围内。");
  unions::hold_union(tx, actor.realm_id, union_id);
  auto u = unions::find_union(tx, actor.realm_id, union_id);
  if (!u || !visible(actor, "founding.read").covers(u->tree_path)) return missing;
  auto parent = unions::find_union(tx, actor.realm_id, u->parent_id);
  if (!parent)
    return refuse(Code::conflict, "founding.union_not_active",
                  "本级总工会的事项由上级工会办理，不在这里登记。");
  return Place{std::move(*u), std::move(*parent)};
}

Result<void> check_units(store::ReadTx& tx, Id realm_id, const std::vector<FoundingUnit>& units) {
  if (units.empty() || have_units(tx, realm_id, units)) return {};
  return wrong_field("units", "有的单位没有登记，请先在“单位”登记后再选");
}

void put_units(store::WriteTx& tx, const Permit& permit, const FoundingCase& c,
               std::vector<FoundingUnit> units) {
  for (FoundingUnit& u : units) u.realm_id = c.realm_id, u.case_id = c.id, u.is_main = false;
  replace_units(tx, permit, c.id, units);
}

}  // namespace

Result<FoundingCase> open_change(House& house, const Actor& actor, Id union_id, const ChangeWish& wish,
                                 std::vector<FoundingUnit> units, const IdempotencyKey* key) {
  Instant now = house.clock.now();
  Date today = now.day_in_china();
  return house.database.write([&](store::WriteTx& tx) -> Result<FoundingCase> {
    TRY(Place place, place_of_union(tx, actor, union_id));
    TRY(Permit permit, allow(actor, "founding.write", {actor.realm_id, place.parent.tree_path, 0, 0}));
    CHECK_OK(judge_change(wish, place.u, units.size(), today));
    CHECK_OK(check_units(tx, actor.realm_id, units));
    if (key && !claim_key(tx, permit, *key, now)) return key_in_use();
    FoundingCase c = case_of(place.u, place.parent, wish);
    c.id = house.ids.next();
    c.opened_on = today;
    c.opened_by = permit.actor_name();
    c.updated_at = now;
    if (!has_election(c.kind)) c.requested_on = wish.on.value_or(today);
    c.due_on = due_after(c.state, c.requested_on.value_or(today));
    if (!insert_case(tx, permit, c)) return under_way(c);
    put_units(tx, permit, c, std::move(units));
    std::string is = record::to_json(c, &permit);
    write_journal(tx, permit, house.ids.next(), now, {"founding", c.id, c.union_path, {}, is, c.opinion});
    if (key) complete_key(tx, permit, *key, {201, is});
    return c;
  });
}

Result<FoundingCase> correct_change(House& house, const Actor& actor, Id id, const ChangeWish& wish,
                                    std::vector<FoundingUnit> units) {
  return take_step(house, actor, id, Act::correct, {}, [&](Step& s) -> Result<Date> {
    TRY(unions::Union u, union_of_case(s.tx, s.row));
    ChangeWish told = wish;
    told.kind = s.row.kind;
    CHECK_OK(judge_change(told, u, units.size(), s.today));
    CHECK_OK(check_units(s.tx, s.row.realm_id, units));
    tell(s.row, told);
    put_units(s.tx, s.permit, s.row, std::move(units));
    s.row.requested_on = told.on.value_or(s.today);
    s.row.reason.clear();
    return *s.row.requested_on;
  });
}

}  // namespace niangjia::founding
