// What cadres see of workers' own requests, and how they answer.

#include "access/request_actor.h"
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

Response get_list(House& house, const Actor& actor, const Request& request) {
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
  routes.add(Method::get, "/api/v1/self-requests", "self_requests.read", "职工本人的申请", get_list, "", "self_request[]");
  routes.add(Method::post, "/api/v1/self-requests/{id}/answer", "self_requests.decide", "答复职工本人的申请", post_answer,
             "self_answer", "self_request");
}

}  // namespace niangjia::workers
