#include "modules/stations/wire.h"

#include <cmath>
#include <cstdio>

#include "base/identifiers.h"
#include "base/text.h"
#include "modules/divisions/divisions.h"
#include "sheet/csv_line.h"

namespace niangjia::stations {

namespace {

std::string list_json(const std::vector<std::string>& words) {
  std::string out = "[";
  for (const std::string& word : words) out += (out.size() > 1 ? "," : "") + json_string(word);
  return out + "]";
}

std::string degrees(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", value);
  return text;
}

std::string point_json(LonLat p) { return "[" + degrees(p.lon) + "," + degrees(p.lat) + "]"; }

std::string township_name(const std::string& code) {
  const auto* division = code.empty() ? nullptr : divisions::book().find(code);
  return division ? division->name : code;
}

std::string acts_json(const Actor& actor, const Station& s) {
  std::string out = "[";
  for (std::string_view act : {"edit", "keep", "verify", "reveal"})
    if (allow(actor, "stations." + std::string(act), {s.realm_id, s.union_path, 0, 0}).ok())
      out += (out.size() > 1 ? "," : "") + json_string(act);
  return out + "]";
}

std::string labels_json(StationCodes list, const std::vector<std::string>& codes) {
  std::vector<std::string> labels;
  for (const std::string& code : codes) labels.emplace_back(code_label(list, code));
  return list_json(labels);
}

std::string listings_json(const std::vector<StationListing>& listings) {
  std::string out = "[";
  for (const StationListing& one : listings)
    out += (out.size() > 1 ? "," : "") + record::to_json(one, nullptr, "\"label\":" + json_string(code_label(StationCodes::platform, one.platform)) +
                                                                         ",\"state_label\":" + json_string(record::label_of(one.state)));
  return out + "]";
}

std::string masked_phone(House& house, const Station& s) {
  if (s.keeper_phone_sealed.bytes.empty()) return "null";
  auto phone = house.vault.unseal(s.keeper_phone_sealed.bytes, "station", "keeper_phone", s.id);
  return phone.ok() ? json_string(mask_phone(*phone)) : "null";
}

// [[from, to] …] in minutes from this day's midnight.
std::string stretches_json(const std::vector<Stretch>& open, Date today) {
  const LocalMinute midnight = LocalMinute{today.days()} * 1440, last = kDaysShown * 1440;
  std::string out = "[";
  for (const Stretch& s : open) {
    const LocalMinute from = std::max<LocalMinute>(s.from - midnight, 0), to = std::min(s.to - midnight, last);
    if (to > from) out += (out.size() > 1 ? ",[" : "[") + std::to_string(from) + "," + std::to_string(to) + "]";
  }
  return out + "]";
}

}  // namespace

std::string station_json(House& house, const Actor& actor, const Station& written, const std::vector<StationListing>& listings,
                         std::string_view union_name) {
  Station s = written;
  attach_listings(s, listings);
  std::string more = "\"status_label\":" + json_string(record::label_of(s.status)) +
                     ",\"datum_label\":" + json_string(record::label_of(s.datum)) + ",\"union_name\":" + json_string(union_name) +
                     ",\"township_name\":" + json_string(township_name(s.township_code)) +
                     ",\"method_label\":" + json_string(record::label_of(s.position_method)) +
                     ",\"level_label\":" + json_string(code_label(StationCodes::level, s.level)) +
                     ",\"fund_labels\":" + labels_json(StationCodes::fund, s.fund_sources) +
                     ",\"audience_labels\":" + labels_json(StationCodes::audience, s.audiences) + ",\"listings\":" + listings_json(listings) +
                     ",\"keeper_phone\":" + masked_phone(house, s) + ",\"acts\":" + acts_json(actor, s);
  if (auto at = position_of(s)) {
    more += ",\"wgs84\":" + point_json(*at) + ",\"gcj02\":" + point_json(convert(*at, Datum::wgs84, Datum::gcj02)) +
            ",\"bd09\":" + point_json(convert(*at, Datum::wgs84, Datum::bd09));
  }
  return record::to_json(s, nullptr, more);
}

std::string public_json(const PublicStation& s, LocalMinute now, Date today, double walk_m) {
  const DoorState door = door_at(s, now);
  std::string out = "{\"id\":" + json_string(id_to_wire("stn", s.row.id)) + ",\"number\":" + json_string(s.row.number) +
                    ",\"name\":" + json_string(s.row.name) + ",\"brand\":" + json_string(s.row.brand) +
                    ",\"address\":" + json_string(s.row.address) + ",\"door_note\":" + json_string(s.row.door_note) +
                    ",\"township\":" + json_string(township_name(s.row.township_code)) +
                    ",\"host_unit\":" + json_string(s.row.host_unit) + ",\"phone\":" + json_string(s.row.public_phone) +
                    ",\"wgs84\":" + point_json(s.at) + ",\"gcj02\":" + point_json(convert(s.at, Datum::wgs84, Datum::gcj02)) +
                    ",\"is_placed_surely\":" + (s.row.datum == StationDatum::unknown ? "false" : "true") +
                    ",\"hours\":" + json_string(s.row.hours) + ",\"hours_text\":" + json_string(s.row.hours_text) +
                    ",\"access_control\":" + json_string(s.row.access_control) + ",\"level\":" + json_string(code_label(StationCodes::level, s.row.level)) +
                    ",\"services\":" + list_json(s.row.services) + ",\"kit\":" + list_json(s.kit) +
                    ",\"kit_out\":" + list_json(s.kit_out) + ",\"status\":" + json_string(record::word_of(s.row.status)) +
                    ",\"reason\":" + json_string(s.closing_reason.empty() ? s.row.status_reason : s.closing_reason) +
                    ",\"verified_on\":" + (s.row.verified_at ? json_string(s.row.verified_at->day_in_china().iso()) : "null") +
                    ",\"open\":" + (s.open ? stretches_json(*s.open, today) : "null") +
                    ",\"is_open\":" + (door.is_known ? door.is_open ? "true" : "false" : "null") +
                    ",\"until\":" + (door.until ? json_string(clock_text(*door.until)) : "null") +
                    ",\"is_all_day\":" + (door.is_all_day ? "true" : "false");
  if (walk_m >= 0) out += ",\"walk_m\":" + std::to_string(std::llround(walk_m));
  return out + "}";
}

LonLat on_ground(const House& house, LonLat wgs84) {
  const bool is_shifted = !house.map_tiles.empty() && house.map_datum == "gcj02";
  return is_shifted ? convert(wgs84, Datum::wgs84, Datum::gcj02) : wgs84;
}

std::string outline_json(const House& house, const Outline& outline) {
  std::string out = "[";
  char text[48];
  for (const auto& ring : outline.rings) {
    out += out.size() > 1 ? ",[" : "[";
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const LonLat p = on_ground(house, ring[i]);
      std::snprintf(text, sizeof text, "%s[%.5f,%.5f]", i ? "," : "", p.lon, p.lat);
      out += text;
    }
    out += "]";
  }
  return out + "]";
}

std::string ground_json(store::ReadTx& tx, const House& house, Id realm_id) {
  return "{\"tiles\":" + (house.map_tiles.empty() ? "null" : json_string(house.map_tiles)) +
         ",\"tiles_datum\":" + json_string(house.map_tiles.empty() ? "wgs84" : house.map_datum) +
         ",\"outline\":" + outline_json(house, outline_of(tx, realm_id)) + "}";
}

std::string public_csv(const std::vector<PublicStation>& stations) {
  std::string out(sheet::kUtf8Mark);
  sheet::append_csv_line(out, {"编号", "名称", "品牌", "乡镇街道", "地址", "入口", "开放时间", "设施", "服务项目", "电话", "经度WGS84",
                               "纬度WGS84", "经度GCJ02", "纬度GCJ02"});
  for (const PublicStation& s : stations) {
    std::string kit;
    for (const std::string& item : s.kit) kit += (kit.empty() ? "" : "、") + std::string(kit_label(item));
    const LonLat gcj = convert(s.at, Datum::wgs84, Datum::gcj02);
    sheet::append_csv_line(out, {s.row.number, s.row.name, s.row.brand, township_name(s.row.township_code), s.row.address,
                                 s.row.door_note, s.row.hours_text, kit, join(s.row.services, "、"), s.row.public_phone,
                                 degrees(s.at.lon), degrees(s.at.lat), degrees(gcj.lon), degrees(gcj.lat)});
  }
  return out;
}

}  // namespace niangjia::stations
