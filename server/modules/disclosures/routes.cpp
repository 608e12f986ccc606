#include "modules/disclosures/routes.h"

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/disclosures/disclosures.h"

namespace niangjia::disclosures {

namespace {

using http::Method;
using http::Request;
using http::Response;

Response answer(const Result<std::string>& body, const Request& request) {
  return body.ok() ? http::json(200, *body) : http::problem(body.problem(), request.request_id);
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  auto get = [&](std::string pattern, std::string summary, std::string schema, auto act) {
    router.add({Method::get, std::move(pattern), std::string(kSee), std::move(summary),
                with_actor(house, std::string(kSee),
                           [&house, act](const Actor& actor, const Request& r) { return act(house, actor, r); }),
                {}, "", std::move(schema)});
  };
  get("/api/v1/disclosures", "每人每天的查看与导出次数，format=xlsx 为导出", "disclosure_day[]",
      [](House& h, const Actor& a, const Request& r) {
        if (r.query_value("format") == "xlsx") return workbook_response(export_days(h, a, r.query), r, "disclosures");
        return answer(days_page(h, a, r.query), r);
      });
  get("/api/v1/disclosures/entries", "一人一天的逐条查看与导出", "journal_row[]",
      [](House& h, const Actor& a, const Request& r) { return answer(entries_page(h, a, r.query), r); });
  get("/api/v1/takings/{number}", "按编号查找导出或查看的记录", "journal_row",
      [](House& h, const Actor& a, const Request& r) {
        auto number = r.parameters.find("number");
        return answer(entry_of(h, a, number == r.parameters.end() ? "" : number->second), r);
      });
}

}  // namespace niangjia::disclosures
