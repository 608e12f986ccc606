#include "modules/founding/step.h"

namespace niangjia::founding {

RowPlace place_of(const FoundingCase& c) { return {c.realm_id, c.union_path, 0, 0}; }

std::string_view action_of(Act act) {
  switch (act) {
    case Act::prepare:
    case Act::send_back:
    case Act::approve_nominations:
    case Act::approve:
      return "founding.approve";
    default:
      return "founding.write";
  }
}

Problem no_such_case() {
  return refuse(Code::not_found, "founding.not_found",
                "没有找到这件建会事项，可能不在您的范围内，请刷新后再试。");
}
Problem not_its_turn(const FoundingCase& c) {
  return refuse(
      Code::conflict, "founding.not_its_turn",
      "这件事现在是“" + std::string(record::label_of(c.state)) + "”，还不能办这一步，请按步骤办理。");
}

namespace {

Problem changed_meanwhile() {
  return refuse(Code::conflict, "founding.changed", "这件事刚被他人办理过，请刷新后再看。");
}
}  // namespace

Result<unions::Union> union_of_case(store::ReadTx& tx, const FoundingCase& c) {
  bool prepares = c.kind == CaseKind::founding;
  auto u = unions::find_union(tx, c.realm_id, c.union_id);
  if (!u || u->status != (prepares ? unions::UnionStatus::preparing : unions::UnionStatus::active))
    return refuse(Code::conflict, "founding.union_gone",
                  prepares ? "筹备中的工会已被另行登记、撤销或合并，请在“工会组织”核对后撤回本件。"
                           : "这个工会已撤销、合并或锁定，请在“工会组织”核对后撤回本件。");
  return *u;
}

Result<FoundingCase> take_step(House& house, const Actor& actor, Id id, Act act, std::string_view reason,
                               const Work& work) {
  return house.database.write([&](store::WriteTx& tx) -> Result<FoundingCase> {
    auto found = find_case(tx, actor.realm_id, id);
    if (!found) return no_such_case();
    TRY(Permit permit, allow_seen(actor, action_of(act), "founding.read", place_of(*found), no_such_case));
    auto next = state_after(found->kind, found->state, act);
    if (act == Act::resume && found->state == CaseState::paused)
      next = record::from_word<CaseState>(found->paused_from);
    if (!next) return not_its_turn(*found);
    std::string was = record::to_json(*found, &permit);
    FoundingCase after = *found;
    Step step{tx, house, actor, permit, after, house.clock.today(), house.clock.now()};
    TRY(Date on, work(step));
    after.state = *next;
    if (act != Act::visit) after.due_on = due_after(*next, on);
    after.updated_at = step.now;
    if (!save_case(tx, permit, after)) return changed_meanwhile();
    std::string is = record::to_json(after, &permit);
    write_journal(tx, permit, house.ids.next(), step.now,
                  {"founding", id, after.union_path, was, is, reason});
    return after;
  });
}

}  // namespace niangjia::founding
