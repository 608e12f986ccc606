#include "modules/unions/change.h"

#include "base/text.h"
#include "modules/facts/facts.h"
#include "modules/unions/store.h"

namespace niangjia::unions {

namespace {

UnionChange change_of(House& house, const Act& act, const Union* before, const Union& after) {
  UnionChange change;
  change.realm_id = after.realm_id;
  change.id = house.ids.next();
  change.union_id = after.id;
  change.kind = act.kind;
  change.changed_on = act.on;
  change.document_number = read_document_number(act.document_number).text;
  change.reason = act.reason;
  Difference difference = difference_of(before, after);
  change.before_json = std::move(difference.before);
  change.after_json = std::move(difference.after);
  change.other_union_id = act.other_union_id;
  change.at = house.clock.now();
  return change;
}

void add_member(std::string& object, std::string_view name, const std::string& value) {
  if (object.size() > 1) object += ',';
  append_json_string(object, name);
  object += ':' + value;
}

}  // namespace

Difference difference_of(const Union* before, const Union& after) {
  Difference out{"{", "{"};
  const Union empty;
  for (const auto& field : union_fields) {
    if (field.has(record::kHidden | record::kKey) || field.name == "version" || field.name == "updated_at")
      continue;
    std::string old_value, new_value;
    field.write_json(before ? before : &empty, field, old_value);
    field.write_json(&after, field, new_value);
    if (old_value == new_value) continue;
    if (before) add_member(out.before, field.name, old_value);
    add_member(out.after, field.name, new_value);
  }
  out.before += '}';
  out.after += '}';
  return out;
}

void leave_traces(store::WriteTx& tx, House& house, const Act& act, const Union* before, const Union& after) {
  UnionChange change = change_of(house, act, before, after);
  insert_change(tx, act.permit, change);
  std::string old_text = before ? record::to_json(*before) : std::string(), new_text = record::to_json(after);
  write_journal(tx, act.permit, house.ids.next(), change.at,
                {"union", after.id, after.tree_path, old_text, new_text, act.reason});
}

void emit_counted(store::WriteTx& tx, House& house, const Union& u, const std::vector<Counted>& rows) {
  std::vector<facts::Fact> facts;
  for (const Counted& row : rows) {
    facts::Fact& f = facts.emplace_back();
    f.realm_id = u.realm_id;
    f.indicator =
        static_cast<int>(row.is_founding ? facts::Indicator::union_founded : facts::Indicator::union_net);
    f.union_path = row.path;
    f.township = row.township;
    f.happened_on = row.on;
    f.amount = row.amount;
    f.category = row.category;
    f.subject_id = f.source_id = u.id;
  }
  if (!facts.empty()) facts::emit_facts(tx, house.ids, facts);
}

void restate_members(store::WriteTx& tx, House& house, const Union& u, int sign, Date on) {
  std::vector<facts::Fact> facts;
  for (const auto& [category, members] : active_by_category(tx, u)) {
    facts::Fact& f = facts.emplace_back();
    f.realm_id = u.realm_id;
    f.indicator = static_cast<int>(facts::Indicator::member_net);
    f.union_path = u.tree_path;
    f.township = u.township_code;
    f.happened_on = on;
    f.amount = sign * members;
    f.category = category;
    f.subject_id = f.source_id = u.id;
  }
  if (!facts.empty()) facts::emit_facts(tx, house.ids, facts);
}

Problem told_name_taken(std::string_view name) {
  Problem p = refuse(Code::conflict, "union.name_taken",
                     "同一上级之下已有名为“" + std::string(name) + "”的工会，请核对是否重复登记。");
  p.fields.push_back({"name", p.message});
  return p;
}

Problem told_missing() {
  return refuse(Code::not_found, "union.missing", "找不到这个工会，可能编号有误，或不在本人管辖范围内。");
}

std::optional<Union> find_seen(store::ReadTx& tx, const Actor& actor, Id id) {
  auto u = find_union(tx, actor.realm_id, id);
  if (u && !visible(actor, "unions.read").covers(u->tree_path)) u.reset();
  return u;
}

Result<Permit> allow_on(const Actor& actor, std::string_view action, const Union& u,
                        std::string_view at_path) {
  auto permit = allow(actor, action, {u.realm_id, at_path.empty() ? u.tree_path : at_path, 0, 0});
  if (!permit.ok() && !visible(actor, "unions.read").covers(u.tree_path)) return told_missing();
  return permit;
}

Problem told_edited_meanwhile() {
  return refuse(Code::conflict, "union.edited_meanwhile",
                "这条记录刚被他人修改过，本次没有保存。请刷新后核对，再重新修改。");
}

Result<Union> with_name_told(Result<Union> outcome, std::string_view name) {
  if (!outcome.ok() && outcome.problem().reason == "store.unique") return told_name_taken(name);
  return outcome;
}

}  // namespace niangjia::unions
