#pragma once
// Where the next stations should go (选址方案): places that could host one, places where people are, and plans, each a question
// with its inputs and its answer kept as they were. The solving itself is server/siting, which knows nothing of unions.

#include "access/access.h"
#include "record/position.h"

namespace niangjia::siting_plans {

// 候选场所: a shop, a bank, an office that could host a station. 需求点: where people work or wait whom no register knows.
enum class PlaceKind { host, crowd };
enum class Willing { unknown, yes, no };
// 再建几个覆盖最多人 (MCLP), 人人走得到最少几个 (LSCP), 平均走得最近 (p-median)
enum class PlanKind { cover, promise, nearest };
// cut: the program ended while it was solving; nothing came out, and it may be started again.
enum class PlanState { waiting, running, done, failed, cancelled, cut };

}  // namespace niangjia::siting_plans

namespace niangjia::record {
template <>
struct CodeWords<siting_plans::PlaceKind> {
  static constexpr std::array words{CodeWord{"host", "候选场所"}, CodeWord{"crowd", "需求点"}};
};
template <>
struct CodeWords<siting_plans::Willing> {
  static constexpr std::array words{CodeWord{"unknown", "未问"}, CodeWord{"yes", "愿意"}, CodeWord{"no", "不愿意"}};
};
template <>
struct CodeWords<siting_plans::PlanKind> {
  static constexpr std::array words{CodeWord{"cover", "再建几个覆盖最多人"}, CodeWord{"promise", "人人走得到最少建几个"},
                                    CodeWord{"nearest", "再建几个平均走得最近"}};
};
template <>
struct CodeWords<siting_plans::PlanState> {
  static constexpr std::array words{CodeWord{"waiting", "等待计算"}, CodeWord{"running", "正在计算"}, CodeWord{"done", "已算出"},
                                    CodeWord{"failed", "没有算出"}, CodeWord{"cancelled", "已取消"}, CodeWord{"cut", "计算中断"}};
};
}  // namespace niangjia::record

namespace niangjia::siting_plans {

using record::field;
using record::id_field;

struct SitingPlace {
  Id realm_id = 0, id = 0;
  PlaceKind kind = PlaceKind::host;
  std::string name, name_key;
  Id union_id = 0;         // the federation of its township, else the root
  std::string union_path;  // only modules/unions rewrites it, when a union moves
  std::string township_code, address, host_unit, contact_name;
  std::string written_position;  // longitude and latitude as handed in
  record::WrittenDatum datum = record::WrittenDatum::unknown;
  std::int64_t lon_e7 = 0, lat_e7 = 0;  // WGS84 in 1e-7 degrees; both 0: no position
  std::optional<std::int64_t> capacity;  // people it can serve; of a host
  Willing willing = Willing::unknown;    // of a host
  std::int64_t people = 0;               // of a crowd
  std::string note;
  std::int64_t version = 1;
  Instant updated_at;
};
inline constexpr std::array siting_place_fields{
    id_field<&SitingPlace::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&SitingPlace::id>("id", "编号", "spl", {record::kKey | record::kReadOnly}),
    field<&SitingPlace::kind>("kind", "种类"),
    field<&SitingPlace::name>("name", "场所名称", {record::kRequired, 100}),
    field<&SitingPlace::name_key>("name_key", "名称键", {record::kHidden}),
    id_field<&SitingPlace::union_id>("union_id", "所属工会", "uni", {record::kReadOnly}),
    field<&SitingPlace::union_path>("union_path", "路径", {record::kHidden}),
    field<&SitingPlace::township_code>("township_code", "乡镇街道", {0, 12, "township"}),
    field<&SitingPlace::address>("address", "地址", {0, 200}),
    field<&SitingPlace::host_unit>("host_unit", "场所提供单位", {0, 100}),
    field<&SitingPlace::contact_name>("contact_name", "联系人", {0, 50}),
    field<&SitingPlace::written_position>("written_position", "经纬度", {0, 80}),
    field<&SitingPlace::datum>("datum", "坐标系"),
    field<&SitingPlace::lon_e7>("lon_e7", "经度", {record::kReadOnly}),
    field<&SitingPlace::lat_e7>("lat_e7", "纬度", {record::kReadOnly}),
    field<&SitingPlace::capacity>("capacity", "可容纳人数"),
    field<&SitingPlace::willing>("willing", "是否愿意"),
    field<&SitingPlace::people>("people", "人数"),
    field<&SitingPlace::note>("note", "备注", {0, 500}),
    field<&SitingPlace::version>("version", "版本", {record::kReadOnly}),
    field<&SitingPlace::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape siting_place_shape{"siting_place", "siting_place", "选址场所", siting_place_fields};
constexpr const record::Shape& shape_of(const SitingPlace*) { return siting_place_shape; }

struct SitingPlan {
  Id realm_id = 0, id = 0;
  std::string name;
  Id union_id = 0;
  std::string union_path;  // whose area it is about; only modules/unions rewrites it
  // --- the question ---
  PlanKind kind = PlanKind::cover;
  std::int64_t new_sites = 3;
  // What a question starts from when it says nothing else: default_plan() in actions.h.
  std::int64_t radius_m = 0;          // walking; of PlanKind::nearest: nobody walks farther, 0 for no bound
  std::int64_t detour_percent = 100;  // of the distance as the crow flies
  bool uses_capacity = false;
  bool only_willing = false;  // leave out hosts that were not asked
  std::int64_t seconds = 0;
  // How much one of each source counts, in hundredths of a person.
  std::int64_t outlet_percent = 100, service_percent = 10, report_percent = 100, point_percent = 100;
  std::int64_t trouble_percent = 0;  // reports of a station other than a locked door: they tell of people, not of a place without a station
  std::optional<Date> counted_from, counted_to;  // services and reports of these days
  // --- how it goes ---
  PlanState state = PlanState::waiting;
  std::string message, asked_by;
  Instant asked_at;
  std::optional<Instant> started_at, ended_at;
  std::string runner;  // who is solving it
  std::optional<Instant> beat_at;
  // --- what went in, and what came out ---
  std::int64_t demand_points = 0;
  double demand_people = 0;
  std::int64_t unplaced_outlets = 0, host_count = 0, station_count = 0;
  std::string inputs_digest;  // SHA-256 of SitingRecord::inputs, in hex
  std::vector<std::string> chosen;  // names
  std::optional<double> value, bound, gap;
  bool is_proven = false;
  std::optional<double> solve_seconds;
  std::optional<double> covered_before, covered_after;  // people
  std::optional<double> walk_before_m, walk_after_m;    // on average, to the nearest open station
  std::optional<double> second_value;
  std::int64_t version = 1;
};
inline constexpr std::array siting_plan_fields{
    id_field<&SitingPlan::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&SitingPlan::id>("id", "编号", "pln", {record::kKey | record::kReadOnly}),
    field<&SitingPlan::name>("name", "方案名称", {0, 100}),
    id_field<&SitingPlan::union_id>("union_id", "范围", "uni"),
    field<&SitingPlan::union_path>("union_path", "路径", {record::kHidden}),
    field<&SitingPlan::kind>("kind", "问什么", {record::kRequired}),
    field<&SitingPlan::new_sites>("new_sites", "再建几个"),
    field<&SitingPlan::radius_m>("radius_m", "步行半径（米）"),
    field<&SitingPlan::detour_percent>("detour_percent", "绕行系数（百分之）"),
    field<&SitingPlan::uses_capacity>("uses_capacity", "计算容量"),
    field<&SitingPlan::only_willing>("only_willing", "只用愿意的场所"),
    field<&SitingPlan::seconds>("seconds", "时间上限（秒）"),
    field<&SitingPlan::outlet_percent>("outlet_percent", "网点从业人员权重（百分之）"),
    field<&SitingPlan::service_percent>("service_percent", "服务人次权重（百分之）"),
    field<&SitingPlan::report_percent>("report_percent", "到了没开门的报错权重（百分之）"),
    field<&SitingPlan::trouble_percent>("trouble_percent", "其他报错权重（百分之）"),
    field<&SitingPlan::point_percent>("point_percent", "需求点人数权重（百分之）"),
    field<&SitingPlan::counted_from>("counted_from", "服务和报错起"),
    field<&SitingPlan::counted_to>("counted_to", "服务和报错止"),
    field<&SitingPlan::state>("state", "状态", {record::kReadOnly}),
    field<&SitingPlan::message>("message", "说明", {record::kReadOnly}),
    field<&SitingPlan::asked_by>("asked_by", "提出人", {record::kReadOnly, 60}),
    field<&SitingPlan::asked_at>("asked_at", "提出时间", {record::kReadOnly}),
    field<&SitingPlan::started_at>("started_at", "开始计算", {record::kReadOnly}),
    field<&SitingPlan::ended_at>("ended_at", "算完时间", {record::kReadOnly}),
    field<&SitingPlan::runner>("runner", "计算者", {record::kHidden}),
    field<&SitingPlan::beat_at>("beat_at", "计算者在线", {record::kHidden}),
    field<&SitingPlan::demand_points>("demand_points", "需求点数", {record::kReadOnly}),
    field<&SitingPlan::demand_people>("demand_people", "需求人数", {record::kReadOnly}),
    field<&SitingPlan::unplaced_outlets>("unplaced_outlets", "没有位置的网点", {record::kReadOnly}),
    field<&SitingPlan::host_count>("host_count", "候选场所数", {record::kReadOnly}),
    field<&SitingPlan::station_count>("station_count", "在用站点数", {record::kReadOnly}),
    field<&SitingPlan::inputs_digest>("inputs_digest", "输入摘要", {record::kReadOnly}),
    field<&SitingPlan::chosen>("chosen", "选中的场所", {record::kReadOnly}),
    field<&SitingPlan::value>("value", "数值", {record::kReadOnly}),
    field<&SitingPlan::bound>("bound", "界", {record::kReadOnly}),
    field<&SitingPlan::gap>("gap", "差距", {record::kReadOnly}),
    field<&SitingPlan::is_proven>("is_proven", "已证明最优", {record::kReadOnly}),
    field<&SitingPlan::solve_seconds>("solve_seconds", "计算用时（秒）", {record::kReadOnly}),
    field<&SitingPlan::covered_before>("covered_before", "建前覆盖人数", {record::kReadOnly}),
    field<&SitingPlan::covered_after>("covered_after", "建后覆盖人数", {record::kReadOnly}),
    field<&SitingPlan::walk_before_m>("walk_before_m", "建前平均步行（米）", {record::kReadOnly}),
    field<&SitingPlan::walk_after_m>("walk_after_m", "建后平均步行（米）", {record::kReadOnly}),
    field<&SitingPlan::second_value>("second_value", "第二好的数值", {record::kReadOnly}),
    field<&SitingPlan::version>("version", "版本", {record::kReadOnly}),
};
inline constexpr record::Shape siting_plan_shape{"siting_plan", "siting_plan", "选址方案", siting_plan_fields};
constexpr const record::Shape& shape_of(const SitingPlan*) { return siting_plan_shape; }

// The problem in the form that `niangjia site` reads, written once when the plan is asked for; what came out, once it is done.
struct SitingRecord {
  Id realm_id = 0, plan_id = 0;
  std::string inputs, result, result_digest;
};
inline constexpr std::array siting_record_fields{
    id_field<&SitingRecord::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&SitingRecord::plan_id>("plan_id", "方案", "pln", {record::kKey}),
    field<&SitingRecord::inputs>("inputs", "输入"),
    field<&SitingRecord::result>("result", "结果"),
    field<&SitingRecord::result_digest>("result_digest", "结果摘要"),
};
inline constexpr record::Shape siting_record_shape{"siting_record", "siting_record", "选址存底", siting_record_fields};
constexpr const record::Shape& shape_of(const SitingRecord*) { return siting_record_shape; }

// For `niangjia check`: a kept problem or answer that is not what its digest says, an answer worth less than its second or than
// before, two proven answers to one problem that differ.
std::vector<std::string> violations(store::ReadTx& tx, Id realm_id);
// Rows for add_access_rows().
const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::siting_plans
