#pragma once
// The county's outline: what a map draws when no tiles are at hand, and what tells that a point or its datum is wrong.

#include "modules/stations/stations.h"

namespace niangjia::stations {

struct Outline {
  std::vector<std::vector<LonLat>> rings;  // WGS84; closed or not; holes and islands by the even-odd rule
  bool is_known() const { return !rings.empty(); }
  bool contains(LonLat p) const;
};

// GeoJSON (RFC 7946): a Polygon or MultiPolygon, alone, in a Feature or in a FeatureCollection, whose positions are in
// `datum`. Refused with a sentence when it is none, has fewer than three or more than 50,000 positions, or lies abroad.
Result<Outline> read_outline(std::string_view geojson, Datum datum);
std::string pack_outline(const Outline& outline);
Outline unpack_outline(std::string_view packed);

// Where a written point lies, and in which datums it would lie inside.
struct OutlineVerdict {
  bool is_inside = true;         // also when no outline is known
  std::vector<Datum> would_fit;  // other datums that put it inside
};
OutlineVerdict judge_point(const Outline& outline, LonLat written, Datum said);
// "若坐标系是 BD-09（百度），则在县内"; empty: none fits.
std::string fitting_words(const OutlineVerdict& verdict);

// Empty: the federation has handed in none.
Outline outline_of(store::ReadTx& tx, Id realm_id);

}  // namespace niangjia::stations
