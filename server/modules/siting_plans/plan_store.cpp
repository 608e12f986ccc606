// Plans, from the moment they are asked for to what is kept of them.
#include "modules/siting_plans/store.h"

namespace niangjia::siting_plans {

using store::Params;
using store::ReadTx;
using store::Row;
using store::WriteTx;

PlanPage list_plans(ReadTx& tx, const Scope& scope, std::optional<PlanState> state, Id before, int limit) {
  PlanPage page;
  if (scope.sees_nothing()) return page;
  Params params;
  std::string where = "WHERE " + scope.condition("", "union_path", params);
  if (state) where += " AND state = ?", params.emplace_back(record::word_of(*state));
  page.total = tx.integer("SELECT count(*) FROM siting_plan " + where, params).value_or(0);
  if (before) where += " AND id < ?", params.emplace_back(before);
  params.emplace_back(limit + 1);
  page.items = tx.select<SitingPlan>(where + " ORDER BY id DESC LIMIT ?", params);
  if (static_cast<int>(page.items.size()) > limit) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

std::optional<SitingPlan> find_plan(ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<SitingPlan>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<SitingRecord> find_record(ReadTx& tx, Id realm_id, Id plan_id) {
  return tx.select_one<SitingRecord>("WHERE realm_id = ? AND plan_id = ?", Params{realm_id, plan_id});
}

std::vector<SitingPlan> open_plans(ReadTx& tx, Id realm_id) {
  return tx.select<SitingPlan>("WHERE realm_id = ? AND state IN ('waiting', 'running') ORDER BY id LIMIT 100", Params{realm_id});
}

void insert_plan(WriteTx& tx, const Permit&, const SitingPlan& plan, const SitingRecord& record) {
  tx.insert(plan);
  tx.insert(record);
}

bool save_plan(WriteTx& tx, const SitingPlan& plan) {
  if (tx.execute("UPDATE siting_plan SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 Params{plan.realm_id, plan.id, plan.version - 1}) != 1)
    return false;
  tx.update(plan);
  return true;
}

bool claim_plan(WriteTx& tx, Id realm_id, Id id, std::string_view runner, Instant now) {
  return tx.execute("UPDATE siting_plan SET state = 'running', message = '', runner = ?, started_at = ?, beat_at = ?, version = version + 1 "
                    "WHERE realm_id = ? AND id = ? AND state = 'waiting'",
                    Params{runner, now, now, realm_id, id}) == 1;
}

bool beat_plan(WriteTx& tx, Id realm_id, Id id, std::string_view runner, Instant now) {
  return tx.execute("UPDATE siting_plan SET beat_at = ? WHERE realm_id = ? AND id = ? AND state = 'running' AND runner = ?",
                    Params{now, realm_id, id, runner}) == 1;
}

bool end_plan(WriteTx& tx, const SitingPlan& plan, const SitingRecord* record) {
  if (tx.execute("UPDATE siting_plan SET version = version + 1 WHERE realm_id = ? AND id = ? AND state = 'running' AND runner = ?",
                 Params{plan.realm_id, plan.id, plan.runner}) != 1)
    return false;
  tx.update(plan);
  if (record)
    tx.execute("UPDATE siting_record SET result = ?, result_digest = ? WHERE realm_id = ? AND plan_id = ? AND result = ''",
               Params{record->result, record->result_digest, record->realm_id, record->plan_id});
  return true;
}

std::int64_t cut_plans(WriteTx& tx, Id realm_id, Instant heard_before, Instant now, std::string_view message) {
  return tx.execute("UPDATE siting_plan SET state = 'cut', message = ?, ended_at = ?, version = version + 1 WHERE realm_id = ? AND "
                    "state = 'running' AND beat_at < ?",
                    Params{message, now, realm_id, heard_before});
}

std::vector<std::string> violations(ReadTx& tx, Id realm_id) {
  std::int64_t changed = 0, worse = 0, differing = 0;
  std::map<std::string, std::string> answers;
  for (const SitingPlan& plan : tx.select<SitingPlan>("WHERE realm_id = ? ORDER BY id", Params{realm_id})) {
    const auto record = find_record(tx, realm_id, plan.id);
    if (!record || digest_of(record->inputs) != plan.inputs_digest || (plan.state == PlanState::done) == record->result.empty() ||
        (!record->result.empty() && digest_of(record->result) != record->result_digest))
      ++changed;
    if (plan.state != PlanState::done || !plan.is_proven) continue;
    const bool is_more_better = plan.kind == PlanKind::cover;
    if (plan.second_value && (is_more_better ? *plan.second_value > *plan.value + 1e-6 : *plan.second_value < *plan.value - 1e-6)) ++worse;
    if (plan.covered_before && plan.covered_after && *plan.covered_after < *plan.covered_before - 1e-6) ++worse;
    const auto [first, is_new] = answers.try_emplace(plan.inputs_digest, record ? record->result_digest : "");
    if (!is_new && record && first->second != record->result_digest) ++differing;
  }
  std::vector<std::string> out;
  if (changed) out.push_back("选址方案的存底与摘要不符：" + std::to_string(changed) + " 处");
  if (worse) out.push_back("选址方案比第二好的或建前还差：" + std::to_string(worse) + " 处");
  if (differing) out.push_back("同样的选址输入算出不同的答案：" + std::to_string(differing) + " 处");
  return out;
}

}  // namespace niangjia::siting_plans
