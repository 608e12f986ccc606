#include "modules/services/routes.h"

#include "access/request_actor.h"
#include "access/signed_token.h"
#include "access/taken_list.h"
#include "base/identifiers.h"
#include "base/text.h"
#include "modules/services/wire.h"
#include "modules/stations/stations.h"

namespace niangjia::services {

namespace {

using http::Method;
using http::Request;
using http::Response;

Result<ServiceFilter> read_filter(store::ReadTx& tx, Id realm_id, const Query& query) {
  ServiceFilter filter;
  TRY(filter.station_id, read_id_of(query, "station", "stn"));
  TRY(filter.item, read_words(query, "item"));
  for (auto [name, day] : {std::pair{"from", &filter.from}, {"to", &filter.to}}) {
    const std::string text = value_of(query, name);
    *day = Date::parse_iso(text);
    if (!text.empty() && !*day) return wrong_query(name, "日期应写成 2021-11-12 的样子。");
  }
  if (const std::string way = value_of(query, "way"); !way.empty()) {
    filter.way = record::from_word<GivenWay>(way);
    if (!filter.way) return wrong_query("way", "登记方式应为站点登记、职工扫码或台账导入。");
  }
  filter.with_undone = value_of(query, "undone") == "1";
  if (!filter.item.empty())
    if (const ItemBook items(list_items(tx, realm_id)); const ServiceItem* item = items.find(filter.item)) filter.item = item->name;
  return filter;
}

std::string masked_name(std::string_view name) {
  std::size_t first = 1;
  while (first < name.size() && (static_cast<unsigned char>(name[first]) & 0xC0) == 0x80) ++first;
  return name.empty() ? std::string() : std::string(name.substr(0, std::min(first, name.size()))) + "**";
}

std::string given_json(House& house, const Actor& actor, const ServiceGiven& g, const std::string& station) {
  std::string phone;
  if (g.phone_sealed)
    if (auto number = house.vault.unseal(g.phone_sealed->bytes, "service_given", "phone", g.id); number.ok())
      phone = mask_phone(*number);
  char clock[8] = "";
  if (g.given_min >= 0) std::snprintf(clock, sizeof clock, "%02d:%02d", static_cast<int>(g.given_min / 60 % 24), static_cast<int>(g.given_min % 60));
  const bool may_undo = !g.undone_at && g.import_id == 0 && allow(actor, "services.undo", {g.realm_id, g.union_path, 0, 0}).ok();
  return record::to_json(g, nullptr, "\"station_name\":" + json_string(station) + ",\"clock\":" + json_string(clock) +
                                         ",\"receiver\":" + json_string(masked_name(g.receiver_name)) + ",\"phone\":" + json_string(phone) +
                                         ",\"way_label\":" + json_string(record::label_of(g.way)) +
                                         ",\"allowed\":" + (may_undo ? "[\"undo\"]" : "[]"));
}

Result<std::string> services_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "services.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(ServiceFilter filter, read_filter(tx, actor.realm_id, request.query));
    TRY(Id before, read_id_of(request.query, "after", "svg"));
    TRY(int limit, read_limit(request.query));
    const ServicePage page = list_services(tx, scope, filter, before, limit);
    std::vector<Id> ids;
    for (const ServiceGiven& g : page.items) ids.push_back(g.station_id);
    auto names = station_names(tx, actor.realm_id, ids);
    std::vector<std::string> items;
    for (const ServiceGiven& g : page.items) items.push_back(given_json(house, actor, g, names[g.station_id]));
    if (before) return page_json(items, page.next ? id_to_wire("svg", page.next) : "");
    const ServiceSums sums = sum_services(tx, scope, filter);
    std::string body = page_json(items, page.next ? id_to_wire("svg", page.next) : "", sums.rows);
    body.pop_back();
    return body + ",\"times\":" + std::to_string(sums.times) + ",\"people\":" + std::to_string(sums.people) + "}";
  });
}

Result<std::string> take_services(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "services.read");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(ServiceFilter filter, read_filter(tx, actor.realm_id, request.query));
    auto columns = sheet::book_columns(service_given_shape, {{"station_name", "站点名称"}}, value_of(request.query, "columns"));
    ServicePage page = list_services(tx, scope, filter, 0, kMaxPageRows);
    std::size_t at = 0;
    std::map<Id, std::string> names;
    for (const auto& place : stations::station_places(tx, actor.realm_id)) names[place.id] = place.name;
    return sheet::write_book("服务记录", taking.note(), taking.watermark(), columns,
                             [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                               if (at == page.items.size() && page.next != 0) page = list_services(tx, scope, filter, page.next, kMaxPageRows), at = 0;
                               if (at == page.items.size()) return false;
                               const ServiceGiven& g = page.items[at++];
                               for (const auto& column : columns) {
                                 if (column.key == "receiver_name") cells.push_back(sheet::text_cell(masked_name(g.receiver_name)));
                                 else cells.push_back(column.field ? sheet::book_cell(*column.field, &g) : sheet::text_cell(names[g.station_id]));
                               }
                               return true;
                             });
  }));
  return taking.journalled(scope, "service", "导出服务记录", book);
}

Response get_services(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx") return workbook_response(take_services(house, actor, request), request, "services");
  return answer(services_page(house, actor, request), request);
}

std::string answer_json(const GivingAnswer& a) {
  return "{\"client_key\":" + json_string(a.client_key) + ",\"outcome\":" + json_string(record::word_of(a.outcome)) +
         ",\"sentence\":" + json_string(a.sentence) + ",\"id\":" + (a.id ? json_string(id_to_wire("svg", a.id)) : "null") + "}";
}

Result<std::string> post_sync(House& house, const Actor& actor, const Request& request) {
  TRY(record::ListBody body, record::split_list(request.body, "rows", 500));
  TRY(BatchHead head, record::from_json<BatchHead>(body.rest));
  GivingBatch batch;
  batch.sent_at = head.sent_at;
  TRY(batch.rows, record::read_rows<Giving>(body, "rows"));
  TRY(std::vector<GivingAnswer> answers, give(house, actor, batch));
  std::vector<std::string> items;
  for (const GivingAnswer& a : answers) items.push_back(answer_json(a));
  return page_json(items, "");
}

Result<std::string> post_undo(House& house, const Actor& actor, const Request& request) {
  TRY(UndoForm form, record::from_json<UndoForm>(request.body));
  auto it = request.parameters.find("id");
  const Id id = it == request.parameters.end() ? 0 : id_from_wire("svg", it->second).value_or(0);
  TRY(ServiceGiven given, undo_giving(house, actor, id, form.reason));
  return given_json(house, actor, given, "");
}

std::string items_json(const std::vector<ServiceItem>& items, Date today) {
  std::vector<std::string> rows;
  for (const ServiceItem& item : items)
    rows.push_back(record::to_json(item, nullptr, std::string("\"is_in_season\":") + (is_in_season(item, today) ? "true" : "false")));
  return page_json(rows, "");
}

Result<std::string> get_items(House& house, const Actor& actor, const Request&) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> { return items_json(list_items(tx, actor.realm_id), house.clock.today()); });
}

Result<std::string> put_items(House& house, const Actor& actor, const Request& request) {
  TRY(record::ListBody body, record::split_list(request.body, "items", 300));
  TRY(std::vector<ServiceItem> items, record::read_rows<ServiceItem>(body, "items"));
  CHECK_OK(write_items(house, actor, std::move(items)));
  return get_items(house, actor, request);
}

Result<std::string> stock_json(House& house, const Actor& actor, Id station_id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto station = stations::find_station(tx, actor.realm_id, station_id);
    if (!station || !visible(actor, "services.read").covers(station->union_path))
      return refuse(Code::not_found, "station.not_found", "找不到这个站点，或不在本人管辖范围内。");
    std::vector<std::string> rows;
    for (const ServiceStock& row : stock_of(tx, actor.realm_id, station_id)) rows.push_back(record::to_json(row));
    return page_json(rows, "");
  });
}

Result<std::string> get_stock(House& house, const Actor& actor, const Request& request) {
  TRY(Id station, read_id_of(request.query, "station", "stn"));
  return stock_json(house, actor, station);
}

Result<std::string> put_stock_row(House& house, const Actor& actor, const Request& request) {
  TRY(StockForm form, record::from_json<StockForm>(request.body));
  CHECK_OK(set_stock(house, actor, form.station_id, form.item, form.amount_left));
  return stock_json(house, actor, form.station_id);
}

// --- without an account: the code at the door ---
Result<SignedRow> scanned_station(House& house, const Request& request) {
  auto it = request.parameters.find("token");
  auto row = it == request.parameters.end() ? std::nullopt : read_token(house.vault, stations::kStationToken, it->second);
  if (!row) return refuse(Code::not_found, "station.unknown_code", "这不是站点的二维码，请扫描站点门口的二维码。");
  return *row;
}

Response get_scanned_items(House& house, const Request& request) {
  return answer([&]() -> Result<std::string> {
    TRY(SignedRow row, scanned_station(house, request));
    return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
      auto station = stations::find_station(tx, row.realm_id, row.id);
      std::vector<std::string> names;
      const ItemBook items(list_items(tx, row.realm_id));
      for (const std::string& word : station ? station->services : std::vector<std::string>())
        if (const ServiceItem* item = items.find(word); item && item->is_offered && is_in_season(*item, house.clock.today())) names.push_back(json_string(item->name));
      return "{\"items\":[" + join(names, ",") + "]}";
    });
  }(), request);
}

Response post_scan(House& house, const Request& request) {
  return answer([&]() -> Result<std::string> {
    TRY(SignedRow row, scanned_station(house, request));
    TRY(ScanForm form, record::from_json<ScanForm>(request.body));
    Giving wish;
    wish.item = form.item, wish.name = form.name, wish.phone = form.phone;
    TRY(GivingAnswer given, give_by_scan(house, row.realm_id, row.id, wish, request.remote_address + "|" + form.device));
    return answer_json(given);
  }(), request);
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  auto add = [&](Method method, std::string pattern, std::string action, std::string summary, auto act, std::string takes = "",
                 std::string gives = "") {
    http::Route route{method, "/api/v1" + pattern, action, std::move(summary), {}, {}, std::move(takes), std::move(gives)};
    route.handler = with_actor(house, action, [&house, act](const Actor& actor, const Request& request) -> Response {
      if constexpr (std::is_same_v<decltype(act(house, actor, request)), Response>) return act(house, actor, request);
      else return answer(act(house, actor, request), request);
    });
    router.add(std::move(route));
  };
  add(Method::get, "/services", "services.read", "服务记录", get_services, "", "service_given[]");
  add(Method::post, "/services/sync", "services.give", "登记服务（可离线后补传）", post_sync, "giving_batch");
  add(Method::post, "/services/{id}/undo", "services.undo", "作废服务记录", post_undo, "undo_form", "service_given");
  add(Method::get, "/service-items", "services.read", "服务项目", get_items, "", "service_item[]");
  add(Method::put, "/service-items", "services.manage", "改服务项目", put_items);
  add(Method::get, "/service-stock", "services.read", "站点物资余量", get_stock, "", "service_stock[]");
  add(Method::put, "/service-stock", "services.give", "登记物资余量", put_stock_row, "stock_form");
  auto open = [&](Method method, std::string summary, auto act) {
    http::Route route{method, "/api/v1/public/services/{token}", "public", std::move(summary), {}, {}, "", ""};
    route.handler = [&house, act](const Request& request) { return act(house, request); };
    route.limits.max_body_bytes = 4 << 10;
    router.add(std::move(route));
  };
  open(Method::get, "扫码可登记的服务（公开）", get_scanned_items);
  open(Method::post, "扫码登记服务（公开）", post_scan);
}

}  // namespace niangjia::services
