#include "app/modules.h"

#include "access/account.h"
#include "access/account_link.h"
#include "access/disclosure.h"
#include "access/idempotency.h"
#include "access/routes.h"
#include "base/text.h"
#include "modules/census/place_gaps.h"
#include "modules/disclosures/routes.h"
#include "modules/divisions/divisions.h"
#include "modules/divisions/routes.h"
#include "modules/employers/employers.h"
#include "modules/employers/routes.h"
#include "modules/facts/facts.h"
#include "modules/figures/figures.h"
#include "modules/figures/routes.h"
#include "modules/founding/routes.h"
#include "modules/founding/terms.h"
#include "modules/inbox/routes.h"
#include "modules/joining/routes.h"
#include "modules/members/members.h"
#include "modules/members/proof.h"
#include "modules/members/routes.h"
#include "modules/phones/phones.h"
#include "modules/notices/routes.h"
#include "modules/registrations/reminders.h"
#include "modules/registrations/routes.h"
#include "modules/search/routes.h"
#include "modules/services/routes.h"
#include "modules/services/services.h"
#include "modules/siting_plans/routes.h"
#include "modules/siting_plans/siting_plans.h"
#include "modules/stations/routes.h"
#include "modules/stations/stations.h"
#include "modules/transfers/batches.h"
#include "modules/transfers/postings.h"
#include "modules/transfers/routes.h"
#include "modules/unions/routes.h"
#include "modules/unions/unions.h"
#include "modules/workers/routes.h"

namespace niangjia::app {

void add_all_access_rows() {
  static const bool once = [] {
    for (const auto* rows : {&unions::access_rows(), &employers::access_rows(), &members::access_rows(),
                             &figures::access_rows(), &census::access_rows(), &notices::access_rows(), &joining::access_rows(), &founding::access_rows(), &workers::access_rows(),
                             &transfers::access_rows(), &stations::access_rows(), &services::access_rows(),
                             &registrations::access_rows(), &siting_plans::access_rows()})
      add_access_rows(*rows);
    return true;
  }();
  (void)once;
}

void add_all_routes(http::Router& router, House& house, census::JobThread& jobs,
                    const std::string& upload_folder, const Providers& providers, bool is_behind_tls) {
  add_access_routes(router, house, is_behind_tls);
  add_provider_routes(router, house, providers, is_behind_tls);
  inbox::add_routes(router, house);
  disclosures::add_routes(router, house);
  divisions::add_routes(router, house);
  search::add_routes(router, house, {members::find_people, unions::find_unions, employers::find_employers});
  unions::add_routes(router, house);
  employers::add_routes(router, house, [](std::string_view code) {
    const auto* d = divisions::book().find(code);
    return d ? d->name : std::string(code);
  }, {[](store::ReadTx& tx, Id realm_id, std::string_view written, record::WrittenDatum datum) {
    return stations::must_lie_inside(tx, realm_id, written, datum);
  }, stations::on_ground});
  members::add_routes(router, house);
  census::add_routes(router, house, jobs, upload_folder);
  figures::add_routes(router, house);
  notices::add_routes(router, house);
  joining::add_routes(router, house);
  founding::add_routes(router, house);
  transfers::add_routes(router, house);
  workers::add_routes(router, house, is_behind_tls);
  stations::add_routes(router, house);
  services::add_routes(router, house);
  registrations::add_routes(router, house);
  siting_plans::add_routes(router, house);
}

std::vector<const record::Shape*> wire_shapes() {
  return {&unions::union_shape,
          &unions::union_change_shape,
          &unions::union_cover_shape,
          &employers::employer_shape,
          &employers::brand_shape,
          &employers::outlet_shape,
          &members::person_shape,
          &members::standing_event_shape,
          &members::transfer_request_shape,
          &members::standing_proof_shape,
          &transfers::transfer_batch_shape,
          &transfers::batch_row_shape,
          &transfers::posting_shape,
          &members::work_relation_shape,
          &members::likely_duplicate_shape,
          &members::person_merge_shape,
          &census::import_job_shape,
          &census::import_row_shape,
          &facts::fact_shape,
          &notices::notice_shape,
          &founding::founding_case_shape,
          &founding::founding_unit_shape,
          &founding::founding_person_shape,
          &founding::founding_ballot_shape,
          &founding::founding_visit_shape,
          &workers::self_request_shape,
          &joining::poster_shape,
          &joining::application_shape,
          &joining::consent_shape,
          &joining::routing_rule_shape,
          &stations::station_shape,
          &stations::station_kit_shape,
          &stations::station_listing_shape,
          &stations::station_closing_shape,
          &stations::station_check_shape,
          &stations::station_photo_shape,
          &stations::station_report_shape,
          &stations::station_trouble_shape,
          &services::service_item_shape,
          &services::service_given_shape,
          &services::service_stock_shape,
          &registrations::registration_shape,
          &registrations::registration_step_shape,
          &siting_plans::siting_place_shape,
          &siting_plans::siting_plan_shape,
          &journal_shape,
          &disclosure_day_shape,
          &account_link_shape,
          &held_role_shape};
}

std::vector<const record::Shape*> stored_shapes() {
  std::vector<const record::Shape*> shapes = wire_shapes();
  shapes.insert(shapes.end(), {&account_shape, &disclosure_shape, &login_name_shape, &session_row_shape, &answer_shape, &sign_in_attempt_shape,
                               &members::standing_claim_shape, &facts::tail_shape,
                               &phones::phone_code_shape, &founding::paper_serial_shape, &founding::issued_paper_shape, &founding::term_reminder_shape, &census::filled_gap_shape, &census::place_gap_shape, &registrations::certificate_reminder_shape, &workers::worker_session_shape, &siting_plans::siting_record_shape});
  return shapes;
}

namespace {

std::string operation_json(const http::Route& route) {
  std::string out = "{\"summary\":";
  append_json_string(out, route.summary);
  out += ",\"x-action\":";
  append_json_string(out, route.action);
  out += ",\"parameters\":[";
  bool first = true;
  for (const auto& part : split(route.pattern, '/'))
    if (part.starts_with("{")) {
      out += std::string(first ? "" : ",") +
             "{\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"},\"name\":\"" +
             part.substr(1, part.size() - 2) + "\"}";
      first = false;
    }
  out += "],\"responses\":{\"200\":{\"description\":\"OK\"";
  if (!route.response_schema.empty()) {
    bool is_list = route.response_schema.ends_with("[]");
    std::string name = record::type_name(
        is_list ? route.response_schema.substr(0, route.response_schema.size() - 2) : route.response_schema);
    std::string ref = "{\"$ref\":\"#/components/schemas/" + name + "\"}";
    out += ",\"content\":{\"application/json\":{\"schema\":" +
           (is_list ? "{\"type\":\"object\",\"properties\":{\"items\":{\"type\":\"array\",\"items\":" + ref +
                          "},\"next\":{\"type\":[\"string\",\"null\"]}}}"
                    : ref) +
           "}}";
  }
  return out + R"~(},"default":{"description":"problem+json (RFC 9457)"}}})~";
}

}  // namespace

std::string openapi_document(const http::Router& router) {
  std::map<std::string, std::map<std::string, std::string>> paths;
  for (const auto& route : router.routes()) {
    std::string method = to_lower_ascii(http::method_word(route.method));
    paths[route.pattern][method] = operation_json(route);
  }
  std::string out = R"({"openapi":"3.1.0","info":{"title":"娘家","version":"0.1.0"},"paths":{)";
  bool first = true;
  for (const auto& [pattern, methods] : paths) {
    out += first ? "\n" : ",\n";
    first = false;
    append_json_string(out, pattern);
    out += ":{";
    for (auto it = methods.begin(); it != methods.end(); ++it)
      out += (it == methods.begin() ? "\"" : ",\"") + it->first + "\":" + it->second;
    out += "}";
  }
  out += "\n},\"components\":{\"schemas\":{";
  first = true;
  for (const auto* shape : wire_shapes()) {
    out += std::string(first ? "\n\"" : ",\n\"") + record::type_name(shape->noun) +
           "\":" + record::openapi_schema(*shape);
    first = false;
  }
  return out + "\n}}}\n";
}

}  // namespace niangjia::app
