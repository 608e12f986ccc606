#include "modules/employers/routes.h"

#include <charconv>

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/employers/actions.h"
#include "modules/employers/exports.h"
#include "modules/employers/items.h"

namespace niangjia::employers {

namespace {

using http::Method;
using http::Request;
using http::Response;

struct Desk {
  House& house;
  TownshipName township_name;
  Ground ground;

  std::function<LonLat(LonLat)> on_ground() const {
    if (!ground.on_ground) return {};
    return [this](LonLat wgs84) { return ground.on_ground(house, wgs84); };
  }
};

Result<Id> path_id(const Request& request) {
  const Id id = id_of(request, "emp");
  if (!id) return told_unit_missing();
  return id;
}

std::string next_text(Id next, std::string_view prefix) {
  return next ? id_to_wire(prefix, next) : std::string();
}

Result<std::string> units_page(const Desk& desk, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "employers.read");
  return desk.house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(EmployerFilter filter, read_employer_filter(tx, actor.realm_id, request.query));
    TRY(Id after, read_after(request.query, "emp"));
    TRY(int limit, read_limit(request.query));
    EmployerPage page = list_employers(tx, scope, filter, after, limit);
    auto unions = unions_of(tx, actor.realm_id, page.items);
    std::vector<std::string> items;
    for (const Employer& e : page.items)
      items.push_back(unit_json(e, unions, {actor, scope.permit(), desk.township_name}));
    return page_json(items, next_text(page.next, "emp"), page.total);
  });
}

Response show_units(const Desk& desk, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_units(desk.house, actor, request.query, desk.township_name), request,
                             "units");
  return answer(units_page(desk, actor, request), request);
}

Result<std::string> outlets_page(const Desk& desk, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "employers.read");
  return desk.house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(OutletFilter filter, read_outlet_filter(tx, actor.realm_id, request.query));
    TRY(Id after, read_after(request.query, "out"));
    TRY(int limit, read_limit(request.query));
    OutletPage page = list_outlets(tx, scope, filter, after, limit);
    std::vector<std::string> items;
    for (const ListedOutlet& o : page.items)
      items.push_back(outlet_json(o, {actor, scope.permit(), desk.township_name, desk.on_ground()}));
    return page_json(items, next_text(page.next, "out"), page.total);
  });
}

Response show_outlets(const Desk& desk, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_outlets(desk.house, actor, request.query, desk.township_name), request,
                             "outlets");
  return answer(outlets_page(desk, actor, request), request);
}

Response put_outlet_position(const Desk& desk, const Actor& actor, const Request& request) {
  auto body = [&]() -> Result<std::string> {
    TRY(OutletSpot spot, record::from_json<OutletSpot>(request.body));
    TRY(Outlet row, place_outlet(desk.house, actor, id_of(request, "out"), spot, desk.ground.must_lie_inside));
    TRY(Permit permit, allow(actor, "employers.read", {row.realm_id, row.union_path, 0, 0}));
    return outlet_json({row, "", ""}, {actor, permit, desk.township_name, desk.on_ground()});
  }();
  return answer(body, request);
}

Response show_brands(const Desk& desk, const Actor& actor, const Request& request) {
  auto body = desk.house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Id after, read_after(request.query, "brd"));
    TRY(int limit, read_limit(request.query));
    auto brands = count_brands(tx, visible(actor, "employers.read"), after, limit + 1);
    bool has_more = static_cast<int>(brands.size()) > limit;
    if (has_more) brands.pop_back();
    std::vector<std::string> items;
    for (const CountedBrand& b : brands) items.push_back(brand_json(b));
    auto total = static_cast<std::int64_t>(list_brands(tx, actor.realm_id).size());
    return page_json(items, has_more ? id_to_wire("brd", brands.back().row.id) : std::string(), total);
  });
  return answer(body, request);
}

// --- one unit; its tag is the time of its last edit ---
Response show_employer(const Desk& desk, const Actor& actor, const Employer& e, const Request& request) {
  auto body = desk.house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Permit permit, allow(actor, "employers.read", {e.realm_id, e.union_path, 0, 0}));
    return unit_json(e, unions_of(tx, e.realm_id, {e}), {actor, permit, desk.township_name});
  });
  Response response = answer(body, request);
  response.headers.emplace_back("ETag", "\"" + std::to_string(e.updated_at.ms) + "\"");
  return response;
}

Response show_unit(const Desk& desk, const Actor& actor, const Request& request) {
  auto found = desk.house.database.read([&](store::ReadTx& tx) -> Result<Employer> {
    TRY(Id id, path_id(request));
    auto e = find_employer(tx, actor.realm_id, id);
    if (!e || !visible(actor, "employers.read").covers(e->union_path)) return told_unit_missing();
    return std::move(*e);
  });
  if (!found.ok()) return http::problem(found.problem(), request.request_id);
  return show_employer(desk, actor, *found, request);
}

Result<Instant> seen_at(const Request& request) {
  std::string tag = request.header("if-match");
  if (tag.empty())
    return refuse(Code::conflict, "precondition.missing",
                  "修改时须说明所依据的版本（If-Match）。请刷新页面后再修改。");
  Instant at;
  const char* begin = tag.data() + (tag.front() == '"' ? 1 : 0);
  std::from_chars(begin, tag.data() + tag.size(), at.ms);
  return at;
}

Response change_unit(const Desk& desk, const Actor& actor, const Request& request) {
  auto edited = [&]() -> Result<Employer> {
    TRY(Id id, path_id(request));
    TRY(Instant at, seen_at(request));
    return edit_employer(desk.house, actor, id, at, request.body);
  }();
  if (!edited.ok()) return http::problem(edited.problem(), request.request_id);
  return show_employer(desk, actor, *edited, request);
}

Response create_unit(const Desk& desk, const Actor& actor, const Request& request) {
  return answer_once(desk.house, actor, request, [&](const IdempotencyKey* key) {
    auto created = [&]() -> Result<std::string> {
      TRY(Employer input, record::from_json<Employer>(request.body));
      TRY(Employer e, create_employer(desk.house, actor, input, key));
      return record::to_json(e);
    }();
    return answer(created, request, 201);
  });
}

}  // namespace

void add_routes(http::Router& router, House& house, TownshipName township_name, Ground ground) {
  auto desk = std::make_shared<Desk>(Desk{house, std::move(township_name), std::move(ground)});
  using Shown = Response (*)(const Desk&, const Actor&, const Request&);
  auto add = [&](Method method, std::string pattern, std::string action, std::string summary, Shown shown,
                 std::string takes, std::string gives) {
    auto handler = [desk, shown](const Actor& actor, const Request& request) {
      return shown(*desk, actor, request);
    };
    router.add({method,
                "/api/v1" + pattern,
                action,
                std::move(summary),
                with_actor(house, action, handler),
                {},
                std::move(takes),
                std::move(gives)});
  };
  add(Method::get, "/units", "employers.read", "单位列表", show_units, "", "employer[]");
  add(Method::post, "/units", "employers.edit", "登记单位", create_unit, "employer", "employer");
  add(Method::get, "/units/{id}", "employers.read", "一个单位", show_unit, "", "employer");
  add(Method::patch, "/units/{id}", "employers.edit", "修改单位信息", change_unit, "employer", "employer");
  add(Method::get, "/outlets", "employers.read", "网点列表", show_outlets, "", "outlet[]");
  add(Method::put, "/outlets/{id}/position", "employers.edit", "登记网点位置", put_outlet_position, "outlet_spot", "outlet");
  add(Method::get, "/brands", "employers.read", "品牌列表", show_brands, "", "brand[]");
}

}  // namespace niangjia::employers
