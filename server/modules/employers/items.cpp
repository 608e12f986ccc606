#include "modules/employers/items.h"

#include <cstdio>

#include "base/text.h"

namespace niangjia::employers {

namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string township_of(const Dress& dress, const std::string& code) {
  std::string name = dress.township_name && !code.empty() ? dress.township_name(code) : std::string();
  return name.empty() ? "null" : quoted(name);
}

std::string allowed(const Dress& dress, Id realm_id, std::string_view path, bool may_change) {
  std::string out = "[";
  for (std::string_view action : {"employers.read", "employers.edit"}) {
    if (action == "employers.edit" && !may_change) continue;
    if (!allow(dress.actor, action, {realm_id, path, 0, 0}).ok()) continue;
    out += (out.size() > 1 ? "," : "") + quoted(action);
  }
  return out + "]";
}

std::string unions_json(const UnionsOfUnits& unions, Id unit_id) {
  std::string out = "[";
  auto it = unions.find(unit_id);
  if (it != unions.end())
    for (const UnionOfUnit& u : it->second) {
      if (out.size() > 1) out += ',';
      out += "{\"id\":" + quoted(id_to_wire("uni", u.union_id)) + ",\"name\":" + quoted(u.name) +
             ",\"is_main\":" + (u.is_main ? "true" : "false") +
             ",\"from_on\":" + (u.from_on ? quoted(u.from_on->iso()) : std::string("null")) + "}";
    }
  return out + "]";
}

}  // namespace

std::string unit_json(const Employer& e, const UnionsOfUnits& unions, const Dress& dress) {
  std::string more = "\"township_name\":" + township_of(dress, e.township_code) +
                     ",\"unions\":" + unions_json(unions, e.id) +
                     ",\"allowed\":" + allowed(dress, e.realm_id, e.union_path, true);
  return record::to_json(e, &dress.permit, more);
}

std::string outlet_json(const ListedOutlet& o, const Dress& dress) {
  const Outlet& row = o.row;
  std::int64_t total =
      row.courier_count + row.trucker_count + row.delivery_count + row.ridehail_count + row.other_count;
  std::string at;
  if (const auto wgs84 = record::wgs84_of({row.lon_e7, row.lat_e7}); wgs84 && dress.on_ground) {
    const LonLat p = dress.on_ground(*wgs84);
    char text[64];
    std::snprintf(text, sizeof text, "\"at\":[%.6f,%.6f],", p.lon, p.lat);
    at = text;
  }
  std::string more = at + "\"brand\":" + quoted(o.brand_name) + ",\"unit_name\":" + quoted(o.unit_name) +
                     ",\"township_name\":" + township_of(dress, row.township_code) +
                     ",\"total_count\":" + std::to_string(total) +
                     ",\"allowed\":" + allowed(dress, row.realm_id, row.union_path, true);
  return record::to_json(row, &dress.permit, more);
}

std::string brand_json(const CountedBrand& b) {
  return record::to_json(
      b.row, nullptr,
      "\"outlets\":" + std::to_string(b.outlets) + ",\"couriers\":" + std::to_string(b.couriers));
}

}  // namespace niangjia::employers
