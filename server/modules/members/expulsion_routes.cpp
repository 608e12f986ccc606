// Expulsions of the unions below, of which the next higher union takes note (工会章程 art. 7).

#include "access/list_question.h"
#include "access/request_actor.h"
#include "base/text.h"
#include "modules/members/proof.h"
#include "modules/members/routes.h"

namespace niangjia::members {

namespace {

using http::Request;
using http::Response;

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string told_json(const Actor& actor, const ToldExpulsion& t) {
  const bool may_note =
      !t.proof.noted_on && allow(actor, "members.change_standing", RowPlace{actor.realm_id, t.proof.report_path, 0, 0});
  std::vector<std::string> lines;
  for (const auto& line : proof_lines(t.proof)) lines.push_back(quoted(line));
  return "{\"id\":" + quoted(id_to_wire("evt", t.event.id)) + ",\"person_id\":" +
         quoted(id_to_wire("mem", t.event.person_id)) + ",\"name\":" + quoted(t.name) +
         ",\"union_name\":" + quoted(t.union_name) + ",\"happened_on\":" + quoted(t.event.happened_on.iso()) +
         ",\"reason\":" + quoted(t.event.reason) + ",\"lines\":[" + join(lines, ",") + "],\"noted_on\":" +
         (t.proof.noted_on ? quoted(t.proof.noted_on->iso()) : "null") + ",\"noted_by\":" + quoted(t.proof.noted_by) +
         ",\"allowed\":" + (may_note ? "[\"note\"]" : "[]") + "}";
}

Result<std::string> expulsions_page(House& house, const Actor& actor, const Request& request) {
  ExpulsionQuery query;
  query.only_open = request.query_value("noted") == "0";
  TRY(query.after_id, read_id_of(request.query, "after", "evt"));
  TRY(int limit, read_limit(request.query));
  query.limit = limit + 1;
  const Scope scope = visible(actor, "members.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto told = list_expulsions(tx, scope, query);
    const bool more = told.size() > static_cast<std::size_t>(limit);
    if (more) told.pop_back();
    std::vector<std::string> items;
    for (const auto& t : told) items.push_back(told_json(actor, t));
    return page_json(items, more ? id_to_wire("evt", told.back().event.id) : "");
  });
}

Result<std::string> post_note(House& house, const Actor& actor, const Request& request) {
  auto it = request.parameters.find("id");
  const Id id = it == request.parameters.end() ? 0 : id_from_wire("evt", it->second).value_or(0);
  TRY(StandingProof proof, note_expulsion(house, actor, id));
  return record::to_json(proof);
}

}  // namespace

void add_expulsion_routes(http::Router& router, House& house) {
  using http::Method;
  const ActorRoutes routes(router, house);
  routes.add(Method::get, "/api/v1/expulsions", "members.read", "下级工会的除名", expulsions_page, "", "standing_proof[]");
  routes.add(Method::post, "/api/v1/expulsions/{id}/note", "members.change_standing", "除名备案", post_note, "", "standing_proof");
}

}  // namespace niangjia::members
