#include "modules/siting_plans/routes.h"

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/siting_plans/wire.h"
#include "modules/stations/stations.h"

namespace niangjia::siting_plans {

namespace {

using http::Method;
using http::Request;
using http::Response;

// --- places ---
Result<std::string> places_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "siting.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(PlaceFilter filter, read_place_filter(tx, actor.realm_id, request.query));
    TRY(Id after, read_id_of(request.query, "after", "spl"));
    TRY(int limit, read_limit(request.query));
    PlacePage page = list_places(tx, scope, filter, after, limit);
    std::vector<std::string> items;
    for (const SitingPlace& place : page.items) items.push_back(place_json(house, actor, place));
    return page_json(items, page.next ? id_to_wire("spl", page.next) : "", page.total);
  });
}

Response get_places(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx") return workbook_response(export_places(house, actor, request.query), request, "places");
  return answer(places_page(house, actor, request), request);
}

Response show_place(House& house, const Actor& actor, const Request& request, const Result<SitingPlace>& place, int status = 200) {
  if (!place.ok()) return http::problem(place.problem(), request.request_id);
  Response response = http::json(status, place_json(house, actor, *place));
  response.headers.emplace_back("ETag", "\"" + std::to_string(place->version) + "\"");
  return response;
}

Response get_place(House& house, const Actor& actor, const Request& request) {
  return show_place(house, actor, request, house.database.read([&](store::ReadTx& tx) -> Result<SitingPlace> {
    auto place = find_place(tx, actor.realm_id, id_of(request, "spl"));
    if (!place || !visible(actor, "siting.read").covers(place->union_path)) return no_such_place();
    return std::move(*place);
  }));
}

Response post_place(House& house, const Actor& actor, const Request& request) {
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    auto input = record::from_json<SitingPlace>(request.body);
    if (!input.ok()) return http::problem(input.problem(), request.request_id);
    return show_place(house, actor, request, create_place(house, actor, *input, key), 201);
  });
}

Response patch_place(House& house, const Actor& actor, const Request& request) {
  const std::int64_t seen = version_in(request);
  if (!seen)
    return http::problem(refuse(Code::conflict, "precondition.missing", "修改时须说明所依据的版本（If-Match）。请刷新页面后再修改。"),
                         request.request_id);
  return show_place(house, actor, request, edit_place(house, actor, id_of(request, "spl"), seen, request.body));
}

Response delete_place(House& house, const Actor& actor, const Request& request) {
  auto dropped = drop_place(house, actor, id_of(request, "spl"));
  return dropped.ok() ? http::no_content() : http::problem(dropped.problem(), request.request_id);
}

Result<std::string> post_list(House& house, const Actor& actor, const Request& request) {
  if (request.body_file.empty()) return refuse(Code::invalid, "file.empty", "没有收到文件，请重新选择后上传。");
  const auto kind = record::from_word<PlaceKind>(request.query_value("kind"));
  if (!kind) return wrong_query("kind", "种类应为候选场所或需求点。");
  TRY(SheetReceipt receipt, take_list(house, actor, *kind, request.body_file, request.query_value("write") != "1"));
  return receipt_json(receipt);
}

// --- what there is ---
Result<std::string> get_stock(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "siting.read");
  Date to = house.clock.today(), from = to.plus_days(-364);
  for (auto [name, day] : {std::pair{"from", &from}, std::pair{"to", &to}})
    if (const std::string text = request.query_value(name); !text.empty()) {
      const auto read = Date::parse_iso(text);
      if (!read) return wrong_query(name, "日期应写成 2021-11-03 的样子。");
      *day = *read;
    }
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    if (const std::string chosen = request.query_value("union"); !chosen.empty()) {
      const std::string path = path_of_union(tx, actor.realm_id, id_from_wire("uni", chosen).value_or(0));
      if (path.empty()) return wrong_query("union", "找不到所选的工会，请重新选择。");
      scope = scope.narrowed(path);
    }
    return stock_json(take_stock(tx, scope, from, to), from, to, default_plan(house.clock.today()));
  });
}

Result<std::string> get_ground(House& house, const Actor& actor, const Request&) {
  return house.database.read(
      [&](store::ReadTx& tx) -> Result<std::string> { return stations::ground_json(tx, house, actor.realm_id); });
}

// --- plans ---
Result<std::string> plans_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "siting.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Id before, read_id_of(request.query, "after", "pln"));
    TRY(int limit, read_limit(request.query));
    std::optional<PlanState> state;
    if (const std::string word = request.query_value("state"); !word.empty()) {
      state = record::from_word<PlanState>(word);
      if (!state) return wrong_query("state", "没有这个状态，请从列表中选择。");
    }
    PlanPage page = list_plans(tx, scope, state, before, limit);
    std::map<Id, std::string> names;
    std::vector<std::string> items;
    for (const SitingPlan& plan : page.items) {
      auto [it, is_new] = names.try_emplace(plan.union_id);
      if (is_new) it->second = name_of_union(tx, plan.realm_id, plan.union_id);
      items.push_back(plan_json(actor, plan, it->second));
    }
    return page_json(items, page.next ? id_to_wire("pln", page.next) : "", page.total);
  });
}

Result<std::string> shown_plan(House& house, const Actor& actor, Id id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(SitingPlan plan, seen_plan(tx, actor, id));
    std::string body = plan_json(actor, plan, name_of_union(tx, plan.realm_id, plan.union_id));
    if (plan.state != PlanState::done) return body;
    const auto record = find_record(tx, plan.realm_id, plan.id);
    if (!record) return bug("a finished plan without its record");
    TRY(std::string map, map_json(house, plan, *record));
    body.pop_back();
    return body + ",\"map\":" + map + "}";
  });
}

Response problem_file(const Result<std::string>& text, const Request& request) {
  if (!text.ok()) return http::problem(text.problem(), request.request_id);
  return file_response(*text, "application/json; charset=utf-8", "选址输入.json");
}

Response get_plan(House& house, const Actor& actor, const Request& request) {
  const Id id = id_of(request, "pln");
  const std::string format = request.query_value("format");
  if (format == "xlsx") return workbook_response(export_chosen(house, actor, id), request, "siting");
  if (format == "csv") {
    auto text = export_chosen_csv(house, actor, id);
    return text.ok() ? file_response(std::move(*text), "text/csv; charset=utf-8", "选中的场所.csv") : http::problem(text.problem(), request.request_id);
  }
  if (format == "problem") return problem_file(export_problem(house, actor, id), request);
  return answer(shown_plan(house, actor, id), request);
}

Response post_plan(House& house, const Actor& actor, const Request& request) {
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    SitingPlan input = default_plan(house.clock.today());
    if (auto read = record::read_record(request.body, siting_plan_shape, &input, false, nullptr); !read.ok())
      return http::problem(read.problem(), request.request_id);
    auto plan = ask_plan(house, actor, input, key);
    if (!plan.ok()) return http::problem(plan.problem(), request.request_id);
    return answer(shown_plan(house, actor, plan->id), request, 201);
  });
}

Result<std::string> post_cancel(House& house, const Actor& actor, const Request& request) {
  TRY(SitingPlan plan, cancel_plan(house, actor, id_of(request, "pln")));
  return shown_plan(house, actor, plan.id);
}

Result<std::string> post_again(House& house, const Actor& actor, const Request& request) {
  TRY(SitingPlan plan, again_plan(house, actor, id_of(request, "pln")));
  return shown_plan(house, actor, plan.id);
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house), lists(router, house, http::Limits{32ull << 20, true, 60'000, 0});
  routes.add(Method::get, "/api/v1/siting-places", "siting.read", "候选场所和需求点", get_places, "", "siting_place[]");
  routes.add(Method::post, "/api/v1/siting-places", "siting.edit", "登记候选场所或需求点", post_place, "siting_place", "siting_place", 201);
  lists.add(Method::post, "/api/v1/siting-places/list", "siting.edit", "上传候选场所或需求点的表", post_list);
  routes.add(Method::get, "/api/v1/siting-places/{id}", "siting.read", "一个场所", get_place, "", "siting_place");
  routes.add(Method::patch, "/api/v1/siting-places/{id}", "siting.edit", "修改场所", patch_place, "siting_place", "siting_place");
  routes.add(Method::del, "/api/v1/siting-places/{id}", "siting.edit", "删除场所", delete_place);
  routes.add(Method::get, "/api/v1/siting-stock", "siting.read", "选址现有的资料", get_stock);
  routes.add(Method::get, "/api/v1/map-ground", "session", "地图底图和县域轮廓", get_ground);
  routes.add(Method::get, "/api/v1/siting-plans", "siting.read", "选址方案列表", plans_page, "", "siting_plan[]");
  routes.add(Method::post, "/api/v1/siting-plans", "siting.run", "提出选址方案", post_plan, "siting_plan", "siting_plan", 201);
  routes.add(Method::get, "/api/v1/siting-plans/{id}", "siting.read", "一个选址方案，format=xlsx、csv 为选中的场所，problem 为输入", get_plan, "", "siting_plan");
  routes.add(Method::post, "/api/v1/siting-plans/{id}/cancel", "siting.run", "取消计算", post_cancel, "", "siting_plan");
  routes.add(Method::post, "/api/v1/siting-plans/{id}/again", "siting.run", "再算一次", post_again, "", "siting_plan");
}

}  // namespace niangjia::siting_plans
