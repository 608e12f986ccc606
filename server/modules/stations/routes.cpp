#include "modules/stations/routes.h"

#include "access/request_actor.h"
#include "access/signed_token.h"
#include "access/taken_list.h"
#include "base/text.h"
#include "modules/stations/question.h"
#include "modules/stations/wire.h"
#include "paper/paper.h"

namespace niangjia::stations {

namespace {

using http::Method;
using http::Request;
using http::Response;

// --- the list ---
Result<std::string> stations_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "stations.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(StationFilter filter, read_filter(tx, actor.realm_id, request.query, house.clock.today()));
    TRY(Id after, read_id_of(request.query, "after", "stn"));
    TRY(int limit, read_limit(request.query));
    StationPage page = list_stations(tx, scope, filter, after, limit);
    std::map<Id, std::vector<StationListing>> listings;
    if (!page.items.empty()) listings = listings_between(tx, actor.realm_id, page.items.front().id, page.items.back().id);
    std::map<Id, std::string> names;
    std::vector<std::string> items;
    for (const Station& s : page.items) {
      auto [it, is_new] = names.try_emplace(s.union_id);
      if (is_new) it->second = name_of_union(tx, s.realm_id, s.union_id);
      items.push_back(station_json(house, actor, s, listings[s.id], it->second));
    }
    return page_json(items, page.next ? id_to_wire("stn", page.next) : "", page.total);
  });
}

Response get_stations(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_stations(house, actor, request.query), request, "stations");
  return answer(stations_page(house, actor, request), request);
}

// How many stand where: for the bar above the list and the figures of the page.
Result<std::string> get_summary(House& house, const Actor& actor, const Request&) {
  Scope scope = visible(actor, "stations.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    std::vector<std::string> items;
    count_stations(tx, scope, [&](std::string_view brand, std::string_view status, std::int64_t n) {
      items.push_back("{\"brand\":" + json_string(brand) + ",\"status\":" + json_string(status) +
                      ",\"count\":" + std::to_string(n) + "}");
    });
    return page_json(items, "");
  });
}

// --- one station ---
std::string rows_json(const std::vector<std::string>& rows) { return "[" + join(rows, ",") + "]"; }

Result<std::string> whole_json(House& house, const Actor& actor, store::ReadTx& tx, const Station& s) {
  std::vector<std::string> kit, closings, checks, photos, troubles;
  for (const auto& row : kit_of(tx, s.realm_id, s.id))
    kit.push_back(record::to_json(row, nullptr, "\"label\":" + json_string(kit_label(row.item))));
  for (const auto& row : closings_of(tx, s.realm_id, s.id, house.clock.today())) closings.push_back(record::to_json(row));
  for (const auto& row : checks_of(tx, s.realm_id, s.id, 20)) checks.push_back(record::to_json(row));
  const Instant too_old = photos_old_before(house.clock.today());
  for (const auto& row : photos_of(tx, s.realm_id, s.id, 60))
    photos.push_back(record::to_json(row, nullptr, row.taken_at < too_old ? "\"is_old\":true" : "\"is_old\":false"));
  for (const auto& row : list_troubles(tx, visible(actor, "stations.read"), s.id, "all", 0, 20))
    troubles.push_back(record::to_json(row));
  std::string body = station_json(house, actor, s, listings_of(tx, s.realm_id, s.id), name_of_union(tx, s.realm_id, s.union_id));
  body.pop_back();
  return body + ",\"kit\":" + rows_json(kit) + ",\"closings\":" + rows_json(closings) + ",\"checks\":" + rows_json(checks) +
         ",\"photos\":" + rows_json(photos) + ",\"troubles\":" + rows_json(troubles) + "}";
}

Result<Station> seen_station(store::ReadTx& tx, const Actor& actor, Id id) {
  auto s = find_station(tx, actor.realm_id, id);
  if (!s || !visible(actor, "stations.read").covers(s->union_path)) return no_such_station();
  return std::move(*s);
}

Response show(House& house, const Actor& actor, const Request& request, Id id, int status = 200) {
  std::int64_t version = 0;
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Station s, seen_station(tx, actor, id));
    version = s.version;
    return whole_json(house, actor, tx, s);
  });
  Response response = answer(body, request, status);
  if (body.ok()) response.headers.emplace_back("ETag", "\"" + std::to_string(version) + "\"");
  return response;
}

Response get_station(House& house, const Actor& actor, const Request& request) {
  return show(house, actor, request, id_of(request, "stn"));
}

template <class Row>
Response shown_after(House& house, const Actor& actor, const Request& request, const Result<Row>& done) {
  if (!done.ok()) return http::problem(done.problem(), request.request_id);
  return show(house, actor, request, id_of(request, "stn"));
}

Response post_station(House& house, const Actor& actor, const Request& request) {
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    auto input = record::from_json<Station>(request.body);
    if (!input.ok()) return http::problem(input.problem(), request.request_id);
    auto made = create_station(house, actor, *input, key);
    if (!made.ok()) return http::problem(made.problem(), request.request_id);
    return show(house, actor, request, made->id, 201);
  });
}

Response patch_station(House& house, const Actor& actor, const Request& request) {
  const std::int64_t seen = version_in(request);
  if (!seen)
    return http::problem(refuse(Code::conflict, "precondition.missing", "修改时须说明所依据的版本（If-Match）。请刷新页面后再修改。"),
                         request.request_id);
  return shown_after(house, actor, request, edit_station(house, actor, id_of(request, "stn"), seen, request.body));
}

Response post_step(House& house, const Actor& actor, const Request& request) {
  auto wish = record::from_json<StepWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  const StepAsk ask{wish->to, wish->reason, wish->on.value_or(house.clock.today())};
  return shown_after(house, actor, request, step_station(house, actor, id_of(request, "stn"), ask));
}

Result<Station> keep_listing_of(House& house, const Actor& actor, const Request& request) {
  TRY(ListingForm form, record::from_json<ListingForm>(request.body));
  return tell_listing(house, actor, id_of(request, "stn"), {0, 0, form.platform, form.state, form.state_on});
}
Response put_listing(House& house, const Actor& actor, const Request& request) {
  return shown_after(house, actor, request, keep_listing_of(house, actor, request));
}
Response delete_listing(House& house, const Actor& actor, const Request& request) {
  return shown_after(house, actor, request, take_off_map(house, actor, id_of(request, "stn"), request.query_value("platform")));
}

Result<bool> put_kit_rows(House& house, const Actor& actor, const Request& request) {
  TRY(record::ListBody body, record::split_list(request.body, "kit", 100));
  TRY(std::vector<StationKit> kit, record::read_rows<StationKit>(body, "kit"));
  CHECK_OK(set_kit(house, actor, id_of(request, "stn"), std::move(kit)));
  return true;
}
Response put_kit(House& house, const Actor& actor, const Request& request) {
  return shown_after(house, actor, request, put_kit_rows(house, actor, request));
}

Response post_closing(House& house, const Actor& actor, const Request& request) {
  auto closing = record::from_json<StationClosing>(request.body);
  if (!closing.ok()) return http::problem(closing.problem(), request.request_id);
  return shown_after(house, actor, request, add_closing(house, actor, id_of(request, "stn"), *closing));
}

Result<bool> remove_one_closing(House& house, const Actor& actor, const Request& request) {
  CHECK_OK(end_closing(house, actor, id_of(request, "stn"), id_of(request, "stc", "closing")));
  return true;
}
Response delete_closing(House& house, const Actor& actor, const Request& request) {
  return shown_after(house, actor, request, remove_one_closing(house, actor, request));
}

Result<std::string> post_reveal(House& house, const Actor& actor, const Request& request) {
  TRY(WhyForm why, record::from_json<WhyForm>(request.body));
  TRY(std::string phone, reveal_keeper(house, actor, id_of(request, "stn"), why.reason));
  return "{\"keeper_phone\":" + json_string(phone) + "}";
}

Result<bool> put_phone_number(House& house, const Actor& actor, const Request& request) {
  TRY(PhoneForm form, record::from_json<PhoneForm>(request.body));
  CHECK_OK(set_keeper_phone(house, actor, id_of(request, "stn"), form.keeper_phone));
  return true;
}
Response put_phone(House& house, const Actor& actor, const Request& request) {
  return shown_after(house, actor, request, put_phone_number(house, actor, request));
}

// --- checks, photos ---
Response post_check(House& house, const Actor& actor, const Request& request) {
  auto form = record::from_json<CheckForm>(request.body);
  if (!form.ok()) return http::problem(form.problem(), request.request_id);
  CheckWish wish{form->kind, form->items, std::nullopt, form->note};
  if (form->lon != 0 || form->lat != 0) wish.stood_at = LonLat{form->lon, form->lat};
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    auto check = record_check(house, actor, id_of(request, "stn"), wish, key);
    if (!check.ok()) return http::problem(check.problem(), request.request_id);
    return http::json(201, record::to_json(*check));
  });
}

Result<std::string> post_photo(House& house, const Actor& actor, const Request& request) {
  const Id check = id_from_wire("sck", request.query_value("check")).value_or(0);
  TRY(StationPhoto photo, add_photo(house, actor, id_of(request, "stn"), check, request.query_value("subject"), request.body));
  return record::to_json(photo);
}

Response get_photo(House& house, const Actor& actor, const Request& request) {
  auto photo = house.database.read([&](store::ReadTx& tx) -> Result<StationPhoto> {
    TRY(Station s, seen_station(tx, actor, id_of(request, "stn")));
    auto found = find_photo(tx, s.realm_id, id_of(request, "sph", "photo"));
    if (!found || found->station_id != s.id) return refuse(Code::not_found, "photo.not_found", "找不到这张照片。");
    return std::move(*found);
  });
  if (!photo.ok()) return http::problem(photo.problem(), request.request_id);
  Response response;
  response.status = 200;
  response.headers = {{"Content-Type", photo->content_type}, {"Cache-Control", "private, max-age=86400"}};
  response.body = std::move(photo->bytes.bytes);
  return response;
}

// --- work items ---
Result<std::string> get_troubles(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "stations.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Id after, read_id_of(request.query, "after", "str"));
    TRY(int limit, read_limit(request.query));
    const std::string state = request.query_value("state");
    if (!state.empty() && state != "all" && !record::from_word<TroubleState>(state))
      return wrong_query("state", "问题单状态应为待整改、待复核或全部。");
    auto rows = list_troubles(tx, scope, 0, state, after, limit + 1);
    const bool more = static_cast<int>(rows.size()) > limit;
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const auto& row : rows) {
      auto station = find_station(tx, row.realm_id, row.station_id);
      items.push_back(record::to_json(row, nullptr, "\"station_name\":" + json_string(station ? station->name : "")));
    }
    return page_json(items, more ? id_to_wire("str", rows.back().id) : "");
  });
}

Result<std::string> post_repair(House& house, const Actor& actor, const Request& request) {
  TRY(NoteForm form, record::from_json<NoteForm>(request.body));
  TRY(StationTrouble trouble, repair_trouble(house, actor, id_of(request, "str"), form.note));
  return record::to_json(trouble);
}
Result<std::string> post_close(House& house, const Actor& actor, const Request& request) {
  TRY(NoteForm form, record::from_json<NoteForm>(request.body));
  TRY(StationTrouble trouble, close_trouble(house, actor, id_of(request, "str"), form.is_mended, form.note));
  return record::to_json(trouble);
}

Result<std::string> put_outline(House& house, const Actor& actor, const Request& request) {
  TRY(std::size_t rings, set_outline(house, actor, request.body, request.query_value("datum")));
  return "{\"rings\":" + std::to_string(rings) + "}";
}

// --- what hangs at the door ---
Response get_plate(House& house, const Actor& actor, const Request& request) {
  auto station = house.database.read(
      [&](store::ReadTx& tx) { return seen_station(tx, actor, id_of(request, "stn")); });
  if (!station.ok()) return http::problem(station.problem(), request.request_id);
  const std::string token = make_token(house.vault, kStationToken, {station->realm_id, station->id});
  auto realm = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    return realm_name(tx, station->realm_id);
  });
  std::vector<std::string> lines{"扫码看开放时间、登记服务、报错", "编号 " + (station->number.empty() ? "待编" : station->number)};
  if (!station->hours_text.empty()) lines.push_back("开放时间 " + station->hours_text);
  if (!station->public_phone.empty()) lines.push_back("电话 " + station->public_phone);
  auto bytes = paper::pdf_of(paper::Poster{realm.ok() ? *realm : "", station->name, station->brand.empty() ? "工会户外劳动者服务站点" : station->brand,
                                           site_of(house, request) + "/w/station/" + token, lines});
  if (!bytes.ok()) return http::problem(bytes.problem(), request.request_id);
  return file_response(std::move(*bytes), "application/pdf", station->name + "门牌.pdf");
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  auto add = [&](Method method, std::string pattern, std::string action, std::string summary, auto act, int status = 200,
                 std::string takes = "", std::string gives = "") {
    http::Route route{method, "/api/v1" + pattern, action, std::move(summary), {}, {}, std::move(takes), std::move(gives)};
    route.handler = with_actor(house, action, [&house, act, status](const Actor& actor, const Request& request) -> Response {
      if constexpr (std::is_same_v<decltype(act(house, actor, request)), Response>) return act(house, actor, request);
      else return answer(act(house, actor, request), request, status);
    });
    if (pattern.ends_with("/photos") || pattern.ends_with("/outline")) route.limits.max_body_bytes = 3 << 20;
    router.add(std::move(route));
  };
  add(Method::get, "/stations", "stations.read", "服务站点列表", get_stations, 200, "", "station[]");
  add(Method::post, "/stations", "stations.edit", "申报服务站点", post_station, 201, "station", "station");
  add(Method::get, "/stations/summary", "stations.read", "服务站点按品牌和状态的个数", get_summary);
  add(Method::put, "/stations/outline", "stations.outline", "登记县域轮廓", put_outline);
  add(Method::get, "/stations/{id}", "stations.read", "一个服务站点", get_station, 200, "", "station");
  add(Method::patch, "/stations/{id}", "stations.edit", "修改服务站点", patch_station, 200, "station", "station");
  add(Method::post, "/stations/{id}/step", "stations.verify", "站点启用、暂停、撤销", post_step, 200, "step_wish", "station");
  add(Method::put, "/stations/{id}/listing", "stations.verify", "登记上图：平台、状态、日期", put_listing, 200, "listing_form", "station");
  add(Method::del, "/stations/{id}/listing", "stations.verify", "登记下线（?platform=，不写为所有已上图的平台）", delete_listing, 200, "", "station");
  add(Method::put, "/stations/{id}/kit", "stations.keep", "登记设施", put_kit, 200, "", "station");
  add(Method::post, "/stations/{id}/closings", "stations.keep", "登记临时关闭", post_closing, 200, "station_closing", "station");
  add(Method::del, "/stations/{id}/closings/{closing}", "stations.keep", "取消临时关闭", delete_closing, 200, "", "station");
  add(Method::post, "/stations/{id}/reveal", "stations.reveal", "查看责任人电话", post_reveal, 200, "why_form");
  add(Method::put, "/stations/{id}/keeper_phone", "stations.edit", "登记责任人电话", put_phone, 200, "phone_form", "station");
  add(Method::post, "/stations/{id}/checks", "stations.keep", "登记站点检查", post_check, 201, "check_form", "station_check");
  add(Method::post, "/stations/{id}/photos", "stations.keep", "上传站点照片", post_photo, 201, "", "station_photo");
  add(Method::get, "/stations/{id}/photos/{photo}", "stations.read", "一张站点照片", get_photo);
  add(Method::get, "/stations/{id}/plate.pdf", "stations.read", "站点门牌", get_plate);
  add(Method::get, "/station-troubles", "stations.read", "站点问题单", get_troubles, 200, "", "station_trouble[]");
  add(Method::post, "/station-troubles/{id}/repair", "stations.keep", "问题单整改", post_repair, 200, "note_form", "station_trouble");
  add(Method::post, "/station-troubles/{id}/close", "stations.verify", "问题单复核", post_close, 200, "note_form", "station_trouble");
  add_public_routes(router, house);
}

}  // namespace niangjia::stations
