// Moving, merging and dissolving. The place of these acts is the parent: whoever tends only the union itself
// cannot take it out of the tree.

#include "modules/facts/facts.h"
#include "modules/unions/change.h"
#include "modules/unions/store.h"
#include "modules/unions/tree_store.h"

namespace niangjia::unions {

namespace {

using facts::Indicator;

struct Held {
  Union row;
  Permit permit;
};

Result<Held> hold(store::WriteTx& tx, const Actor& actor, Id id, std::string_view action) {
  hold_tree(tx, actor.realm_id);
  hold_union(tx, actor.realm_id, id);
  auto u = find_union(tx, actor.realm_id, id);
  if (!u) return told_missing();
  auto parent = find_union(tx, actor.realm_id, u->parent_id);
  std::string place = parent ? parent->tree_path : u->tree_path;
  TRY(Permit permit, allow_on(actor, action, *u, place));
  return Held{std::move(*u), std::move(permit)};
}

// The other union of the act must be the actor's as well.
Result<std::optional<Union>> hold_other(store::WriteTx& tx, const Actor& actor, Id id,
                                        std::string_view action) {
  auto other = find_seen(tx, actor, id);
  if (other) CHECK_OK(allow_on(actor, action, *other));
  return other;
}

void move_stocks(store::WriteTx& tx, House& house, const Union& u, const std::string& to_path, Date on) {
  for (Indicator stock : {Indicator::union_net, Indicator::member_net, Indicator::station_open})
    facts::move_stock(tx, house.ids, u.realm_id, stock, u.tree_path, to_path, on, u.id);
}

// The union leaves the count on that day.
void count_out(store::WriteTx& tx, House& house, const Union& u, Date on) {
  if (!is_counted(u.status)) return;
  emit_counted(tx, house, u, {{false, u.tree_path, u.township_code, on, -1, u.is_new_form ? 1 : 0}});
}

Result<Union> end_union(store::WriteTx& tx, House& house, const Held& held, UnionStatus status, Date on,
                        Id into_id) {
  Union after = held.row;
  after.status = status;
  after.ended_on = on;
  after.merged_into_id = into_id;
  after.updated_at = house.clock.now();
  if (!save_union(tx, held.permit, after)) return told_edited_meanwhile();
  end_covers_and_roles(tx, held.permit, held.row, on);
  return after;
}

void absorb(store::WriteTx& tx, House& house, const Held& held, const Union& into, Date on,
            const std::string& reason) {
  const Union& from = held.row;
  count_out(tx, house, from, on);
  if (from.township_code != into.township_code && !into.township_code.empty()) {
    Union there = from;
    there.township_code = into.township_code;
    restate_members(tx, house, from, -1, on);
    restate_members(tx, house, there, 1, on);
  }
  move_stocks(tx, house, from, into.tree_path, on);
  take_over(tx, held.permit, house.ids, {from, into, on, house.clock.now(), reason});
}

Result<Union> merge_in(store::WriteTx& tx, House& house, const Actor& actor, Id id, const UnionMerge& input) {
  TRY(Held held, hold(tx, actor, id, "unions.merge"));
  const Union& before = held.row;
  TRY(auto into, hold_other(tx, actor, input.into_id, "unions.merge"));
  MergeSight sight{living_child_types(tx, before),
                   into ? clashing_child_name(tx, before, *into) : std::string()};
  Date today = house.clock.today();
  CHECK_OK(judge_merge(before, into ? &*into : nullptr, sight, input, today));
  Date on = input.on.value_or(today);
  absorb(tx, house, held, *into, on, input.reason);
  TRY(Union after, end_union(tx, house, held, UnionStatus::merged, on, into->id));
  leave_traces(tx, house,
               {held.permit, ChangeKind::merged, on, input.document_number, input.reason, into->id}, &before,
               after);
  leave_traces(tx, house,
               {held.permit, ChangeKind::absorbed, on, input.document_number, input.reason, before.id},
               &*into, *into);
  return after;
}

std::string name_of(House& house, const Actor& actor, Id id) {
  auto found = house.database.read(
      [&](store::ReadTx& tx) -> Result<std::optional<Union>> { return find_union(tx, actor.realm_id, id); });
  return found.ok() && *found ? (*found)->name : std::string();
}

}  // namespace

Result<Union> move_union_in(store::WriteTx& tx, House& house, const Actor& actor, Id id,
                            const UnionMove& input) {
  TRY(Held held, hold(tx, actor, id, "unions.move"));
  const Union& before = held.row;
  TRY(auto parent, hold_other(tx, actor, input.parent_id, "unions.move"));
  Date today = house.clock.today();
  bool is_taken = parent && is_name_taken(tx, before.realm_id, parent->id, before.name_key, before.id);
  CHECK_OK(judge_move(before, parent ? &*parent : nullptr, is_taken, input, today));
  Union after = before;
  after.parent_id = parent->id;
  after.tree_path = parent->tree_path + before.segment;
  after.level_code = level_under(after.type, parent->level_code);
  after.updated_at = house.clock.now();
  Date on = input.on.value_or(today);
  move_stocks(tx, house, before, after.tree_path, on);
  rewrite_subtree(tx, held.permit, before.realm_id, before.tree_path, after.tree_path);
  rehome_cases(tx, held.permit, after, *parent);
  if (!save_union(tx, held.permit, after)) return told_edited_meanwhile();
  leave_traces(tx, house,
               {held.permit, ChangeKind::moved, on, input.document_number, input.reason, before.parent_id},
               &before, after);
  return after;
}

Result<Union> dissolve_union_in(store::WriteTx& tx, House& house, const Actor& actor, Id id,
                                const UnionDissolve& input) {
  TRY(Held held, hold(tx, actor, id, "unions.dissolve"));
  const Union& before = held.row;
  Date today = house.clock.today();
  CHECK_OK(judge_dissolve(before, count_active_members(tx, before), count_living_children(tx, before), input,
                          today));
  Date on = input.on.value_or(today);
  count_out(tx, house, before, on);
  TRY(Union after, end_union(tx, house, held, UnionStatus::dissolved, on, 0));
  leave_traces(tx, house, {held.permit, ChangeKind::dissolved, on, input.document_number, input.reason},
               &before, after);
  return after;
}

Result<Union> move_union(House& house, const Actor& actor, Id id, const UnionMove& input) {
  auto outcome =
      house.database.write([&](store::WriteTx& tx) { return move_union_in(tx, house, actor, id, input); });
  return outcome.ok() ? std::move(outcome) : with_name_told(std::move(outcome), name_of(house, actor, id));
}

Result<Union> merge_union(House& house, const Actor& actor, Id id, const UnionMerge& input) {
  return house.database.write([&](store::WriteTx& tx) { return merge_in(tx, house, actor, id, input); });
}

Result<Union> dissolve_union(House& house, const Actor& actor, Id id, const UnionDissolve& input) {
  return house.database.write(
      [&](store::WriteTx& tx) { return dissolve_union_in(tx, house, actor, id, input); });
}

}  // namespace niangjia::unions
