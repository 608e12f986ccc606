#include "base/text.h"
#include "modules/transfers/batches.h"

namespace niangjia::transfers {

using members::Standing;

RowVerdict judge_row(const TransferBatch& batch, const members::Person& p, const members::InTheWay& way,
                     const Scope& scope) {
  if (!scope.covers(p.union_path) || p.union_id == 0)
    return {"not_found", "没有这名会员，或不在您的范围内"};
  if (p.merged_into_id) return {"merged", "已并入他人"};
  const bool is_retained = p.standing == Standing::retained;
  if (batch.act == BatchAct::retain && is_retained) return {"retained", "已是保留会籍"};
  if (!members::is_counted(p.standing) && !is_retained)
    return {"not_member", "现在" + std::string(record::label_of(p.standing)) + "，没有会籍可办"};
  if (batch.act == BatchAct::move && p.union_id == batch.to_union_id) return {"here_already", "会籍已在转入工会"};
  if (way.in_transfer.contains(p.id)) return {"in_transfer", "有一件未办结的转会申请"};
  auto last = way.last_event_on.find(p.id);
  if (last != way.last_event_on.end() && last->second > batch.happened_on)
    return {"later_event", "在 " + last->second.iso() + " 已有会籍变化，晚于办理日期"};
  return {};
}

std::vector<BatchVerb> open_verbs(BatchState state) {
  switch (state) {
    case BatchState::checking:
      return {BatchVerb::drop};
    case BatchState::checked:
      return {BatchVerb::run, BatchVerb::drop};
    case BatchState::running:
      return {BatchVerb::stop};
    case BatchState::stopped:
      return {BatchVerb::run, BatchVerb::undo};
    case BatchState::done:
      return {BatchVerb::undo};
    default:
      return {};
  }
}

}  // namespace niangjia::transfers
