#include "modules/stations/question.h"

#include <algorithm>
#include <cstdio>

#include "access/taken_list.h"
#include "modules/divisions/divisions.h"

namespace niangjia::stations {

namespace {

struct ExportWalk {
  store::ReadTx& tx;
  Id realm_id;
  const Scope& scope;
  StationFilter filter;
  StationPage page;
  std::map<Id, std::vector<StationListing>> listings;  // of the page
  std::size_t at = 0;
  bool has_begun = false;

  const Station* next() {
    if (at == page.items.size() && (!has_begun || page.next != 0)) {
      page = list_stations(tx, scope, filter, has_begun ? page.next : 0, kMaxPageRows);
      at = 0, has_begun = true;
      listings.clear();
      if (!page.items.empty()) listings = listings_between(tx, realm_id, page.items.front().id, page.items.back().id);
      for (Station& s : page.items) attach_listings(s, listings[s.id]);
    }
    return at < page.items.size() ? &page.items[at++] : nullptr;
  }
};

std::string place_text(const Station& s, std::string_view key) {
  const auto at = position_of(s);
  if (!at) return {};
  const Datum datum = key.ends_with("gcj02") ? Datum::gcj02 : key.ends_with("bd09") ? Datum::bd09 : Datum::wgs84;
  const LonLat p = convert(*at, Datum::wgs84, datum);
  char text[48];
  std::snprintf(text, sizeof text, "%.6f,%.6f", p.lon, p.lat);
  return text;
}

std::string kit_text(store::ReadTx& tx, const Station& s) {
  std::string out;
  for (const StationKit& kit : kit_of(tx, s.realm_id, s.id)) {
    out += (out.empty() ? "" : "、") + std::string(kit_label(kit.item));
    if (kit.state != KitState::ok) out += "（" + std::string(record::label_of(kit.state)) + "）";
  }
  return out;
}

std::string labels_text(StationCodes list, const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : "、") + std::string(code_label(list, code));
  return out;
}

sheet::OutCell cell_of(store::ReadTx& tx, const sheet::BookColumn& column, const Station& s, const std::vector<StationListing>& listings) {
  if (column.key == "fund_sources") return sheet::text_cell(labels_text(StationCodes::fund, s.fund_sources));
  if (column.key == "audiences") return sheet::text_cell(labels_text(StationCodes::audience, s.audiences));
  if (column.key == "level") return sheet::text_cell(std::string(code_label(StationCodes::level, s.level)));
  if ((column.key == "level_year" && s.level_year == 0) || (column.key == "stars" && s.stars == 0)) return sheet::text_cell("");
  if ((column.key == "invested_fen" && s.invested_fen == 0) || (column.key == "yearly_cost_fen" && s.yearly_cost_fen == 0)) return sheet::text_cell("");
  if (column.key == "listings") return sheet::text_cell(listings_text(listings));
  if (column.field) return sheet::book_cell(*column.field, &s);
  if (column.key == "kit") return sheet::text_cell(kit_text(tx, s));
  if (column.key == "township_name") {
    const auto* division = divisions::book().find(s.township_code);
    return sheet::text_cell(division ? division->name : s.township_code);
  }
  return sheet::text_cell(place_text(s, column.key));
}

}  // namespace

Result<StationFilter> read_filter(store::ReadTx& tx, Id realm_id, const Query& query, Date today) {
  StationFilter filter;
  TRY(Id under, read_id_of(query, "union", "uni"));
  if (under) filter.under = path_of_union(tx, realm_id, under);
  if (under && filter.under.empty()) return wrong_query("union", "找不到所选的工会，请重新选择。");
  TRY(filter.words, read_words(query, "q"));
  TRY(filter.township, read_words(query, "township"));
  TRY(filter.brand, read_words(query, "brand"));
  if (const std::string text = value_of(query, "status"); !text.empty()) {
    filter.status = record::from_word<StationStatus>(text);
    if (!filter.status) return wrong_query("status", "站点状态应为申报、筹建、在用、整改、暂停或撤销。");
  }
  const std::string wants = value_of(query, "wants");
  filter.wants_datum = wants == "datum", filter.wants_position = wants == "position", filter.wants_hours = wants == "hours";
  filter.wants_map = wants == "map";
  if (wants == "photos") filter.photos_before = photos_old_before(today);
  if (!wants.empty() && !filter.wants_datum && !filter.wants_position && !filter.wants_hours && !filter.wants_map && !filter.photos_before)
    return wrong_query("wants", "待完善应为坐标系、位置、开放时间、上图或照片。");
  return filter;
}

Result<std::string> export_stations(House& house, const Actor& actor, const Query& query) {
  Scope scope = visible(actor, "stations.export");
  if (scope.sees_nothing()) return forbidden(actor, "stations.export");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(StationFilter filter, read_filter(tx, actor.realm_id, query, house.clock.today()));
    auto columns = sheet::book_columns(station_shape,
                                       {{"township_name", "乡镇街道名称"}, {"kit", "设施清单"}, {"listings", "上图平台"}, {"at_wgs84", "经纬度（WGS84）"},
                                        {"at_gcj02", "经纬度（GCJ-02）"}, {"at_bd09", "经纬度（BD-09）"}},
                                       value_of(query, "columns"));
    ExportWalk walk{tx, actor.realm_id, scope, filter, {}, {}, 0, false};
    return sheet::write_book("服务站点", taking.note(), taking.watermark(), columns,
                             [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                               const Station* s = walk.next();
                               if (!s) return false;
                               for (const auto& column : columns) cells.push_back(cell_of(tx, column, *s, walk.listings[s->id]));
                               return true;
                             });
  }));
  return taking.journalled(scope, "station", "导出服务站点", book);
}

}  // namespace niangjia::stations
