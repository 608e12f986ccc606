#include "modules/stations/outline.h"

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>

#include "base/text.h"

namespace niangjia::stations {

namespace {

namespace json = boost::json;
constexpr std::size_t kMostPoints = 50'000;
constexpr int kMostDepth = 16;

Problem no_outline(std::string sentence) { return refuse(Code::invalid, "outline.unreadable", std::move(sentence)); }

std::optional<LonLat> position(const json::value& value) {
  const auto* pair = value.if_array();
  if (!pair || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) return std::nullopt;
  return LonLat{(*pair)[0].to_number<double>(), (*pair)[1].to_number<double>()};
}

// Rings stand at different depths in Polygon and MultiPolygon: a ring is an array whose first member is a position.
bool take_rings(const json::value& value, Datum datum, Outline& out, std::size_t& points, int depth) {
  const auto* list = value.if_array();
  if (!list || list->empty() || depth > kMostDepth) return false;
  if (!position(list->front())) {
    for (const json::value& one : *list)
      if (!take_rings(one, datum, out, points, depth + 1)) return false;
    return true;
  }
  std::vector<LonLat> ring;
  for (const json::value& one : *list) {
    auto p = position(one);
    if (!p || ++points > kMostPoints || !is_in_china_box(*p)) return false;
    ring.push_back(convert(*p, datum, Datum::wgs84));
  }
  if (ring.size() >= 3) out.rings.push_back(std::move(ring));
  return true;
}

bool take_geometry(const json::value& value, Datum datum, Outline& out, std::size_t& points, int depth) {
  const auto* object = value.if_object();
  if (!object || depth > kMostDepth) return false;
  if (const auto* features = object->if_contains("features")) {
    const auto* list = features->if_array();
    if (!list) return false;
    for (const json::value& one : *list)
      if (!take_geometry(one, datum, out, points, depth + 1)) return false;
    return true;
  }
  if (const auto* geometry = object->if_contains("geometry")) return take_geometry(*geometry, datum, out, points, depth + 1);
  const auto* coordinates = object->if_contains("coordinates");
  return coordinates && take_rings(*coordinates, datum, out, points, depth + 1);
}

bool crosses(LonLat a, LonLat b, LonLat p) {
  return (a.lat > p.lat) != (b.lat > p.lat) && p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon;
}

}  // namespace

bool Outline::contains(LonLat p) const {
  bool inside = false;
  for (const auto& ring : rings)
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
      if (crosses(ring[i], ring[j], p)) inside = !inside;
  return inside;
}

Result<Outline> read_outline(std::string_view geojson, Datum datum) {
  boost::system::error_code fault;
  const json::value value = json::parse(geojson, fault, {}, {.max_depth = 32});
  if (fault) return no_outline("这个文件不是 JSON，请换一份 GeoJSON 格式的县域轮廓。");
  Outline out;
  std::size_t points = 0;
  if (!take_geometry(value, datum, out, points, 0) || out.rings.empty())
    return no_outline("没有读到县域轮廓。需要 GeoJSON 的 Polygon 或 MultiPolygon，坐标为经度在前的度数，最多五万个点。");
  return out;
}

std::string pack_outline(const Outline& outline) {
  std::string out;
  char text[48];
  for (const auto& ring : outline.rings) {
    if (!out.empty()) out += '\n';
    for (std::size_t i = 0; i < ring.size(); ++i) {
      std::snprintf(text, sizeof text, "%s%.6f %.6f", i ? "," : "", ring[i].lon, ring[i].lat);
      out += text;
    }
  }
  return out;
}

Outline unpack_outline(std::string_view packed) {
  Outline out;
  for (const std::string& line : split(packed, '\n')) {
    std::vector<LonLat> ring;
    for (const std::string& pair : split(line, ',')) {
      LonLat p;
      if (std::sscanf(pair.c_str(), "%lf %lf", &p.lon, &p.lat) == 2) ring.push_back(p);
    }
    if (ring.size() >= 3) out.rings.push_back(std::move(ring));
  }
  return out;
}

OutlineVerdict judge_point(const Outline& outline, LonLat written, Datum said) {
  OutlineVerdict verdict;
  if (!outline.is_known() || outline.contains(convert(written, said, Datum::wgs84))) return verdict;
  verdict.is_inside = false;
  for (Datum other : {Datum::wgs84, Datum::gcj02, Datum::bd09})
    if (other != said && outline.contains(convert(written, other, Datum::wgs84))) verdict.would_fit.push_back(other);
  return verdict;
}

std::string fitting_words(const OutlineVerdict& verdict) {
  std::string words;
  for (Datum datum : verdict.would_fit) words += (words.empty() ? "" : "或") + std::string(datum_label(datum));
  return words.empty() ? words : "若坐标系是" + words + "，则在县内";
}

}  // namespace niangjia::stations
