#include "modules/joining/routes.h"

#include "access/request_actor.h"
#include "access/signed_token.h"
#include "access/taken_pages.h"
#include "base/text.h"
#include "modules/joining/exports.h"
#include "modules/joining/wire.h"
#include "paper/paper.h"

namespace niangjia::joining {

namespace {

using http::Method;
using http::Request;
using http::Response;

// --- posters ---

paper::Poster poster_page(House& house, const ListedPoster& p, const std::string& realm_name,
                          const Request& request) {
  std::string token = make_token(house.vault, kPosterToken, {p.row.realm_id, p.row.id});
  return {realm_name,
          "加入工会，找到娘家",
          p.row.campaign,
          site_of(house, request) + "/w/join/" + token,
          {"打开手机扫一扫，半分钟办好", p.union_name.empty() ? "按工作单位和地点分到对应的工会" : "申请加入：" + p.union_name,
           "二维码有效期至 " + p.row.expires_on.chinese()}};
}


Result<std::string> posters_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "posters.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Id before, read_id_of(request.query, "after", "pst"));
    TRY(int limit, read_limit(request.query));
    auto rows = list_posters(tx, scope, before, limit + 1);
    bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const ListedPoster& p : rows) items.push_back(poster_json(house, actor, p));
    return page_json(items, more ? id_to_wire("pst", rows.back().row.id) : "");
  });
}

sheet::OutCell poster_cell(const sheet::BookColumn& column, const ListedPoster& p, Date today) {
  if (column.field) return sheet::book_cell(*column.field, &p.row);
  if (column.key == "union_name") return sheet::text_cell(p.union_name.empty() ? "按分派规则" : p.union_name);
  if (column.key == "is_open") return sheet::text_cell(judge_poster(p.row, today) == PosterVerdict::ok ? "可用" : "已停用");
  return sheet::number_cell(column.key == "accepted" ? p.accepted : p.applications);
}

Result<std::string> export_posters(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, "posters.read");
  TakenPages<ListedPoster> list{"入会海报", "poster",
                                sheet::book_columns(poster_shape,
                                                    {{"union_name", "接收工会名称"}, {"is_open", "状态"}, {"applications", "申请"}, {"accepted", "入会"}},
                                                    value_of(query, "columns")), {}, {}};
  list.page = [&](store::ReadTx& tx, const ListedPoster* last) { return list_posters(tx, scope, last ? last->row.id : 0, kMaxPageRows); };
  list.cell = [today = house.clock.today()](store::ReadTx&, const sheet::BookColumn& column, const ListedPoster& p) {
    return poster_cell(column, p, today);
  };
  return take_pages(house, actor, scope, list);
}

Response get_posters(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx") return workbook_response(export_posters(house, actor, request.query), request, "posters");
  return answer(posters_page(house, actor, request), request);
}

Result<std::string> poster_body(House& house, const Actor& actor, const Poster& poster) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    ListedPoster listed{poster, names_of_unions(tx, actor.realm_id, {poster.union_id})[poster.union_id]};
    return poster_json(house, actor, listed);
  });
}

Response post_poster(House& house, const Actor& actor, const Request& request) {
  auto wish = record::from_json<PosterWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    auto poster = make_poster(house, actor, *wish, key);
    if (!poster.ok()) return http::problem(poster.problem(), request.request_id);
    return answer(poster_body(house, actor, *poster), request, 201);
  });
}

Result<std::string> post_revoke(House& house, const Actor& actor, const Request& request) {
  TRY(ReasonWish wish, record::from_json<ReasonWish>(request.body));
  TRY(Poster poster, revoke_poster(house, actor, id_of(request, "pst"), wish.reason));
  return poster_body(house, actor, poster);
}

// Printed by a shop: the page of the browser prints the same.
Response get_poster_pdf(House& house, const Actor& actor, const Request& request) {
  auto listed = house.database.read([&](store::ReadTx& tx) -> Result<ListedPoster> {
    auto poster = find_poster(tx, actor.realm_id, id_of(request, "pst"));
    if (!poster || !allow(actor, "posters.read", RowPlace{actor.realm_id, poster->union_path, 0, 0}).ok())
      return no_such_poster();
    return ListedPoster{*poster, names_of_unions(tx, actor.realm_id, {poster->union_id})[poster->union_id]};
  });
  if (!listed.ok()) return http::problem(listed.problem(), request.request_id);
  auto realm = house.database.read(
      [&](store::ReadTx& tx) -> Result<std::optional<RealmPlace>> { return realm_place(tx, actor.realm_id); });
  auto bytes = paper::pdf_of(poster_page(house, *listed, realm.ok() && *realm ? (*realm)->name : "", request));
  if (!bytes.ok()) return http::problem(bytes.problem(), request.request_id);
  return file_response(std::move(*bytes), "application/pdf", listed->row.campaign + ".pdf");
}

// --- applications ---

Result<std::string> applications_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "applications.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(ApplicationFilter filter, read_application_filter(request.query, house.clock.today()));
    TRY(Id after, read_id_of(request.query, "after", "app"));
    TRY(int limit, read_limit(request.query));
    auto rows = list_applications(tx, scope, filter, after, limit + 1);
    bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<Id> unions;
    for (const Application& a : rows) unions.push_back(a.union_id);
    auto names = names_of_unions(tx, actor.realm_id, unions);
    std::vector<std::string> items;
    for (const Application& a : rows) items.push_back(application_json(house, actor, a, names[a.union_id]));
    return page_json(items, more ? id_to_wire("app", rows.back().id) : "",
                     count_applications(tx, scope, filter));
  });
}

Response get_applications(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_applications(house, actor, request.query), request, "applications");
  return answer(applications_page(house, actor, request), request);
}

Result<std::string> application_body(House& house, const Actor& actor, const Application& a) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    return application_json(house, actor, a, names_of_unions(tx, actor.realm_id, {a.union_id})[a.union_id]);
  });
}

Result<std::string> get_application(House& house, const Actor& actor, const Request& request) {
  TRY(Application a, house.database.read([&](store::ReadTx& tx) -> Result<Application> {
    auto found = find_application(tx, actor.realm_id, id_of(request, "app"));
    if (!found || !allow(actor, "applications.read", place_of(*found)).ok()) return no_such_application();
    return *found;
  }));
  return application_body(house, actor, a);
}

Result<std::string> post_decision(House& house, const Actor& actor, const Request& request) {
  TRY(DecisionWish wish, record::from_json<DecisionWish>(request.body));
  TRY(Application a, decide(house, actor, id_of(request, "app"), wish));
  return application_body(house, actor, a);
}

// --- routing ---

std::string rules_json(const std::vector<RoutingRule>& rules, std::map<Id, std::string> names) {
  std::vector<std::string> items;
  for (const RoutingRule& r : rules)
    items.push_back(record::to_json(r, nullptr, "\"union_name\":" + quoted(names[r.union_id])));
  return page_json(items, "");
}

Result<std::string> rules_body(House& house, Id realm_id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto rules = routing_rules(tx, realm_id);
    std::vector<Id> ids;
    for (const RoutingRule& r : rules) ids.push_back(r.union_id);
    return rules_json(rules, names_of_unions(tx, realm_id, ids));
  });
}

Result<std::vector<RoutingRule>> rules_of(const Request& request) {
  TRY(record::ListBody body, record::split_list(request.body, "rules", 500));
  return record::read_rows<RoutingRule>(body, "rules");
}

Result<std::string> put_rules(House& house, const Actor& actor, const Request& request) {
  TRY(std::vector<RoutingRule> rules, rules_of(request));
  CHECK_OK(write_rules(house, actor, std::move(rules)));
  return rules_body(house, actor.realm_id);
}

Result<std::string> post_trial(House& house, const Actor& actor, const Request& request) {
  constexpr int kPastDays = 365;
  TRY(std::vector<RoutingRule> rules, rules_of(request));
  TRY(Trial trial, try_rules(house, actor, rules, kPastDays));
  std::string out = "{\"tried\":" + std::to_string(trial.tried) +
                    ",\"changed\":" + std::to_string(trial.changed) + ",\"moves\":[";
  for (const TriedRule& m : trial.moves)
    out += std::string(out.back() == '[' ? "" : ",") + "{\"from_name\":" + quoted(m.from_name) +
           ",\"to_name\":" + quoted(m.to_name) + ",\"applications\":" + std::to_string(m.applications) + "}";
  return out + "]}";
}

// --- on the spot ---

std::string outcome_json(const SpotOutcome& o) {
  std::string out = "{\"row_key\":" + quoted(o.row_key) + ",\"outcome\":" + quoted(o.outcome) +
                    ",\"sentence\":" + quoted(o.sentence) +
                    ",\"person_id\":" + (o.person_id ? quoted(id_to_wire("mem", o.person_id)) : "null") +
                    ",\"fields\":[";
  for (const FieldProblem& f : o.fields)
    out += std::string(out.back() == '[' ? "" : ",") + "{\"path\":" + quoted(f.path) +
           ",\"message\":" + quoted(f.message) + "}";
  return out + "]}";
}

Result<std::string> post_spot(House& house, const Actor& actor, const Request& request) {
  TRY(record::ListBody body, record::split_list(request.body, "rows", 200));
  TRY(UnionWish target, record::from_json<UnionWish>(body.rest));
  TRY(std::vector<SpotRow> rows, record::read_rows<SpotRow>(body, "rows"));
  TRY(std::vector<SpotOutcome> outcomes, join_on_spot(house, actor, target.union_id, rows));
  std::vector<std::string> items;
  for (const SpotOutcome& o : outcomes) items.push_back(outcome_json(o));
  return page_json(items, "");
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  routes.add(Method::get, "/api/v1/posters", "posters.read", "入会海报，format=xlsx 为导出", get_posters, "", "poster[]");
  routes.add(Method::post, "/api/v1/posters", "posters.create", "制作入会海报", post_poster, "poster_wish",
      "poster");
  routes.add(Method::get, "/api/v1/posters/{id}/paper", "posters.read", "入会海报 PDF", get_poster_pdf);
  routes.add(Method::post, "/api/v1/posters/{id}/revoke", "posters.revoke", "停用入会海报", post_revoke,
      "reason_wish", "poster");
  routes.add(Method::get, "/api/v1/applications", "applications.read", "入会申请，format=xlsx 为导出",
      get_applications, "", "application[]");
  routes.add(Method::get, "/api/v1/applications/{id}", "applications.read", "入会申请", get_application, "",
      "application");
  routes.add(Method::post, "/api/v1/applications/{id}/decide", "applications.decide", "审批入会申请", post_decision,
      "decision_wish", "application");
  routes.add(Method::get, "/api/v1/routing-rules", "routing.manage", "分派规则",
      [](House& h, const Actor& a, const Request&) { return rules_body(h, a.realm_id); }, "",
      "routing_rule[]");
  routes.add(Method::put, "/api/v1/routing-rules", "routing.manage", "改写分派规则", put_rules, "",
      "routing_rule[]");
  routes.add(Method::post, "/api/v1/routing-rules/try", "routing.manage", "用过去的申请试算分派规则", post_trial);
  routes.add(Method::post, "/api/v1/spot-joinings", "members.create", "集体入会登记", post_spot);
  add_public_routes(router, house);
}

}  // namespace niangjia::joining
