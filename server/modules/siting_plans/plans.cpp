// Plans: asked, called off, asked again.
#include "modules/siting_plans/actions.h"
#include "modules/siting_plans/areas.h"

#include "base/text.h"
#include "modules/parameters/parameters.h"

namespace niangjia::siting_plans {

namespace {

RowPlace spot_of(const SitingPlan& p) { return {p.realm_id, p.union_path, 0, 0}; }

Problem changed_meanwhile() {
  return refuse(Code::conflict, "siting.plan_changed", "这个方案的状态刚刚变了，请刷新后再办。");
}

std::string name_of(const SitingPlan& plan, Date today) {
  const std::string what = plan.kind == PlanKind::promise ? "人人走得到"
                                                          : "再建" + std::to_string(plan.new_sites) + "个" +
                                                                (plan.kind == PlanKind::cover ? "覆盖最多人" : "平均走得最近");
  return what + " " + today.iso();
}

void tell(store::WriteTx& tx, House& house, const Permit& permit, const SitingPlan& plan, std::string_view before, std::string_view after,
          std::string_view reason) {
  write_journal(tx, permit, house.ids.next(), house.clock.now(), {"siting_plan", plan.id, plan.union_path, before, after, reason});
}

// What only the program writes starts anew, whatever was handed in.
void begin(SitingPlan& plan, House& house, const Permit& permit) {
  plan.id = house.ids.next(), plan.version = 1;
  plan.state = PlanState::waiting, plan.message.clear(), plan.runner.clear();
  plan.started_at.reset(), plan.ended_at.reset(), plan.beat_at.reset();
  plan.asked_by = permit.actor_name(), plan.asked_at = house.clock.now();
  plan.chosen.clear(), plan.is_proven = false;
  for (auto* number : {&plan.value, &plan.bound, &plan.gap, &plan.solve_seconds, &plan.covered_before, &plan.covered_after,
                       &plan.walk_before_m, &plan.walk_after_m, &plan.second_value})
    number->reset();
}

Result<SitingPlan> ask_in(store::WriteTx& tx, House& house, const Actor& actor, SitingPlan plan, const IdempotencyKey* key) {
  const Date today = house.clock.today();
  plan.realm_id = actor.realm_id;
  if (plan.union_id == 0) {
    const Area home = home_of(tx, actor, "siting.run");
    plan.union_id = home.union_id, plan.union_path = home.path;
  } else {
    plan.union_path = path_of_union(tx, actor.realm_id, plan.union_id);
    if (plan.union_path.empty()) return wrong_field("union_id", "找不到所选的工会，请重新选择。");
  }
  TRY(Permit permit, allow(actor, "siting.run", spot_of(plan)));
  plan.name = trim(plan.name);
  if (!plan.counted_to) plan.counted_to = today;
  if (!plan.counted_from) plan.counted_from = plan.counted_to->plus_days(-364);
  CHECK_OK(judge_question(plan));
  if (plan.name.empty()) plan.name = name_of(plan, today);
  Inputs inputs = gather(tx, visible(actor, "siting.run").narrowed(plan.union_path), plan);
  put_in_order(plan, inputs);
  CHECK_OK(judge_inputs(plan, inputs));
  begin(plan, house, permit);
  SitingRecord record{plan.realm_id, plan.id, problem_text(plan, inputs), "", ""};
  take_inputs(plan, inputs, record.inputs);
  if (key && !claim_key(tx, permit, *key, plan.asked_at)) return key_in_use();
  insert_plan(tx, permit, plan, record);
  const std::string text = record::to_json(plan);
  tell(tx, house, permit, plan, "", text, "");
  if (key) complete_key(tx, permit, *key, {201, text});
  return plan;
}

struct Found {
  SitingPlan plan;
  Permit permit;
};
Result<Found> find_for(store::ReadTx& tx, const Actor& actor, Id id) {
  auto plan = find_plan(tx, actor.realm_id, id);
  if (!plan) return no_such_plan();
  TRY(Permit permit, allow_seen(actor, "siting.run", "siting.read", spot_of(*plan), no_such_plan));
  return Found{std::move(*plan), std::move(permit)};
}

Result<SitingPlan> again_in(store::WriteTx& tx, House& house, const Actor& actor, Id id) {
  TRY(Found found, find_for(tx, actor, id));
  SitingPlan plan = found.plan;
  if (plan.state == PlanState::waiting || plan.state == PlanState::running)
    return refuse(Code::conflict, "siting.still_open", "这个方案正在算，不用再开始。");
  const std::string before = record::to_json(plan);
  if (plan.state == PlanState::done) {
    auto record = find_record(tx, plan.realm_id, plan.id);
    begin(plan, house, found.permit);
    insert_plan(tx, found.permit, plan, {plan.realm_id, plan.id, record ? record->inputs : "", "", ""});
    tell(tx, house, found.permit, plan, before, record::to_json(plan), "用同样的输入再算");
    return plan;
  }
  plan.state = PlanState::waiting, plan.message.clear(), plan.started_at.reset(), plan.ended_at.reset(), plan.beat_at.reset();
  ++plan.version;
  if (!save_plan(tx, plan)) return changed_meanwhile();
  tell(tx, house, found.permit, plan, before, record::to_json(plan), "重新开始计算");
  return plan;
}

}  // namespace

Problem no_such_plan() {
  return refuse(Code::not_found, "siting.no_plan", "找不到这个方案，可能编号有误，或不在本人管辖范围内。");
}

SitingPlan default_plan(Date today) {
  SitingPlan plan;
  plan.radius_m = parameters::value_on("siting.radius_m", today);
  plan.detour_percent = parameters::value_on("stations.detour_percent", today);
  plan.seconds = parameters::value_on("siting.seconds", today);
  return plan;
}

Result<SitingPlan> ask_plan(House& house, const Actor& actor, const SitingPlan& input, const IdempotencyKey* key) {
  return house.database.write([&](store::WriteTx& tx) { return ask_in(tx, house, actor, input, key); });
}

Result<SitingPlan> cancel_plan(House& house, const Actor& actor, Id id) {
  return house.database.write([&](store::WriteTx& tx) -> Result<SitingPlan> {
    TRY(Found found, find_for(tx, actor, id));
    SitingPlan plan = found.plan;
    if (plan.state != PlanState::waiting && plan.state != PlanState::running)
      return refuse(Code::conflict, "siting.not_open", "这个方案已经结束，不能取消。");
    plan.state = PlanState::cancelled, plan.ended_at = house.clock.now(), ++plan.version;
    plan.message = std::string(found.permit.actor_name()) + " 取消了计算。";
    if (!save_plan(tx, plan)) return changed_meanwhile();
    tell(tx, house, found.permit, plan, record::to_json(found.plan), record::to_json(plan), "取消计算");
    return plan;
  });
}

Result<SitingPlan> again_plan(House& house, const Actor& actor, Id id) {
  return house.database.write([&](store::WriteTx& tx) { return again_in(tx, house, actor, id); });
}

}  // namespace niangjia::siting_plans
