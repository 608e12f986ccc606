#include "modules/registrations/routes.h"

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/registrations/form.h"
#include "modules/registrations/wire.h"
#include "paper/paper.h"

namespace niangjia::registrations {

namespace {

using http::Method;
using http::Request;
using http::Response;

Result<std::string> whole(House& house, const Actor& actor, Id id) {
  TRY(RegistrationView view, read_registration(house, actor, id));
  return view_json(house, actor, view, house.clock.today());
}

Response after(House& house, const Actor& actor, const Request& request, const Result<Registration>& done, int status = 200) {
  if (!done.ok()) return http::problem(done.problem(), request.request_id);
  Response response = answer(whole(house, actor, done->id), request, status);
  response.headers.emplace_back("ETag", "\"" + std::to_string(done->version) + "\"");
  return response;
}

Result<std::string> registrations_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "registrations.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(RegistrationFilter filter, read_registration_filter(tx, scope, request.query, house.clock.today()));
    TRY(Id before, read_id_of(request.query, "after", "reg"));
    TRY(int limit, read_limit(request.query));
    auto rows = list_registrations(tx, scope, filter, before, limit + 1);
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const Registration& r : rows) items.push_back(registration_json(house, actor, r, filter.today));
    return page_json(items, more ? id_to_wire("reg", rows.back().id) : "", count_registrations(tx, scope, filter));
  });
}

Response get_registrations(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_registrations(house, actor, request.query), request, "registrations");
  return answer(registrations_page(house, actor, request), request);
}

Result<std::string> duties_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "registrations.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(DutyFilter filter, read_duty_filter(tx, scope, request.query, house.clock.today()));
    TRY(int limit, read_limit(request.query));
    auto rows = list_duties(tx, scope, filter, limit + 1);
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const Duty& d : rows) items.push_back(record::to_json(d));
    return page_json(items, more ? place_of(rows.back()) : "", count_duties(tx, scope, filter));
  });
}

Response get_duties(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_duties(house, actor, request.query), request, "registration-duties");
  return answer(duties_page(house, actor, request), request);
}

Response get_registration(House& house, const Actor& actor, const Request& request) {
  auto view = read_registration(house, actor, id_of(request, "reg"));
  if (!view.ok()) return http::problem(view.problem(), request.request_id);
  Response response = http::json(200, view_json(house, actor, *view, house.clock.today()));
  response.headers.emplace_back("ETag", "\"" + std::to_string(view->row.version) + "\"");
  return response;
}

Response post_registration(House& house, const Actor& actor, const Request& request) {
  auto wish = record::from_json<OpenWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    return after(house, actor, request, open_registration(house, actor, id_of(request, "uni"), *wish, key), 201);
  });
}

Response patch_registration(House& house, const Actor& actor, const Request& request) {
  return after(house, actor, request,
               fill_registration(house, actor, id_of(request, "reg"), version_in(request), request.body));
}

// An act whose body is one record.
template <class Wish, class Do>
auto act_of(Do act) {
  return [act](House& house, const Actor& actor, const Request& request) -> Response {
    auto wish = record::from_json<Wish>(request.body);
    if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
    return after(house, actor, request, act(house, actor, id_of(request, "reg"), *wish));
  };
}

// The form names people: what leaves bears its number, and the journal knows who took it.
Result<std::string> taken_form(House& house, const Actor& actor, const Registration& r, bool is_pdf) {
  const Taking taking(house, actor);
  TRY(std::string phone, phone_of(house, r));
  paper::Form form = form_of(r, phone);
  form.trace = taking.note();
  TRY(std::string bytes, is_pdf ? paper::pdf_of(form) : paper::docx_of(form));
  const std::string reason = "下载" + form.title;
  auto kept = house.database.write([&](store::WriteTx& tx) -> Result<void> {
    TRY(Permit permit, allow(actor, "registrations.print", place_of(r)));
    taking.journal(tx, permit, {"registration", r.id, r.union_path, {}, {}, reason}, 1);
    return {};
  });
  if (!kept.ok()) return kept.problem();
  return bytes;
}

Response get_form(House& house, const Actor& actor, const Request& request) {
  auto view = read_registration(house, actor, id_of(request, "reg"));
  if (!view.ok()) return http::problem(view.problem(), request.request_id);
  const std::string format = request.query_value("format");
  const bool is_pdf = format == "pdf";
  if (!is_pdf && format != "docx")
    return http::problem(wrong_query("format", "申请表可以下载为 pdf 或 docx。"), request.request_id);
  auto bytes = taken_form(house, actor, view->row, is_pdf);
  if (!bytes.ok()) return http::problem(bytes.problem(), request.request_id);
  return file_response(std::move(*bytes),
                       is_pdf ? "application/pdf"
                              : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                       view->row.name + form_title(view->row.kind) + "." + format);
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  const std::string gives = "registration";
  const std::string one = "/api/v1/registrations/{id}";
  routes.add(Method::get, "/api/v1/registrations", "registrations.read", "法人资格登记，format=xlsx 为导出", get_registrations,
             "", "registration[]");
  routes.add(Method::get, "/api/v1/registration-duties", "registrations.read", "应办法人资格登记，format=xlsx 为导出", get_duties);
  routes.add(Method::post, "/api/v1/unions/{id}/registrations", "registrations.prepare", "法人资格登记立项", post_registration, "", gives);
  routes.add(Method::get, one, "registrations.read", "法人资格登记", get_registration, "", gives);
  routes.add(Method::patch, one, "registrations.prepare", "填写申请表", patch_registration, "", gives);
  routes.add(Method::get, one + "/form", "registrations.print", "申请表，format=pdf 或 docx", get_form);
  routes.add(Method::post, one + "/refill", "registrations.prepare", "重新带入工会档案",
      [](House& h, const Actor& a, const Request& r) { return after(h, a, r, refill_registration(h, a, id_of(r, "reg"))); }, "", gives);
  routes.add(Method::post, one + "/file", "registrations.prepare", "登记已申报", act_of<FileWish>(file_registration), "", gives);
  routes.add(Method::post, one + "/send_back", "registrations.certify", "登记退回补正", act_of<TurnWish>(send_back), "", gives);
  routes.add(Method::post, one + "/certify", "registrations.certify", "登记领证、注销", act_of<Certificate>(certify), "", gives);
  routes.add(Method::post, one + "/withdraw", "registrations.prepare", "撤回", act_of<TurnWish>(withdraw), "", gives);
}

}  // namespace niangjia::registrations
