#include "modules/inbox/routes.h"

#include "access/request_actor.h"
#include "base/text.h"

namespace niangjia::inbox {

void add_routes(http::Router& router, House& house) {
  auto answer = [&house](const Actor& actor, const http::Request& request) {
    auto items = house.database.read(
        [&](store::ReadTx& tx) -> Result<std::vector<InboxItem>> { return inbox_of(tx, actor, house.clock.today()); });
    if (!items.ok()) return http::problem(items.problem(), request.request_id);
    std::string out = "{\"items\":[";
    for (const auto& item : *items) {
      if (out.back() != '[') out += ',';
      out += "{\"kind\":\"" + item.kind + "\",\"count\":" + std::to_string(item.count) + ",\"title\":";
      append_json_string(out, item.title);
      out += ",\"link\":\"" + item.link + "\",\"oldest_on\":" + (item.oldest_on.empty() ? "null" : "\"" + item.oldest_on + "\"") + "}";
    }
    return http::json(200, out + "]}");
  };
  router.add({http::Method::get, "/api/v1/inbox", "session", "待办", with_actor(house, "session", answer), {}, {}, {}});
}

}  // namespace niangjia::inbox
