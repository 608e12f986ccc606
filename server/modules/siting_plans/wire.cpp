#include "modules/siting_plans/wire.h"

#include <boost/json.hpp>
#include <cstdio>

#include "base/text.h"
#include "modules/divisions/divisions.h"
#include "modules/stations/stations.h"

namespace niangjia::siting_plans {

namespace {

namespace json = boost::json;

std::string point_json(const House& house, LonLat wgs84) {
  const LonLat p = stations::on_ground(house, wgs84);
  char text[64];
  std::snprintf(text, sizeof text, "[%.6f,%.6f]", p.lon, p.lat);
  return text;
}

std::string township_name(const std::string& code) {
  const auto* division = code.empty() ? nullptr : divisions::book().find(code);
  return division ? division->name : code;
}

std::string words_json(const std::vector<std::string>& words) {
  std::string out = "[";
  for (const std::string& word : words) out += (out.size() > 1 ? "," : "") + json_string(word);
  return out + "]";
}

std::string count_json(std::string_view name, const SourceCount& count) {
  return json_string(name) + ":{\"places\":" + std::to_string(count.places) + ",\"people\":" + std::to_string(count.people) + "},";
}

// What may be done with a plan as it stands.
std::vector<std::string> acts_of(const Actor& actor, const SitingPlan& plan) {
  std::vector<std::string> acts;
  const RowPlace place{plan.realm_id, plan.union_path, 0, 0};
  if (allow(actor, "siting.run", place).ok())
    acts.emplace_back(plan.state == PlanState::waiting || plan.state == PlanState::running ? "cancel" : "again");
  if (plan.state == PlanState::done && allow(actor, "siting.export", place).ok()) acts.emplace_back("export");
  if (plan.state == PlanState::done && allow(actor, "stations.edit", place).ok()) acts.emplace_back("found_station");
  return acts;
}

LonLat place_of(const json::value& row) { return {row.at("lon").to_number<double>(), row.at("lat").to_number<double>()}; }

// [at, people, before, after, name, source]: the shortest form, for there may be thousands.
std::string points_json(const House& house, const json::value& problem, const json::value& result) {
  const auto &demand = problem.at("demand").as_array(), &before = result.at("before_m").as_array(), &after = result.at("after_m").as_array();
  std::string out = "[";
  for (std::size_t i = 0; i < demand.size(); ++i)
    out += (i ? ",[" : "[") + point_json(house, place_of(demand[i])) + "," + json::serialize(demand[i].at("weight")) + "," +
           json::serialize(before[i]) + "," + json::serialize(after[i]) + "," + json::serialize(demand[i].at("name")) + "," +
           json::serialize(demand[i].at("source")) + "]";
  return out + "]";
}

bool holds(const json::value& list, const json::value& id) {
  for (const json::value& one : list.as_array())
    if (one == id) return true;
  return false;
}

std::string sites_json(const House& house, const json::value& problem, const json::value& result) {
  const auto& chosen = result.at("chosen").as_array();
  const json::value& second = result.at("second");
  std::string out = "[";
  for (const json::value& site : problem.at("sites").as_array()) {
    const json::value& id = site.at("id");
    std::string gained = "null";
    for (std::size_t k = 0; k < chosen.size(); ++k)
      if (chosen[k] == id) gained = json::serialize(result.at("gained").as_array()[k]);
    out += (out.size() > 1 ? ",{\"id\":" : "{\"id\":") + json::serialize(id) + ",\"name\":" + json::serialize(site.at("name")) +
           ",\"address\":" + json::serialize(site.at("address")) + ",\"at\":" + point_json(house, place_of(site)) +
           ",\"wgs84\":[" + json::serialize(site.at("lon")) + "," + json::serialize(site.at("lat")) + "]" +
           ",\"is_fixed\":" + (site.as_object().contains("fixed") ? "true" : "false") + ",\"gained\":" + gained +
           ",\"is_second\":" + (!second.is_null() && holds(second.at("chosen"), id) ? "true" : "false") + "}";
  }
  return out + "]";
}

}  // namespace

Result<PlaceFilter> read_place_filter(store::ReadTx& tx, Id realm_id, const Query& query) {
  PlaceFilter filter;
  if (const std::string kind = value_of(query, "kind"); !kind.empty()) {
    const auto read = record::from_word<PlaceKind>(kind);
    if (!read) return wrong_query("kind", "种类应为候选场所或需求点。");
    filter.kind = *read;
  }
  TRY(Id under, read_id_of(query, "union", "uni"));
  if (under) filter.under = path_of_union(tx, realm_id, under);
  if (under && filter.under.empty()) return wrong_query("union", "找不到所选的工会，请重新选择。");
  TRY(filter.words, read_words(query, "q"));
  TRY(filter.township, read_words(query, "township"));
  if (const std::string willing = value_of(query, "willing"); !willing.empty()) {
    filter.willing = record::from_word<Willing>(willing);
    if (!filter.willing) return wrong_query("willing", "是否愿意应为愿意、不愿意或未问。");
  }
  filter.wants_position = value_of(query, "wants") == "position";
  std::string sort = value_of(query, "sort");
  filter.descends = sort.starts_with('-');
  if (filter.descends) sort.erase(0, 1);
  if (sort == "name") filter.sort = PlaceSort::name;
  else if (sort == "people") filter.sort = PlaceSort::people;
  else if (sort == "capacity") filter.sort = PlaceSort::capacity;
  else if (!sort.empty()) return wrong_query("sort", "不能按这一列排序，可按名称、人数或可容纳人数排序。");
  return filter;
}

std::string place_json(const House& house, const Actor& actor, const SitingPlace& place) {
  const auto at = record::wgs84_of({place.lon_e7, place.lat_e7});
  const bool may_edit = allow(actor, "siting.edit", {place.realm_id, place.union_path, 0, 0}).ok();
  return record::to_json(place, nullptr,
                         "\"township_name\":" + json_string(township_name(place.township_code)) +
                             ",\"datum_label\":" + json_string(record::label_of(place.datum)) +
                             ",\"willing_label\":" + json_string(record::label_of(place.willing)) +
                             ",\"at\":" + (at ? point_json(house, *at) : "null") + ",\"acts\":" + (may_edit ? "[\"edit\"]" : "[]"));
}

std::string receipt_json(const SheetReceipt& r) {
  std::string told = "[";
  for (const RowVerdict& v : r.told)
    told += (told.size() > 1 ? ",{\"row\":" : "{\"row\":") + std::to_string(v.row) + ",\"name\":" + json_string(v.name) +
            ",\"outcome\":" + json_string(v.outcome) + ",\"sentences\":" + words_json(v.sentences) + "}";
  return "{\"rows\":" + std::to_string(r.rows) + ",\"added\":" + std::to_string(r.added) + ",\"changed\":" + std::to_string(r.changed) +
         ",\"same\":" + std::to_string(r.same) + ",\"refused\":" + std::to_string(r.refused) +
         ",\"unread_columns\":" + words_json(r.unread_columns) + ",\"told\":" + told + "]}";
}

std::string stock_json(const Stocktaking& s, Date from, Date to, const SitingPlan& usual) {
  return "{" + count_json("outlets", s.outlets) + count_json("services", s.services) + count_json("reports", s.reports) +
         count_json("troubles", s.troubles) + count_json("points", s.points) + "\"defaults\":{\"radius_m\":" +
         std::to_string(usual.radius_m) + ",\"detour_percent\":" + std::to_string(usual.detour_percent) +
         ",\"seconds\":" + std::to_string(usual.seconds) + "},\"unplaced_outlets\":" + std::to_string(s.unplaced_outlets) +
         ",\"hosts\":" + std::to_string(s.hosts) + ",\"unplaced_hosts\":" + std::to_string(s.unplaced_hosts) +
         ",\"stations\":" + std::to_string(s.stations) + ",\"from\":" + json_string(from.iso()) + ",\"to\":" + json_string(to.iso()) + "}";
}

std::string plan_json(const Actor& actor, const SitingPlan& plan, std::string_view union_name) {
  return record::to_json(plan, nullptr,
                         "\"kind_label\":" + json_string(record::label_of(plan.kind)) +
                             ",\"state_label\":" + json_string(record::label_of(plan.state)) +
                             ",\"union_name\":" + json_string(union_name) + ",\"acts\":" + words_json(acts_of(actor, plan)));
}

Result<std::string> map_json(const House& house, const SitingPlan&, const SitingRecord& record) {
  boost::system::error_code fault;
  const json::value problem = json::parse(record.inputs, fault);
  if (fault) return bug("a kept problem cannot be read");
  const json::value result = json::parse(record.result, fault);
  if (fault) return bug("a kept answer cannot be read");
  const json::value& second = result.at("second");
  return "{\"points\":" + points_json(house, problem, result) + ",\"sites\":" + sites_json(house, problem, result) +
         ",\"second_covered\":" + (second.is_null() ? "null" : json::serialize(second.at("covered"))) +
         ",\"second_walk_m\":" + (second.is_null() ? "null" : json::serialize(second.at("walk_m"))) +
         ",\"result_digest\":" + json_string(record.result_digest) + "}";
}

Result<SitingPlan> seen_plan(store::ReadTx& tx, const Actor& actor, Id id) {
  auto plan = find_plan(tx, actor.realm_id, id);
  if (!plan || !visible(actor, "siting.read").covers(plan->union_path)) return no_such_plan();
  return std::move(*plan);
}

}  // namespace niangjia::siting_plans
