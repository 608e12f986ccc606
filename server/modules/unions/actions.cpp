// Entering, editing and renaming a union, and the units it covers. Acts that change the tree stand in
// tree_actions.cpp.

#include <algorithm>

#include "access/idempotency.h"
#include "base/text.h"
#include "modules/unions/change.h"
#include "modules/unions/store.h"

namespace niangjia::unions {

namespace {

Surroundings surroundings_of(store::ReadTx& tx, const House& house, const Union& u, const Union* parent) {
  Surroundings around;
  around.parent = parent;
  around.is_name_taken = is_name_taken(tx, u.realm_id, u.parent_id, organisation_key(u.name), u.id);
  around.unit_exists = u.unit_id == 0 || has_unit(tx, u.realm_id, u.unit_id);
  around.legal_representative = legal_representative_of(tx, u.realm_id, u.unit_id);
  around.certified_code = certified_code(tx, u.realm_id, u.id);
  around.today = house.clock.today();
  return around;
}

// What the server knows and nobody types.
void complete(store::WriteTx& tx, House& house, Union& u, const Union& parent) {
  u.id = house.ids.next();
  u.segment = segment_text(reserve_segments(tx, u.realm_id, 1));
  u.tree_path = parent.tree_path + u.segment;
  u.level_code = level_under(u.type, parent.level_code);
  if (u.township_code.empty()) u.township_code = parent.township_code;
  u.status = is_founded(u) ? UnionStatus::active : UnionStatus::preparing;
  u.ended_on.reset();
  u.merged_into_id = u.import_id = 0;
  u.version = 1;
  u.updated_at = house.clock.now();
  fill_search_keys(u);
}

Result<Union> create_in(store::WriteTx& tx, House& house, const Actor& actor, Union u,
                        const IdempotencyKey* key) {
  u.realm_id = actor.realm_id;
  u.id = 0;
  hold_tree(tx, actor.realm_id);
  tidy(u);
  auto parent = find_seen(tx, actor, u.parent_id);
  if (!parent) CHECK_OK(judge_new(u, surroundings_of(tx, house, u, nullptr)));
  TRY(Permit permit, allow_on(actor, "unions.create", *parent));
  CHECK_OK(judge_new(u, surroundings_of(tx, house, u, &*parent)));
  if (key && !claim_key(tx, permit, *key, house.clock.now())) return key_in_use();
  complete(tx, house, u, *parent);
  if (!insert_union(tx, permit, u)) return told_name_taken(u.name);
  Date today = house.clock.today();
  ChangeKind kind = is_founded(u) ? ChangeKind::founded : ChangeKind::entered;
  emit_counted(tx, house, u, counted_of(u, today));
  leave_traces(tx, house, {permit, kind, u.founded_on.value_or(today), u.approval_number, ""}, nullptr, u);
  if (key) complete_key(tx, permit, *key, {201, record::to_json(u, &permit)});
  return u;
}

}  // namespace

Result<Union> edit_union_in(store::WriteTx& tx, House& house, const Actor& actor, Id id, std::int64_t version,
                            std::string_view change_json, const EditNote& note) {
  hold_tree(tx, actor.realm_id);
  auto before = find_union(tx, actor.realm_id, id);
  if (!before) return told_missing();
  TRY(Permit permit, allow_on(actor, "unions.edit", *before));
  if (before->version != version) return told_edited_meanwhile();
  Union after = *before;
  CHECK_OK(record::read_record(change_json, union_shape, &after, true, nullptr));
  tidy(after);
  auto parent = find_union(tx, actor.realm_id, before->parent_id);
  CHECK_OK(judge_edit(*before, after, surroundings_of(tx, house, after, parent ? &*parent : nullptr),
                      living_child_types(tx, *before)));
  if (parent) after.level_code = level_under(after.type, parent->level_code);
  bool is_founding = !is_founded(*before) && is_founded(after);
  if (is_founding && after.status == UnionStatus::preparing) after.status = UnionStatus::active;
  after.updated_at = house.clock.now();
  Date today = house.clock.today();
  bool changes_township = after.township_code != before->township_code;
  auto change = counted_change(*before, after, today);
  auto coming =
      std::stable_partition(change.begin(), change.end(), [](const Counted& c) { return c.amount < 0; });
  emit_counted(tx, house, *before, {change.begin(), coming});
  if (changes_township) restate_members(tx, house, *before, -1, today);
  if (!save_union(tx, permit, after)) return told_edited_meanwhile();
  emit_counted(tx, house, after, {coming, change.end()});
  if (changes_township) restate_members(tx, house, after, 1, today);
  leave_traces(
      tx, house,
      {permit, is_founding ? ChangeKind::founded : note.kind, is_founding ? *after.founded_on : today,
       is_founding ? after.approval_number : note.document_number, note.reason},
      &*before, after);
  return after;
}

Result<Union> rename_union_in(store::WriteTx& tx, House& house, const Actor& actor, Id id,
                              const UnionRename& input) {
  hold_tree(tx, actor.realm_id);
  auto before = find_union(tx, actor.realm_id, id);
  if (!before) return told_missing();
  TRY(Permit permit, allow_on(actor, "unions.rename", *before));
  Union after = *before;
  after.name = input.name;
  tidy(after);
  fill_search_keys(after);
  Date today = house.clock.today();
  bool is_taken = is_name_taken(tx, after.realm_id, after.parent_id, after.name_key, after.id);
  CHECK_OK(judge_rename(*before, after.name, is_taken, input, today));
  after.updated_at = house.clock.now();
  if (!save_union(tx, permit, after)) return told_edited_meanwhile();
  leave_traces(tx, house,
               {permit, ChangeKind::renamed, input.on.value_or(today), input.document_number, input.reason},
               &*before, after);
  return after;
}

Result<UnionCover> cover_unit_in(store::WriteTx& tx, House& house, const Actor& actor, Id union_id,
                                 const UnionCover& input) {
  UnionCover cover = input;
  auto u = find_union(tx, actor.realm_id, union_id);
  if (!u) return told_missing();
  TRY(Permit permit, allow_on(actor, "unions.cover", *u));
  CHECK_OK(judge_cover(*u, cover, has_unit(tx, u->realm_id, cover.unit_id)));
  cover.realm_id = u->realm_id;
  cover.id = house.ids.next();
  cover.union_id = u->id;
  cover.union_path = u->tree_path;
  cover.import_id = 0;
  if (!insert_cover(tx, permit, cover))
    return refuse(Code::conflict, "union.unit_covered", "这个工会已经覆盖该单位，不用重复登记。");
  std::string text = record::to_json(cover);
  write_journal(tx, permit, house.ids.next(), house.clock.now(),
                {"union_cover", cover.id, u->tree_path, "", text, ""});
  return cover;
}

Result<Union> create_union_in(store::WriteTx& tx, House& house, const Actor& actor, const Union& input) {
  return create_in(tx, house, actor, input, nullptr);
}

Result<Union> create_union(House& house, const Actor& actor, const Union& input, const IdempotencyKey* key) {
  return house.database.write([&](store::WriteTx& tx) { return create_in(tx, house, actor, input, key); });
}

Result<Union> edit_union(House& house, const Actor& actor, Id id, std::int64_t version,
                         std::string_view change_json) {
  return house.database.write(
      [&](store::WriteTx& tx) { return edit_union_in(tx, house, actor, id, version, change_json); });
}

Result<Union> rename_union(House& house, const Actor& actor, Id id, const UnionRename& input) {
  auto outcome =
      house.database.write([&](store::WriteTx& tx) { return rename_union_in(tx, house, actor, id, input); });
  return with_name_told(std::move(outcome), input.name);
}

Result<UnionCover> cover_unit(House& house, const Actor& actor, Id union_id, const UnionCover& input) {
  return house.database.write(
      [&](store::WriteTx& tx) { return cover_unit_in(tx, house, actor, union_id, input); });
}

}  // namespace niangjia::unions
