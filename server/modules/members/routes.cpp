#include "modules/members/routes.h"

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "base/text.h"
#include "modules/members/actions.h"
#include "modules/members/export.h"
#include "modules/members/item.h"
#include "modules/members/listing.h"
#include "modules/members/proof.h"

namespace niangjia::members {

namespace {

using http::Method;
using http::Request;
using http::Response;

std::string tag_of(const Person& person) { return "\"" + std::to_string(person.version) + "\""; }

std::string item_of(House& house, const Actor& actor, const Person& person, const Permit& permit) {
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    std::string array = people_array(house, actor, tx, {person}, permit, true);
    return array.substr(1, array.size() - 2);
  });
  return body.ok() ? *body : record::to_json(person, &permit);
}

Response answer(House& house, const Actor& actor, const Request& request, Result<Person> person,
                int status = 200) {
  if (!person.ok()) return http::problem(person.problem(), request.request_id);
  auto permit = allow(actor, "members.read", place_of(*person));
  if (!permit.ok())
    return http::no_content();  // done, but the person now stands where the actor may not look
  Response response = http::json(status, item_of(house, actor, *person, *permit));
  response.headers.emplace_back("ETag", tag_of(*person));
  return response;
}

Result<Person> readable_person(House& house, const Actor& actor, Id id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<Person> {
    auto person = find_person(tx, actor.realm_id, id);
    if (!person || !allow(actor, "members.read", place_of(*person)).ok()) return no_such_member();
    return *person;
  });
}

Response get_list(House& house, const Actor& actor, const Request& request) {
  auto wish = read_list_wish(request);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  if (std::string format = request.query_value("format"); format == "xlsx" || format == "repair") {
    auto placed =
        house.database.read([&](store::ReadTx& tx) -> Result<bool> { return place_wish(tx, actor, *wish); });
    if (placed.ok() && !*placed) placed = no_such_member();
    if (!placed.ok()) return http::problem(placed.problem(), request.request_id);
    auto file = format == "repair" ? export_repairs(house, actor, wish->query)
                                   : export_people(house, actor, wish->query, wish->query.text);
    if (!file.ok()) return http::problem(file.problem(), request.request_id);
    Response response = workbook_response(file->file, request, "members");
    response.headers.back().second += format == "repair" ? "; filename*=UTF-8''%E5%BE%85%E8%A1%A5%E6%AD%A3%E5%90%8D%E5%8D%95.xlsx"
                                                         : "; filename*=UTF-8''%E4%BC%9A%E5%91%98%E5%90%8D%E5%8D%95.xlsx";
    return response;
  }
  auto page = people_page(house, actor, std::move(*wish));
  return page.ok() ? http::json(200, std::move(*page)) : http::problem(page.problem(), request.request_id);
}

// What the event rests on, as lines.
std::string proof_json(const StandingEvent& e, const std::vector<StandingProof>& proofs) {
  std::string lines;
  for (const auto& proof : proofs) {
    if (proof.event_id != e.id) continue;
    for (const auto& line : proof_lines(proof)) {
      lines += lines.empty() ? "" : ",";
      append_json_string(lines, line);
    }
  }
  return ",\"proof\":[" + lines + "]";
}

std::string event_json(const StandingEvent& e, const ItemWriter& names, const std::vector<StandingProof>& proofs) {
  std::string more = "\"on\":\"" + e.happened_on.iso() + "\",\"type\":\"" +
                     std::string(record::word_of(e.kind)) + "\",\"label\":";
  append_json_string(more, record::label_of(e.kind));
  more += ",\"union_name\":";
  append_json_string(more, names.union_name(e.union_id));
  more += ",\"other_union\":";
  std::string_view other =
      e.other_union_id ? names.union_name(e.other_union_id) : std::string_view(e.other_union_name);
  append_json_string(more, other);
  more += e.is_opening  ? ",\"source\":\"存量登记\""
          : e.import_id ? ",\"source\":\"导入\""
                        : ",\"source\":null";
  more += proof_json(e, proofs);
  return record::to_json(e, nullptr, more);
}

Response get_history(House& house, const Actor& actor, const Request& request) {
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto person = find_person(tx, actor.realm_id, id_of(request, "mem"));
    if (!person || !allow(actor, "members.read", place_of(*person)).ok()) return no_such_member();
    auto events = standing_events_of(tx, actor.realm_id, person->id);
    std::vector<Id> unions;
    for (const auto& e : events) unions.insert(unions.end(), {e.union_id, e.other_union_id});
    ItemWriter names(house.vault, actor, places_of_unions(tx, actor.realm_id, std::move(unions)));
    std::string items;
    const auto proofs = proofs_of(tx, actor.realm_id, events);
    for (const auto& e : events) items += (items.empty() ? "" : ",") + event_json(e, names, proofs);
    return "{\"items\":[" + items + "],\"next\":null}";
  });
  return body.ok() ? http::json(200, std::move(*body)) : http::problem(body.problem(), request.request_id);
}

Response get_work(House& house, const Actor& actor, const Request& request) {
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto person = find_person(tx, actor.realm_id, id_of(request, "mem"));
    if (!person || !allow(actor, "members.read", place_of(*person)).ok()) return no_such_member();
    std::string items;
    for (const auto& w : work_relations_of(tx, actor.realm_id, person->id))
      items += (items.empty() ? "" : ",") + record::to_json(w);
    return "{\"items\":[" + items + "],\"next\":null}";
  });
  return body.ok() ? http::json(200, std::move(*body)) : http::problem(body.problem(), request.request_id);
}

Response post_member(House& house, const Actor& actor, const Request& request) {
  auto entry = record::from_json<MemberEntry>(request.body);
  if (!entry.ok()) return http::problem(entry.problem(), request.request_id);
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    // The answer kept under the key is made inside the transaction, so it says only what the row itself says.
    Once once{key, [&](const Person& p, const Permit& permit) {
                return StoredAnswer{201, record::to_json(p, &permit)};
              }};
    auto person = create_member(house, actor, *entry, once);
    if (!person.ok()) return http::problem(person.problem(), request.request_id);
    auto permit = allow(actor, "members.create", place_of(*person));
    Response response =
        http::json(201, permit.ok() ? record::to_json(*person, &*permit) : record::to_json(*person));
    response.headers.emplace_back("Location", "/api/v1/members/" + id_to_wire("mem", person->id));
    return response;
  });
}

Response patch_member(House& house, const Actor& actor, const Request& request) {
  std::int64_t version = version_in(request);
  if (!version)
    return http::problem(refuse(Code::invalid, "member.no_version",
                                "修改会员信息需要带上所见的版本（If-Match），请刷新后再改。"),
                         request.request_id);
  return answer(house, actor, request, edit_member(house, actor, id_of(request, "mem"), version, request.body));
}

Response post_standing(House& house, const Actor& actor, const Request& request) {
  auto change = record::from_json<StandingChange>(request.body);
  if (!change.ok()) return http::problem(change.problem(), request.request_id);
  return answer(house, actor, request,
                change_standing(house, actor, id_of(request, "mem"), version_in(request), *change));
}

Response post_reveal(House& house, const Actor& actor, const Request& request) {
  auto wish = record::from_json<RevealWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  auto seen = reveal(house, actor, id_of(request, "mem"), *wish);
  if (!seen.ok()) return http::problem(seen.problem(), request.request_id);
  std::string body;
  auto add = [&](std::string_view name, const std::optional<std::string>& value) {
    if (!value) return;
    body.append(body.empty() ? "{\"" : ",\"").append(name).append("\":");
    append_json_string(body, *value);
  };
  add("identity_number", seen->identity_number);
  add("phone", seen->phone);
  Response response = http::json(200, body.empty() ? "{}" : body + "}");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  auto add = [&](Method method, std::string pattern, std::string action, std::string summary, auto act,
                 std::string request_schema, std::string response_schema) {
    auto handler = [&house, act](const Actor& actor, const Request& request) {
      return act(house, actor, request);
    };
    http::Route route{method,
                      std::move(pattern),
                      action,
                      std::move(summary),
                      with_actor(house, action, handler),
                      {},
                      std::move(request_schema),
                      std::move(response_schema)};
    if (route.pattern == "/api/v1/members" && method == Method::get)
      route.limits.timeout_ms = 60'000;  // exports
    router.add(std::move(route));
  };
  add(Method::get, "/api/v1/members", "members.read", "会员列表，format=xlsx 为导出", get_list, "",
      "member[]");
  add(Method::post, "/api/v1/members", "members.create", "发展会员（入会）", post_member, "member_entry",
      "member");
  add(
      Method::get, "/api/v1/members/{id}", "members.read", "会员信息",
      [](House& h, const Actor& a, const Request& r) {
        return answer(h, a, r, readable_person(h, a, id_of(r, "mem")));
      },
      "", "member");
  add(Method::patch, "/api/v1/members/{id}", "members.edit", "修改会员信息", patch_member, "member_change",
      "member");
  add(Method::get, "/api/v1/members/{id}/history", "members.read", "会籍变化", get_history, "",
      "standing_event[]");
  add(Method::get, "/api/v1/members/{id}/work", "members.read", "工作关系", get_work, "", "work_relation[]");
  add(Method::post, "/api/v1/members/{id}/standing", "members.change_standing", "办理会籍变化", post_standing,
      "standing_change", "member");
  add(Method::post, "/api/v1/members/{id}/reveal", "members.reveal", "查看完整号码", post_reveal,
      "reveal_wish", "");
  add_duplicate_routes(router, house);
  add_quality_routes(router, house);
  add_expulsion_routes(router, house);
}

}  // namespace niangjia::members
