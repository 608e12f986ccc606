#include "modules/transfers/routes.h"

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/transfers/exports.h"
#include "modules/transfers/letter.h"

namespace niangjia::transfers {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr int kTargetsShown = 20;

Sight sight_of(const Actor& actor) {
  return {visible(actor, "transfers.read"), visible(actor, "transfers.decide")};
}

Result<std::string> transfers_page(House& house, const Actor& actor, const Request& request) {
  Sight sight = sight_of(actor);
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(TransferFilter filter, read_transfer_filter(request.query, house.clock.today()));
    TRY(Id after, read_id_of(request.query, "after", "trf"));
    TRY(int limit, read_limit(request.query));
    auto rows = list_transfers(tx, sight, filter, after, limit + 1);
    bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    ItemWriter writer(house, actor, tx, rows);
    std::vector<std::string> items;
    for (const TransferRequest& r : rows) items.push_back(writer.json(r));
    return page_json(items, more ? id_to_wire("trf", rows.back().id) : "", count_transfers(tx, sight, filter));
  });
}

Response get_transfers(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_transfers(house, actor, request.query), request, "transfers");
  return answer(transfers_page(house, actor, request), request);
}

Result<std::string> body_of(House& house, const Actor& actor, const TransferRequest& r) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    return ItemWriter(house, actor, tx, {r}).json(r);
  });
}

Result<std::string> get_transfer(House& house, const Actor& actor, const Request& request) {
  TRY(TransferRequest r,
      house.database.read([&](store::ReadTx& tx) { return seen_transfer(tx, actor, id_of(request, "trf")); }));
  return body_of(house, actor, r);
}

Response post_transfer(House& house, const Actor& actor, const Request& request) {
  auto wish = record::from_json<TransferWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    auto asked = ask_transfer(house, actor, *wish, key);
    if (!asked.ok()) return http::problem(asked.problem(), request.request_id);
    return answer(body_of(house, actor, *asked), request, 201);
  });
}

Result<std::string> post_decision(House& house, const Actor& actor, const Request& request) {
  TRY(TransferDecision wish, record::from_json<TransferDecision>(request.body));
  TRY(TransferRequest r, decide_transfer(house, actor, id_of(request, "trf"), wish));
  return body_of(house, actor, r);
}

Result<std::string> post_look_up(House& house, const Actor& actor, const Request& request) {
  TRY(LookUpWish wish, record::from_json<LookUpWish>(request.body));
  TRY(LookUp found, look_up(house, actor, wish));
  return look_up_json(found);
}

Response get_letter(House& house, const Actor& actor, const Request& request) {
  const std::string format = request.query_value("format");
  const bool is_docx = format == "docx";
  if (!format.empty() && format != "pdf" && !is_docx)
    return http::problem(wrong_query("format", "接转单可以下载为 pdf 或 docx。"), request.request_id);
  auto letter = take_letter(house, actor, id_of(request, "trf"));
  if (!letter.ok()) return http::problem(letter.problem(), request.request_id);
  auto bytes = is_docx ? paper::docx_of(*letter) : paper::pdf_of(*letter);
  if (!bytes.ok()) return http::problem(bytes.problem(), request.request_id);
  Response response;
  response.content_type = is_docx ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                                  : "application/pdf";
  response.body = std::move(*bytes);
  response.headers.emplace_back("Content-Disposition", std::string("attachment; filename=\"letter.") +
                                                           (is_docx ? "docx" : "pdf") + "\"");
  return response;
}

// Names of unions are no secret inside a federation: whoever sends a member must be able to say where to.
Result<std::string> get_targets(House& house, const Actor& actor, const Request& request) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(std::string words, read_words(request.query, "q"));
    return targets_json(find_targets(tx, actor.realm_id, words, kTargetsShown));
  });
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  routes.add(Method::get, "/api/v1/transfers", "transfers.read", "转会申请，format=xlsx 为导出", get_transfers, "",
      "transfer_request[]");
  routes.add(Method::post, "/api/v1/transfers", "transfers.ask", "申请转会", post_transfer, "transfer_wish",
      "transfer_request");
  routes.add(Method::get, "/api/v1/transfers/{id}", "transfers.read", "转会申请", get_transfer, "", "transfer_request");
  routes.add(Method::post, "/api/v1/transfers/{id}/decide", "transfers.decide", "办理转会", post_decision,
      "transfer_decision", "transfer_request");
  routes.add(Method::get, "/api/v1/transfers/{id}/letter", "transfers.export", "会员会籍接转单，format=pdf 或 docx", get_letter);
  routes.add(Method::post, "/api/v1/transfer-look-ups", "transfers.ask", "按证件号码查找要转入的会员", post_look_up,
      "transfer_look_up");
  routes.add(Method::get, "/api/v1/transfer-targets", "transfers.ask", "可以转入的工会", get_targets);
  add_posting_routes(router, house);
  add_batch_routes(router, house);
}

}  // namespace niangjia::transfers
