#include "modules/divisions/routes.h"

#include "access/request_actor.h"
#include "base/text.h"
#include "modules/divisions/divisions.h"

namespace niangjia::divisions {

namespace {

// What a form offers where a place is asked for: nobody should have to know codes.
http::Response get_townships(const Actor&, const http::Request& request) {
  const std::string county = request.query_value("county");
  if (county.size() != 6 || county.find_first_not_of("0123456789") != std::string::npos)
    return http::problem(refuse(Code::invalid, "townships.county", "请给出县（市、区）的 6 位区划代码。"), request.request_id);
  std::string out = "{\"items\":[";
  for (const Division* township : book().townships_of(county)) {
    out += out.back() == '[' ? "{\"code\":" : ",{\"code\":";
    append_json_string(out, township->code);
    out += ",\"name\":";
    append_json_string(out, township->name);
    out += '}';
  }
  return http::json(200, out + "]}");
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  router.add({http::Method::get, "/api/v1/townships", "session", "一个县（市、区）的乡镇街道",
              with_actor(house, "session", get_townships), {}, "", ""});
}

}  // namespace niangjia::divisions
