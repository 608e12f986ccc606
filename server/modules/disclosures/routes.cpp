#include "modules/disclosures/routes.h"

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/disclosures/disclosures.h"

namespace niangjia::disclosures {

namespace {

using http::Method;
using http::Request;
using http::Response;

}  // namespace

void add_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  const std::string see(kSee);
  routes.add(
      Method::get, "/api/v1/disclosures", see, "每人每天的查看与导出次数，format=xlsx 为导出",
      [](House& h, const Actor& a, const Request& r) {
        if (r.query_value("format") == "xlsx") return workbook_response(export_days(h, a, r.query), r, "disclosures");
        return answer(days_page(h, a, r.query), r);
      },
      "", "disclosure_day[]");
  routes.add(
      Method::get, "/api/v1/disclosures/entries", see, "一人一天的逐条查看与导出",
      [](House& h, const Actor& a, const Request& r) { return entries_page(h, a, r.query); }, "", "journal_row[]");
  routes.add(
      Method::get, "/api/v1/takings/{number}", see, "按编号查找导出或查看的记录",
      [](House& h, const Actor& a, const Request& r) {
        auto number = r.parameters.find("number");
        return entry_of(h, a, number == r.parameters.end() ? "" : number->second);
      },
      "", "journal_row");
}

}  // namespace niangjia::disclosures
