#pragma once
// Positions on the ground as people in China write them. Stored is always WGS84 in degrees, beside what was written;
// maps of this country show GCJ-02 (国测局, 高德, 腾讯) or BD-09 (百度), which differ from it by 300 to 700 m.

#include <optional>
#include <string>
#include <string_view>

namespace niangjia {

enum class Datum { wgs84, gcj02, bd09 };
std::string_view datum_word(Datum datum);   // "wgs84"
std::string_view datum_label(Datum datum);  // WGS84, GCJ-02（高德、腾讯）, BD-09（百度）
// "GPS", "CGCS2000" (the same to a metre), "火星坐标", "国测局", "高德", "百度", "bd09ll" …; nothing: says nothing known.
std::optional<Datum> read_datum(std::string_view text);
// The same of a title or of a cell of numbers: 经度（百度）, "120.48,30.08 高德".
std::optional<Datum> datum_beside(std::string_view text);

struct LonLat {
  double lon = 0, lat = 0;  // degrees, east and north
  bool operator==(const LonLat&) const = default;
};

// GCJ-02 is defined inside this box only; outside it is the same as WGS84.
bool is_in_china_box(LonLat p);
// The usual public formula (Krasovsky 1940 ellipsoid). The way back is solved by iteration to below 1e-9 degrees.
LonLat convert(LonLat p, Datum from, Datum to);

// Metres on a sphere of 6,371,008.8 m (IUGG mean radius).
double distance_m(LonLat a, LonLat b);

// Longitude and latitude as typed: decimal degrees, degrees-minutes-seconds (120°30′6.26″E, 东经120度30分), full width, both
// in one cell ("120.62,30.18", "N30°5′2″ E120°29′11″", "POINT(120.62 30.18)"), or swapped. Which is which is told by the
// values: in China longitude is 73 to 136 and latitude 3 to 54, so a swap shows.
struct WrittenPoint {
  std::optional<LonLat> point;  // as written, in the datum of the writer
  bool was_swapped = false, was_in_one_cell = false, was_in_degrees = false, was_full_width = false;
};
WrittenPoint read_point(std::string_view lon_text, std::string_view lat_text);

}  // namespace niangjia
