#include "modules/siting_plans/rules.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <cstdio>
#include <limits>

#include "access/list_question.h"
#include "base/crypto.h"
#include "base/text.h"
#include "siting/siting.h"

namespace niangjia::siting_plans {

namespace {

namespace json = boost::json;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string number_text(double value, int digits = 2) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  std::string out = text;
  if (out.find('.') == std::string::npos) return out;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string degrees(std::int64_t e7) { return number_text(static_cast<double>(e7) / 1e7, 7); }

std::string_view kind_of_problem(PlanKind kind) {
  return kind == PlanKind::cover ? "mclp" : kind == PlanKind::promise ? "lscp" : "p-median";
}

constexpr std::string_view kSources[] = {"outlet", "service", "report", "point", "trouble"};

Result<void> must_be_between(std::int64_t value, std::int64_t least, std::int64_t most, std::string_view field, std::string_view what) {
  if (value >= least && value <= most) return {};
  return wrong_field(field, std::string(what) + "应在 " + std::to_string(least) + " 到 " + std::to_string(most) + " 之间。");
}

std::string ids_json(const std::vector<std::string>& ids) {
  std::string out = "[";
  for (const std::string& id : ids) out += (out.size() > 1 ? "," : "") + json_string(id);
  return out + "]";
}

// How far each demand point walks to the nearest of what stands, or would stand; infinite: nowhere to go.
std::vector<double> walks(const siting::Problem& p, const std::vector<std::size_t>& chosen) {
  std::vector<std::size_t> open = chosen;
  for (std::size_t j = 0; j < p.sites.size(); ++j)
    if (p.sites[j].is_fixed) open.push_back(j);
  std::vector<double> out(p.demand.size(), kInfinity);
  for (std::size_t i = 0; i < out.size(); ++i)
    for (std::size_t j : open) out[i] = std::min(out[i], p.distance_m(i, j));
  return out;
}

struct Reached {
  std::optional<double> covered, walk_m;
};
Reached reached(const siting::Problem& p, const std::vector<double>& walk) {
  double people = 0, within = 0, metres = 0;
  bool has_station = true;
  for (std::size_t i = 0; i < walk.size(); ++i) {
    people += p.demand[i].weight;
    has_station = has_station && walk[i] < kInfinity;
    if (walk[i] <= p.radius_m) within += p.demand[i].weight;
    metres += p.demand[i].weight * walk[i];
  }
  Reached out;
  if (p.radius_m > 0) out.covered = within;
  if (has_station && people > 0) out.walk_m = metres / people;
  return out;
}

std::string walks_json(const std::vector<double>& walk) {
  std::string out = "[";
  for (double m : walk) out += (out.size() > 1 ? "," : "") + (m < kInfinity ? std::to_string(std::llround(m)) : "-1");
  return out + "]";
}

std::vector<std::size_t> sites_named(const siting::Problem& p, const json::value& list) {
  std::vector<std::size_t> out;
  for (const json::value& name : list.as_array())
    for (std::size_t j = 0; j < p.sites.size(); ++j)
      if (p.sites[j].id == std::string_view(name.as_string())) out.push_back(j);
  return out;
}

std::vector<std::string> ids_of(const siting::Problem& p, const std::vector<std::size_t>& which) {
  std::vector<std::string> out;
  for (std::size_t j : which) out.push_back(p.sites[j].id);
  return out;
}

// Whom each new site brings: people who walk to it because it is the nearest; of a promise only those who could walk nowhere.
std::string gained_json(const siting::Problem& p, const std::vector<std::size_t>& chosen, const std::vector<double>& before,
                        const std::vector<double>& after) {
  std::string out = "[";
  for (std::size_t j : chosen) {
    double people = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
      const bool is_here = p.distance_m(i, j) == after[i] && after[i] < before[i];
      const bool is_new = p.kind == siting::ProblemKind::p_median || (before[i] > p.radius_m && after[i] <= p.radius_m);
      if (is_here && is_new) people += p.demand[i].weight;
    }
    out += (out.size() > 1 ? "," : "") + number_text(people);
  }
  return out + "]";
}

std::string optional_text(const std::optional<double>& value) { return value ? number_text(*value) : "null"; }

// Of a covering with capacities the solver alone knows who finds room.
void take_reach(SitingPlan& plan, const Reached& before, const Reached& after) {
  plan.covered_before = before.covered, plan.walk_before_m = before.walk_m;
  plan.covered_after = after.covered, plan.walk_after_m = after.walk_m;
  if (plan.uses_capacity && plan.kind == PlanKind::cover) plan.covered_after = plan.value;
}

std::string second_json(SitingPlan& plan, const siting::Problem& p, const json::value& second) {
  if (second.is_null()) return "null";
  plan.second_value = second.at("value").to_number<double>();
  const auto chosen = sites_named(p, second.at("chosen"));
  const Reached reach = reached(p, walks(p, chosen));
  const bool is_limited = plan.uses_capacity && plan.kind == PlanKind::cover;
  return "{\"value\":" + number_text(*plan.second_value) + ",\"chosen\":" + ids_json(ids_of(p, chosen)) +
         ",\"covered\":" + optional_text(is_limited ? plan.second_value : reach.covered) + ",\"walk_m\":" + optional_text(reach.walk_m) + "}";
}

}  // namespace

Result<void> settle(SitingPlace& place, const SitingPlace* previous) {
  place.name = trim(place.name);
  place.name_key = organisation_key(place.name);
  if (count_characters(place.name) < 2) return wrong_field("name", "名称太短，请写全称。");
  if (!previous || previous->written_position != place.written_position || previous->datum != place.datum) {
    TRY(record::Position at, record::typed_position(place.written_position, place.datum));
    place.lon_e7 = at.lon_e7, place.lat_e7 = at.lat_e7;
  }
  if (place.kind == PlaceKind::host) {
    place.people = 0;
    return place.capacity ? must_be_between(*place.capacity, 1, 100'000, "capacity", "可容纳人数") : Result<void>();
  }
  place.capacity.reset(), place.willing = Willing::unknown;
  if (place.lon_e7 == 0) return wrong_field("written_position", "需求点要有位置：请在地图上点一下，或填写经纬度。");
  return must_be_between(place.people, 1, 1'000'000, "people", "人数");
}

Result<void> judge_question(const SitingPlan& plan) {
  if (count_characters(plan.name) > 100) return wrong_field("name", "方案名称最多100个字。");
  if (plan.kind != PlanKind::promise) CHECK_OK(must_be_between(plan.new_sites, 1, 1'000, "new_sites", "再建个数"));
  const std::int64_t least_m = plan.kind == PlanKind::nearest ? 0 : 50;
  CHECK_OK(must_be_between(plan.radius_m, least_m, kMostRadius_m, "radius_m", "步行半径（米）"));
  CHECK_OK(must_be_between(plan.detour_percent, 100, 1'000, "detour_percent", "绕行系数（百分之）"));
  CHECK_OK(must_be_between(plan.seconds, 1, kMostSeconds, "seconds", "时间上限（秒）"));
  const std::pair<std::int64_t, std::string_view> weights[] = {{plan.outlet_percent, "outlet_percent"}, {plan.service_percent, "service_percent"},
                                                               {plan.report_percent, "report_percent"}, {plan.point_percent, "point_percent"},
                                                               {plan.trouble_percent, "trouble_percent"}};
  std::int64_t sum = 0;
  for (const auto& [percent, name] : weights) {
    CHECK_OK(must_be_between(percent, 0, 10'000, name, "权重（百分之）"));
    sum += percent;
  }
  if (sum == 0) return wrong_field("outlet_percent", "各项权重都是 0，没有可以计入的需求。请至少给一项权重。");
  if (plan.counted_from && plan.counted_to && *plan.counted_to < *plan.counted_from)
    return wrong_field("counted_to", "结束日期早于开始日期，请核对。");
  return {};
}

double weighed(const SitingPlan& plan, const Demand& demand) {
  const std::int64_t percents[] = {plan.outlet_percent, plan.service_percent, plan.report_percent, plan.point_percent, plan.trouble_percent};
  return demand.people * static_cast<double>(percents[static_cast<std::size_t>(demand.source)]) / 100;
}

void put_in_order(const SitingPlan& plan, Inputs& inputs) {
  std::erase_if(inputs.demand, [&](const Demand& d) { return weighed(plan, d) <= 0; });
  auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(inputs.demand.begin(), inputs.demand.end(), by_id);
  std::sort(inputs.stands.begin(), inputs.stands.end(), by_id);
}

Result<void> judge_inputs(const SitingPlan& plan, const Inputs& inputs) {
  auto no = [](std::string_view reason, std::string sentence) { return refuse(Code::conflict, reason, std::move(sentence)); };
  if (inputs.demand.empty())
    return no("siting.no_demand", inputs.unplaced_outlets > 0
                                      ? "还没有可以计入的需求：有 " + std::to_string(inputs.unplaced_outlets) + " 个网点没有位置。请先登记网点位置，或添加需求点。"
                                      : "还没有可以计入的需求：请先导入网点摸底表并登记位置，或添加需求点。");
  const auto hosts = std::count_if(inputs.stands.begin(), inputs.stands.end(), [](const Stand& s) { return !s.is_fixed; });
  if (hosts == 0)
    return no("siting.no_hosts", inputs.unplaced_hosts > 0
                                     ? "有 " + std::to_string(inputs.unplaced_hosts) + " 个候选场所没有位置，都不能计入。请先登记它们的位置。"
                                     : "还没有候选场所，请先登记可以提供场所的单位。");
  if (plan.kind != PlanKind::promise && plan.new_sites > hosts)
    return no("siting.too_few_hosts", "要再建 " + std::to_string(plan.new_sites) + " 个，能计入的候选场所只有 " + std::to_string(hosts) +
                                          " 个。请减少个数，或再登记一些候选场所。");
  if (inputs.demand.size() > siting::kMostPoints || inputs.stands.size() > siting::kMostSites ||
      inputs.demand.size() * inputs.stands.size() > siting::kMostPairs)
    return no("siting.too_large", "需求点 " + std::to_string(inputs.demand.size()) + " 个、场所 " + std::to_string(inputs.stands.size()) +
                                      " 个，超过了一次能算的规模。请分镇街计算。");
  return {};
}

std::string problem_text(const SitingPlan& plan, const Inputs& inputs) {
  std::string out = "{\"kind\":" + json_string(kind_of_problem(plan.kind));
  if (plan.kind != PlanKind::promise) out += ",\"p\":" + std::to_string(plan.new_sites);
  if (plan.radius_m > 0) out += ",\"radius\":" + std::to_string(plan.radius_m);
  out += ",\"detour\":" + number_text(static_cast<double>(plan.detour_percent) / 100) + ",\"seconds\":" + std::to_string(plan.seconds) +
         ",\"demand\":[";
  bool is_first = true;
  for (const Demand& d : inputs.demand) {
    out += (is_first ? "\n{\"id\":" : ",\n{\"id\":") + json_string(d.id) + ",\"name\":" + json_string(d.name) +
           ",\"source\":" + json_string(kSources[static_cast<std::size_t>(d.source)]) + ",\"people\":" + number_text(d.people) +
           ",\"weight\":" + number_text(weighed(plan, d), 4) + ",\"lon\":" + degrees(d.at.lon_e7) + ",\"lat\":" + degrees(d.at.lat_e7) + "}";
    is_first = false;
  }
  out += "],\n\"sites\":[";
  is_first = true;
  for (const Stand& s : inputs.stands) {
    out += (is_first ? "\n{\"id\":" : ",\n{\"id\":") + json_string(s.id) + ",\"name\":" + json_string(s.name) +
           ",\"address\":" + json_string(s.address) + ",\"lon\":" + degrees(s.at.lon_e7) + ",\"lat\":" + degrees(s.at.lat_e7);
    if (s.is_fixed) out += ",\"fixed\":true";
    if (plan.uses_capacity && s.capacity && !s.is_fixed) out += ",\"capacity\":" + std::to_string(*s.capacity);
    out += "}";
    is_first = false;
  }
  return out + "]}\n";
}

void take_inputs(SitingPlan& plan, const Inputs& inputs, std::string_view problem) {
  plan.demand_points = static_cast<std::int64_t>(inputs.demand.size());
  plan.demand_people = 0, plan.host_count = 0, plan.station_count = 0;
  for (const Demand& d : inputs.demand) plan.demand_people += weighed(plan, d);
  for (const Stand& s : inputs.stands) ++(s.is_fixed ? plan.station_count : plan.host_count);
  plan.unplaced_outlets = inputs.unplaced_outlets;
  plan.inputs_digest = digest_of(problem);
}

Result<std::string> take_solution(SitingPlan& plan, std::string_view problem, std::string_view solution) {
  TRY(siting::Problem p, siting::read_problem(problem));
  boost::system::error_code fault;
  const json::value said = json::parse(solution, fault);
  if (fault || !said.is_object() || !said.as_object().contains("chosen")) return bug("the solver's answer cannot be read");
  const auto chosen = sites_named(p, said.at("chosen"));
  plan.value = said.at("value").to_number<double>();
  plan.is_proven = said.at("proven").as_bool();
  plan.solve_seconds = said.at("seconds").to_number<double>();
  plan.bound.reset(), plan.gap.reset(), plan.second_value.reset();
  if (said.at("bound").is_number()) plan.bound = said.at("bound").to_number<double>();
  if (said.at("gap").is_number()) plan.gap = said.at("gap").to_number<double>();
  const std::vector<double> before = walks(p, {}), after = walks(p, chosen);
  take_reach(plan, reached(p, before), reached(p, after));
  const json::value named = json::parse(problem);
  plan.chosen.clear();
  for (std::size_t j : chosen) plan.chosen.emplace_back(named.at("sites").as_array()[j].at("name").as_string());
  return "{\"chosen\":" + ids_json(ids_of(p, chosen)) + ",\"value\":" + number_text(*plan.value) + ",\"bound\":" + optional_text(plan.bound) +
         ",\"proven\":" + (plan.is_proven ? "true" : "false") + ",\"second\":" + second_json(plan, p, said.at("second")) +
         ",\"gained\":" + gained_json(p, chosen, before, after) + ",\"before_m\":" + walks_json(before) + ",\"after_m\":" + walks_json(after) + "}";
}

std::string digest_of(std::string_view text) { return to_hex(bytes_of(sha256(text))); }

}  // namespace niangjia::siting_plans
