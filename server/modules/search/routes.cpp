#include "modules/search/routes.h"

#include "access/request_actor.h"
#include "base/text.h"

namespace niangjia::search {

namespace {

struct SearchWish {
  std::string q;
};
constexpr std::array search_wish_fields{
    record::field<&SearchWish::q>("q", "要找的内容", {record::kRequired, 60})};
constexpr record::Shape search_wish_shape{"search_wish", "", "搜索", search_wish_fields};
constexpr const record::Shape& shape_of(const SearchWish*) { return search_wish_shape; }

std::string body_of(const std::vector<Hit>& hits) {
  std::string out = "{\"items\":[";
  for (const Hit& hit : hits) {
    out += out.back() == '[' ? "{\"kind\":" : ",{\"kind\":";
    append_json_string(out, hit.kind);
    for (const auto& [name, value] : {std::pair<std::string_view, const std::string&>{"id", hit.id},
                                      {"title", hit.title},
                                      {"subtitle", hit.subtitle},
                                      {"link", hit.link}}) {
      out.append(",\"").append(name).append("\":");
      append_json_string(out, value);
    }
    out += '}';
  }
  return out + "]}";
}

http::Response post_search(House& house, const std::vector<Finder>& finders, const Actor& actor,
                           const http::Request& request) {
  auto wish = record::from_json<SearchWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    std::vector<Hit> hits;
    for (const Finder& find : finders) find(house, actor, tx, wish->q, hits);
    return body_of(hits);
  });
  return body.ok() ? http::json(200, std::move(*body)) : http::problem(body.problem(), request.request_id);
}

}  // namespace

void add_routes(http::Router& router, House& house, std::vector<Finder> finders) {
  auto handler = [&house, finders = std::move(finders)](const Actor& actor, const http::Request& request) {
    return post_search(house, finders, actor, request);
  };
  router.add({http::Method::post,
              "/api/v1/search",
              "session",
              "按姓名、名称、完整号码搜索",
              with_actor(house, "session", handler),
              {},
              "search_wish",
              ""});
}

}  // namespace niangjia::search
