#include "modules/employers/actions.h"

#include <algorithm>

#include "access/idempotency.h"
#include "modules/employers/rules.h"
#include "modules/employers/store.h"

namespace niangjia::employers {

namespace {

Result<void> judge(store::ReadTx& tx, const Employer& e) {
  std::optional<Employer> same;
  if (!e.credit_code.empty()) same = other_with_code(tx, e.realm_id, e.credit_code, e.id);
  return judge_employer(e, same ? &*same : nullptr);
}

Result<Employer> create_in(store::WriteTx& tx, House& house, const Actor& actor, Employer e,
                           const IdempotencyKey* key) {
  e.realm_id = actor.realm_id;
  e.id = 0;
  e.union_path = path_of_township(tx, e.realm_id, e.township_code);
  TRY(Permit permit, allow(actor, "employers.edit", {e.realm_id, e.union_path, 0, 0}));
  tidy(e);
  CHECK_OK(judge(tx, e));
  if (key && !claim_key(tx, permit, *key, house.clock.now())) return key_in_use();
  e.id = house.ids.next();
  e.import_id = 0;
  e.updated_at = house.clock.now();
  fill_search_keys(e);
  insert_employer(tx, permit, e);
  std::string text = record::to_json(e);
  write_journal(tx, permit, house.ids.next(), e.updated_at, {"employer", e.id, e.union_path, "", text, ""});
  if (key) complete_key(tx, permit, *key, {201, text});
  return e;
}

Result<Employer> edit_in(store::WriteTx& tx, House& house, const Actor& actor, Id id, Instant seen_at,
                         std::string_view change_json) {
  auto before = find_employer(tx, actor.realm_id, id);
  if (!before) return told_unit_missing();
  TRY(Permit permit, allow_seen(actor, "employers.edit", "employers.read",
                                {before->realm_id, before->union_path, 0, 0}, told_unit_missing));
  Employer after = *before;
  CHECK_OK(record::read_record(change_json, employer_shape, &after, true, nullptr));
  tidy(after);
  CHECK_OK(judge(tx, after));
  if (after.township_code != before->township_code) {
    after.union_path = path_of_township(tx, after.realm_id, after.township_code);
    CHECK_OK(allow(actor, "employers.edit", {after.realm_id, after.union_path, 0, 0}));
  }
  // The time of the edit is also its version, so it must move on even within one millisecond.
  after.updated_at.ms = std::max(house.clock.now().ms, before->updated_at.ms + 1);
  fill_search_keys(after);
  if (!save_employer(tx, permit, after, seen_at))
    return refuse(Code::conflict, "unit.edited_meanwhile",
                  "这条记录刚被他人修改过，本次没有保存。请刷新后核对，再重新修改。");
  std::string old_text = record::to_json(*before), new_text = record::to_json(after);
  write_journal(tx, permit, house.ids.next(), after.updated_at,
                {"employer", after.id, after.union_path, old_text, new_text, ""});
  return after;
}

}  // namespace

Problem told_outlet_missing() {
  return refuse(Code::not_found, "outlet.missing", "找不到这个网点，可能编号有误，或不在本人管辖范围内。");
}

Result<Outlet> place_outlet(House& house, const Actor& actor, Id id, const OutletSpot& spot, const InsideRule& must_lie_inside) {
  TRY(record::Position at, record::typed_position(spot.written_position, spot.datum));
  return house.database.write([&](store::WriteTx& tx) -> Result<Outlet> {
    auto before = find_outlet(tx, actor.realm_id, id);
    if (!before) return told_outlet_missing();
    TRY(Permit permit, allow_seen(actor, "employers.edit", "employers.read", {before->realm_id, before->union_path, 0, 0},
                                  told_outlet_missing));
    if (must_lie_inside) CHECK_OK(must_lie_inside(tx, actor.realm_id, spot.written_position, spot.datum));
    Outlet after = *before;
    after.written_position = spot.written_position, after.datum = spot.datum;
    after.lon_e7 = at.lon_e7, after.lat_e7 = at.lat_e7;
    after.updated_at = house.clock.now();
    save_outlet_position(tx, permit, after);
    write_journal(tx, permit, house.ids.next(), after.updated_at,
                  {"outlet", id, after.union_path, record::to_json(*before), record::to_json(after), ""});
    return after;
  });
}

Problem told_unit_missing() {
  return refuse(Code::not_found, "unit.missing", "找不到这个单位，可能编号有误，或不在本人管辖范围内。");
}

Result<Employer> create_employer(House& house, const Actor& actor, const Employer& input,
                                 const IdempotencyKey* key) {
  return house.database.write([&](store::WriteTx& tx) { return create_in(tx, house, actor, input, key); });
}

Result<Employer> edit_employer(House& house, const Actor& actor, Id id, Instant seen_at,
                               std::string_view change_json) {
  return house.database.write(
      [&](store::WriteTx& tx) { return edit_in(tx, house, actor, id, seen_at, change_json); });
}

}  // namespace niangjia::employers
