#include "access/request_actor.h"
#include "modules/parameters/parameters.h"
#include "modules/transfers/postings.h"
#include "modules/transfers/routes.h"
#include "modules/transfers/wire.h"

namespace niangjia::transfers {

namespace {

using http::Method;
using http::Request;
using http::Response;

struct EndWish {
  std::optional<Date> on;
};
constexpr std::array end_wish_fields{field<&EndWish::on>("on", "结束日期")};
constexpr record::Shape end_wish_shape{"posting_end", "", "结束借调或派遣", end_wish_fields};
constexpr const record::Shape& shape_of(const EndWish*) { return end_wish_shape; }

std::string posting_json(House& house, const Actor& actor, store::ReadTx& tx, const Posting& p) {
  const auto months = static_cast<int>(parameters::value_on("transfers.second_months", house.clock.today()));
  auto person = members::find_person(tx, p.realm_id, p.person_id);
  auto host = p.host_union_id ? members::place_of_union(tx, p.realm_id, p.host_union_id) : std::nullopt;
  const bool may_end = !p.ended_on && allow(actor, "transfers.ask", RowPlace{p.realm_id, p.union_path, 0, 0}).ok();
  return record::to_json(p, nullptr,
                         "\"name\":" + quoted(person ? person->name : "") + ",\"host_union_name\":" +
                             quoted(host ? host->name : "") + ",\"effect\":" + quoted(effect_of(p, months)) +
                             ",\"allowed\":" + (may_end ? "[\"end\"]" : "[]"));
}

Result<std::string> postings_page(House& house, const Actor& actor, const Request& request) {
  const Scope scope = visible(actor, "transfers.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    PostingFilter filter;
    TRY(filter.person_id, read_id_of(request.query, "member", "mem"));
    filter.only_open = request.query_value("open") == "1";
    if (request.query_value("over") == "1") filter.until_before = house.clock.today();
    TRY(Id after, read_id_of(request.query, "after", "pos"));
    TRY(int limit, read_limit(request.query));
    auto rows = list_postings(tx, scope, filter, after, limit + 1);
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const auto& p : rows) items.push_back(posting_json(house, actor, tx, p));
    return page_json(items, more ? id_to_wire("pos", rows.back().id) : "");
  });
}

Result<std::string> body_of(House& house, const Actor& actor, const Posting& p) {
  return house.database.read(
      [&](store::ReadTx& tx) -> Result<std::string> { return posting_json(house, actor, tx, p); });
}

Result<std::string> post_posting(House& house, const Actor& actor, const Request& request) {
  TRY(Posting wish, record::from_json<Posting>(request.body));
  TRY(Posting noted, note_posting(house, actor, std::move(wish)));
  return body_of(house, actor, noted);
}

Result<std::string> post_end(House& house, const Actor& actor, const Request& request) {
  TRY(EndWish wish, record::from_json<EndWish>(request.body));
  TRY(Posting ended, end_posting(house, actor, id_of(request, "pos"), wish.on));
  return body_of(house, actor, ended);
}

}  // namespace

void add_posting_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  routes.add(Method::get, "/api/v1/postings", "transfers.read", "借调与派遣登记", postings_page, "", "posting[]");
  routes.add(Method::post, "/api/v1/postings", "transfers.ask", "登记借调或派遣", post_posting, "posting", "posting", 201);
  routes.add(Method::post, "/api/v1/postings/{id}/end", "transfers.ask", "结束借调或派遣", post_end, "posting_end", "posting");
}

}  // namespace niangjia::transfers
