// What cadres see of workers' own requests, and how they answer.

#include "access/request_actor.h"
#include "access/taken_pages.h"
#include "modules/categories/categories.h"
#include "modules/members/members.h"
#include "modules/workers/routes.h"
#include "modules/workers/wire.h"

namespace niangjia::workers {

namespace {

using http::Method;
using http::Request;
using http::Response;

std::string desk_json(House& house, store::ReadTx& tx, const Actor& actor, const SelfRequest& r, Date today) {
  auto person = members::find_person(tx, r.realm_id, r.person_id);
  auto asked = asked_change(house, r);
  RowPlace place{r.realm_id, r.union_path, 0, 0};
  auto permit = allow(actor, "self_requests.read", place);
  bool waits = r.state == RequestState::waiting,
       may = waits && allow(actor, "self_requests.decide", place).ok();
  std::string more = "\"person_name\":" + quoted(person ? person->name : "") +
                     ",\"union_name\":" + quoted(person ? union_name(tx, r.realm_id, person->union_id) : "") +
                     ",\"is_late\":" + (waits && r.due_on < today ? "true" : "false") +
                     ",\"allowed\":" + (may ? "[\"accept\",\"refuse\"]" : "[]") + ",\"asked\":";
  if (!asked.ok()) return record::to_json(r, nullptr, more + "{}");
  more += "{\"name\":" + quoted(asked->name) + ",\"phone\":" + quoted(asked->phone_masked) +
          ",\"platform\":" + quoted(asked->platform) + ",\"category\":" + std::to_string(asked->category) +
          "}";
  return record::to_json(r, permit.ok() ? &*permit : nullptr, more);
}

Result<RequestFilter> read_filter(const Query& query) {
  RequestFilter filter;
  if (std::string state = value_of(query, "state"); !state.empty()) {
    filter.state = record::from_word<RequestState>(state);
    if (!filter.state) return wrong_query("state", "没有这种状态，请从列表中选择。");
  }
  if (std::string kind = value_of(query, "kind"); !kind.empty()) {
    filter.kind = record::from_word<RequestKind>(kind);
    if (!filter.kind) return wrong_query("kind", "没有这种事项，请从列表中选择。");
  }
  return filter;
}

// What is asked, in words; a telephone as it is shown in the list.
std::string asked_text(House& house, const SelfRequest& r) {
  auto asked = asked_change(house, r);
  if (!asked.ok()) return {};
  std::string text;
  const auto* category = categories::category_by_code(asked->category);
  for (const std::string& part : {asked->name, asked->phone_masked, asked->platform, category ? category->name : std::string()})
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  return text;
}

Result<std::string> export_requests(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, "self_requests.read");
  TRY(const RequestFilter filter, read_filter(query));
  TakenPages<SelfRequest> list{"职工本人的申请", "self_request",
                               sheet::book_columns(self_request_shape, {{"person_name", "姓名"}, {"asked", "申请内容"}, {"union_name", "所属工会"}},
                                                   value_of(query, "columns")), {}, {}};
  list.page = [&](store::ReadTx& tx, const SelfRequest* last) { return list_requests(tx, scope, filter, last ? last->id : 0, kMaxPageRows); };
  list.cell = [&](store::ReadTx& tx, const sheet::BookColumn& column, const SelfRequest& r) {
    if (column.field) return sheet::book_cell(*column.field, &r);
    if (column.key == "asked") return sheet::text_cell(asked_text(house, r));
    const auto person = members::find_person(tx, r.realm_id, r.person_id);
    if (!person) return sheet::text_cell("");
    return sheet::text_cell(column.key == "person_name" ? person->name : union_name(tx, r.realm_id, person->union_id));
  };
  return take_pages(house, actor, scope, list);
}

Response get_list(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_requests(house, actor, request.query), request, "self-requests");
  Scope scope = visible(actor, "self_requests.read");
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(RequestFilter filter, read_filter(request.query));
    TRY(Id after, read_id_of(request.query, "after", "srq"));
    TRY(int limit, read_limit(request.query));
    auto rows = list_requests(tx, scope, filter, after, limit + 1);
    bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const SelfRequest& r : rows) items.push_back(desk_json(house, tx, actor, r, house.clock.today()));
    return page_json(items, more ? id_to_wire("srq", rows.back().id) : "", count_requests(tx, scope, filter));
  });
  return body.ok() ? http::json(200, *body) : http::problem(body.problem(), request.request_id);
}

Response post_answer(House& house, const Actor& actor, const Request& request) {
  auto wish = record::from_json<AnswerWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  auto it = request.parameters.find("id");
  Id id = it == request.parameters.end() ? 0 : id_from_wire("srq", it->second).value_or(0);
  auto done = answer_request(house, actor, id, wish->accept, wish->reason);
  if (!done.ok()) return http::problem(done.problem(), request.request_id);
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    return desk_json(house, tx, actor, *done, house.clock.today());
  });
  return body.ok() ? http::json(200, *body) : http::problem(body.problem(), request.request_id);
}

}  // namespace

void add_desk_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  routes.add(Method::get, "/api/v1/self-requests", "self_requests.read", "职工本人的申请，format=xlsx 为导出", get_list, "", "self_request[]");
  routes.add(Method::post, "/api/v1/self-requests/{id}/answer", "self_requests.decide", "答复职工本人的申请", post_answer,
             "self_answer", "self_request");
}

}  // namespace niangjia::workers
