// What a phone on the road asks, and any other map that takes the register over: no account, no person, no cookie.
#include <charconv>

#include "access/list_question.h"
#include "access/request_actor.h"
#include "access/signed_token.h"
#include "base/text.h"
#include "modules/stations/routes.h"
#include "modules/stations/wire.h"

namespace niangjia::stations {

namespace {

using http::Method;
using http::Request;
using http::Response;

struct Front {
  explicit Front(House& h) : house(h), shelf(h) {}
  House& house;
  StationShelf shelf;
};

constexpr std::size_t kMostNear = 100;
constexpr std::uint32_t kReadsPerMinute = 60'000;

std::optional<double> number_of(const Request& request, const std::string& name) {
  const std::string text = request.query_value(name);
  double value = 0;
  auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Result<RealmFace> realm_of(Front& front, const Request& request) {
  const std::string division = request.query_value("division");
  TRY(auto realm, front.house.database.read([&](store::ReadTx& tx) -> Result<std::optional<RealmFace>> {
    return public_realm(tx, division);
  }));
  if (!realm) return refuse(Code::not_found, "realm.unknown", "这里没有这个地区的站点，请核对地址。");
  return std::move(*realm);
}

Result<NearestAsk> read_ask(const Request& request) {
  NearestAsk ask;
  const auto lon = number_of(request, "lon"), lat = number_of(request, "lat");
  if (!lon || !lat || !(*lon >= -180 && *lon <= 180) || !(*lat >= -90 && *lat <= 90))
    return wrong_query("lon", "请给出所在位置的经度和纬度（度）。");
  const std::string said = request.query_value("datum");
  const auto datum = said.empty() ? std::optional(Datum::wgs84) : read_datum(said);
  if (!datum) return wrong_query("datum", "坐标系应为 wgs84、gcj02 或 bd09。");
  ask.from = convert({*lon, *lat}, *datum, Datum::wgs84);
  for (const std::string& word : split_list(request.query_value("kit"))) {
    const KitItem* item = find_kit_item(word);
    if (!item) return wrong_query("kit", "没有“" + word + "”这种设施，请从筛选项中选择。");
    ask.kit.push_back(item->code);
  }
  ask.only_open = request.query_value("open") == "1";
  ask.only_all_day = request.query_value("all_day") == "1";
  if (auto limit = number_of(request, "limit"); limit && *limit >= 1)
    ask.limit = std::min(static_cast<std::size_t>(*limit), kMostNear);
  return ask;
}

std::string head_json(const House& house, const RealmFace& realm, Instant now) {
  std::string kit;
  for (const KitItem& item : kit_items())
    kit += (kit.empty() ? "" : ",") + ("{\"code\":" + json_string(item.code) + ",\"name\":" + json_string(item.name) + "}");
  return "{\"realm_name\":" + json_string(realm.name) + ",\"division\":" + json_string(realm.division) +
         ",\"day\":" + json_string(now.day_in_china().iso()) + ",\"minute\":" + std::to_string(local_minute(now) % 1440) +
         ",\"tiles\":" + (house.map_tiles.empty() ? "null" : json_string(house.map_tiles)) +
         ",\"tiles_datum\":" + json_string(house.map_datum) + ",\"kit_names\":[" + kit + "]";
}

Result<std::string> nearest_json(Front& front, const Request& request) {
  TRY(RealmFace realm, realm_of(front, request));
  TRY(NearestAsk ask, read_ask(request));
  TRY(auto stations, front.shelf.get(realm.id));
  const Instant now = front.house.clock.now();
  std::string items;
  for (const NearStation& near : stations->nearest(ask, local_minute(now)))
    items += (items.empty() ? "" : ",") + public_json(*near.station, local_minute(now), stations->day(), near.walk_m);
  return head_json(front.house, realm, now) + ",\"total\":" + std::to_string(stations->all().size()) + ",\"items\":[" + items + "]}";
}

// The whole register, as a copy to keep: a phone reads it without a network, another map platform takes it over.
Response get_all(Front& front, const Request& request) {
  auto realm = realm_of(front, request);
  if (!realm.ok()) return http::problem(realm.problem(), request.request_id);
  auto stations = front.shelf.get(realm->id);
  if (!stations.ok()) return http::problem(stations.problem(), request.request_id);
  const std::string tag = "\"" + std::to_string((*stations)->epoch()) + "-" + (*stations)->day().iso() + "\"";
  Response response;
  if (request.header("if-none-match") == tag) {
    response.status = 304;
  } else {
    const Instant now = front.house.clock.now();
    std::string items;
    for (const PublicStation& s : (*stations)->all())
      items += (items.empty() ? "" : ",") + public_json(s, local_minute(now), (*stations)->day(), -1);
    response = http::json(200, head_json(front.house, *realm, now) + ",\"outline\":" +
                                   outline_json(front.house, (*stations)->outline()) + ",\"items\":[" + items + "]}");
  }
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

Response get_csv(Front& front, const Request& request) {
  auto realm = realm_of(front, request);
  if (!realm.ok()) return http::problem(realm.problem(), request.request_id);
  auto stations = front.shelf.get(realm->id);
  if (!stations.ok()) return http::problem(stations.problem(), request.request_id);
  Response response;
  response.status = 200;
  response.headers = {{"Content-Type", "text/csv; charset=utf-8"}, {"Access-Control-Allow-Origin", "*"},
                      {"Content-Disposition", "attachment; filename=\"stations.csv\""}};
  response.body = public_csv((*stations)->all());
  return response;
}

Result<std::string> one_json(Front& front, Id realm_id, Id id) {
  TRY(auto stations, front.shelf.get(realm_id));
  const PublicStation* s = stations->find(id);
  if (!s) return refuse(Code::not_found, "station.not_found", "这个站点已停用或不在地图上，请看看附近的其他站点。");
  const Instant now = front.house.clock.now();
  return public_json(*s, local_minute(now), stations->day(), -1);
}

Result<std::string> show_one(Front& front, const Request& request) {
  TRY(RealmFace realm, realm_of(front, request));
  return one_json(front, realm.id, id_of(request, "stn"));
}

// By the code at the door. A poster that was copied to another place still opens its own station: the phone says how far
// away that is.
Result<std::string> show_scanned(Front& front, const Request& request) {
  auto it = request.parameters.find("token");
  auto row = it == request.parameters.end() ? std::nullopt : read_token(front.house.vault, kStationToken, it->second);
  if (!row) return refuse(Code::not_found, "station.unknown_code", "这不是站点的二维码，请扫描站点门口的二维码。");
  return one_json(front, row->realm_id, row->id);
}

Result<std::string> post_report(Front& front, const Request& request) {
  TRY(RealmFace realm, realm_of(front, request));
  TRY(ReportForm form, record::from_json<ReportForm>(request.body));
  const ReportWish wish{form.kind, form.note, request.remote_address + "|" + form.device};
  TRY(Reported reported, report_trouble(front.house, realm.id, id_of(request, "stn"), wish));
  const std::string sentence = reported.is_repeated ? "您今天已经报过，我们记着。"
                               : reported.has_raised ? "谢谢！已通知管理人员去看，整改情况会显示在这里。"
                                                     : "谢谢！已记下，再有一位职工反映就会派人去看。";
  return "{\"is_repeated\":" + std::string(reported.is_repeated ? "true" : "false") +
         ",\"has_raised\":" + (reported.has_raised ? "true" : "false") + ",\"sentence\":" + json_string(sentence) + "}";
}

Response answer_openly(const Result<std::string>& body, const Request& request) {
  if (!body.ok()) return http::problem(body.problem(), request.request_id);
  Response response = http::json(200, *body);
  response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

}  // namespace

void add_public_routes(http::Router& router, House& house) {
  auto front = std::make_shared<Front>(house);
  auto add = [&](Method method, std::string pattern, std::string summary, auto act) {
    http::Route route{method, "/api/v1/public/stations" + pattern, "public", std::move(summary), {}, {}, "", ""};
    route.handler = [front, act](const Request& request) -> Response {
      Response response;
      if constexpr (std::is_same_v<decltype(act(*front, request)), Response>) response = act(*front, request);
      else response = answer_openly(act(*front, request), request);
      response.is_public = true;
      return response;
    };
    route.limits.max_body_bytes = 4 << 10;
    // A shift of riders on one carrier's network shares an address; reports stay at the server's own limit.
    if (method == Method::get) route.limits.rate_per_minute = kReadsPerMinute;
    router.add(std::move(route));
  };
  add(Method::get, "", "全部站点（公开）", get_all);
  add(Method::get, ".csv", "全部站点表格（公开）", get_csv);
  add(Method::get, "/nearest", "附近的站点（公开）", nearest_json);
  add(Method::get, "/{id}", "一个站点（公开）", show_one);
  add(Method::get, "/scanned/{token}", "扫码打开的站点（公开）", show_scanned);
  add(Method::post, "/{id}/reports", "站点报错（公开）", post_report);
}

}  // namespace niangjia::stations
