#include "access/request_actor.h"
#include "access/taken_pages.h"
#include "modules/transfers/batch_receipt.h"
#include "modules/transfers/batch_store.h"
#include "modules/transfers/routes.h"
#include "modules/transfers/wire.h"

namespace niangjia::transfers {

namespace {

using http::Method;
using http::Request;
using http::Response;

struct SteerWish {
  BatchVerb verb = BatchVerb::run;
  std::string reason;
};
constexpr std::array steer_wish_fields{
    field<&SteerWish::verb>("verb", "怎么办", {record::kRequired}),
    field<&SteerWish::reason>("reason", "事由", {0, 200}),
};
constexpr record::Shape steer_wish_shape{"transfer_batch_steer", "", "办理或撤销一批", steer_wish_fields};
constexpr const record::Shape& shape_of(const SteerWish*) { return steer_wish_shape; }

Result<std::string> body_of(House& house, const Actor& actor, Id id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(TransferBatch batch, seen_batch(tx, actor, id));
    return batch_json(tx, actor, batch);
  });
}

Result<std::string> batches_page(House& house, const Actor& actor, const Request& request) {
  const Scope scope = visible(actor, "transfers.bulk");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Id before, read_id_of(request.query, "after", "bat"));
    TRY(int limit, read_limit(request.query));
    auto batches = list_batches(tx, scope, before, limit + 1);
    const bool more = batches.size() > static_cast<std::size_t>(limit);
    if (more) batches.pop_back();
    std::vector<std::string> items;
    for (const auto& batch : batches) items.push_back(batch_json(tx, actor, batch));
    return page_json(items, more ? id_to_wire("bat", batches.back().id) : "");
  });
}

Result<std::string> export_batches(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, "transfers.bulk");
  TakenPages<TransferBatch> list{"批量办理", "transfer_batch",
                                 sheet::book_columns(transfer_batch_shape, {{"done", "办成"}, {"to_name", "转入工会名称"}}, value_of(query, "columns")), {}, {}};
  list.page = [&](store::ReadTx& tx, const TransferBatch* last) { return list_batches(tx, scope, last ? last->id : 0, kMaxPageRows); };
  list.cell = [](store::ReadTx& tx, const sheet::BookColumn& column, const TransferBatch& b) {
    if (column.field) return sheet::book_cell(*column.field, &b);
    if (column.key == "done") return sheet::number_cell(counts_of(tx, b).by_outcome[RowOutcome::done]);
    const auto places = members::places_of_unions(tx, b.realm_id, {b.to_union_id});
    return sheet::text_cell(places.empty() ? "" : places.front().name);
  };
  return take_pages(house, actor, scope, list);
}

Response get_batches(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_batches(house, actor, request.query), request, "transfer-batches");
  return answer(batches_page(house, actor, request), request);
}

Response post_batch(House& house, const Actor& actor, const Request& request) {
  auto wish = record::from_json<BatchWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  auto batch = begin_batch(house, actor, *wish);
  if (!batch.ok()) return http::problem(batch.problem(), request.request_id);
  return answer(body_of(house, actor, batch->id), request, 201);
}

Response get_batch(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_receipt(house, actor, id_of(request, "bat"), request.query), request, "receipt");
  return answer(body_of(house, actor, id_of(request, "bat")), request);
}

Result<std::string> rows_page(House& house, const Actor& actor, const Request& request) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(TransferBatch batch, seen_batch(tx, actor, id_of(request, "bat")));
    std::optional<RowOutcome> outcome;
    if (std::string word = request.query_value("outcome"); !word.empty()) {
      outcome = record::from_word<RowOutcome>(word);
      if (!outcome) return wrong_query("outcome", "没有这个选项，请从列表中选择。");
    }
    TRY(int limit, read_limit(request.query));
    const std::string after = request.query_value("after");
    auto rows = list_rows(tx, batch, outcome, std::atoll(after.c_str()), limit + 1);
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    return "{\"items\":[" + batch_rows_json(house, tx, batch.realm_id, rows) + "],\"next\":" +
           (more ? quoted(std::to_string(rows.back().seq)) : "null") + "}";
  });
}

Result<std::string> post_steer(House& house, const Actor& actor, const Request& request) {
  TRY(SteerWish wish, record::from_json<SteerWish>(request.body));
  TRY(TransferBatch batch, steer_batch(house, actor, id_of(request, "bat"), wish.verb, wish.reason));
  return body_of(house, actor, batch.id);
}

}  // namespace

void add_batch_routes(http::Router& router, House& house) {
  const std::string action = "transfers.bulk";
  http::Limits limits;
  limits.timeout_ms = 60'000;  // a list of twenty thousand numbers, a receipt of as many rows
  const ActorRoutes routes(router, house, limits);
  routes.add(Method::get, "/api/v1/transfer-batches", action, "批量办理，format=xlsx 为导出", get_batches, "", "transfer_batch[]");
  routes.add(Method::post, "/api/v1/transfer-batches", action, "提交一批，先试算", post_batch, "transfer_batch_wish", "transfer_batch");
  routes.add(Method::get, "/api/v1/transfer-batches/{id}", action, "一批的进度和结果，format=xlsx 为回执", get_batch, "",
      "transfer_batch");
  routes.add(Method::get, "/api/v1/transfer-batches/{id}/rows", action, "一批的名单", rows_page, "", "transfer_batch_row[]");
  routes.add(Method::post, "/api/v1/transfer-batches/{id}/steer", action, "办理、暂停、放弃或撤销一批", post_steer,
      "transfer_batch_steer", "transfer_batch");
}

}  // namespace niangjia::transfers
