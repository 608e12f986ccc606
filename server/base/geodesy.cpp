#include "base/geodesy.h"

#include <array>
#include <cmath>
#include <numbers>

#include "base/text.h"

namespace niangjia {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kDegree = kPi / 180;
constexpr double kEarthRadius_m = 6371008.8;
constexpr double kSemiMajor_m = 6378245.0;               // Krasovsky 1940
constexpr double kEccentricity2 = 0.00669342162296594323;  // its first eccentricity, squared
constexpr double kBaiduTurn = kPi * 3000.0 / 180.0;

double wave(double x, double a1, double f1, double a2, double f2) {
  return (a1 * std::sin(f1 * x) + a2 * std::sin(f2 * x)) * 2.0 / 3.0;
}

// What GCJ-02 adds to a point, in metres north and east before scaling; x and y are degrees from 105°E 35°N.
double shift_north(double x, double y) {
  return -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) +
         wave(x, 20.0, 6.0 * kPi, 20.0, 2.0 * kPi) + wave(y, 20.0, kPi, 40.0, kPi / 3.0) +
         wave(y, 160.0, kPi / 12.0, 320.0, kPi / 30.0);
}

double shift_east(double x, double y) {
  return 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) +
         wave(x, 20.0, 6.0 * kPi, 20.0, 2.0 * kPi) + wave(x, 20.0, kPi, 40.0, kPi / 3.0) +
         wave(x, 150.0, kPi / 12.0, 300.0, kPi / 30.0);
}

LonLat to_gcj(LonLat p) {
  if (!is_in_china_box(p)) return p;
  const double x = p.lon - 105.0, y = p.lat - 35.0, lat = p.lat * kDegree;
  const double sine = std::sin(lat);
  const double magic = 1 - kEccentricity2 * sine * sine;
  const double meridian = kSemiMajor_m * (1 - kEccentricity2) / (magic * std::sqrt(magic));
  const double parallel = kSemiMajor_m / std::sqrt(magic) * std::cos(lat);
  return {p.lon + shift_east(x, y) / (parallel * kDegree), p.lat + shift_north(x, y) / (meridian * kDegree)};
}

LonLat gcj_to_bd(LonLat p) {
  const double z = std::hypot(p.lon, p.lat) + 0.00002 * std::sin(p.lat * kBaiduTurn);
  const double theta = std::atan2(p.lat, p.lon) + 0.000003 * std::cos(p.lon * kBaiduTurn);
  return {z * std::cos(theta) + 0.0065, z * std::sin(theta) + 0.006};
}

// The point whose image is `image`. Both shifts change by less than 0.2 % per step, so five or six steps are enough.
template <class Forward>
LonLat solve(LonLat image, Forward forward) {
  LonLat guess = image;
  for (int step = 0; step < 30; ++step) {
    const LonLat there = forward(guess);
    const double dx = image.lon - there.lon, dy = image.lat - there.lat;
    guess = {guess.lon + dx, guess.lat + dy};
    if (std::abs(dx) < 1e-10 && std::abs(dy) < 1e-10) break;
  }
  return guess;
}

struct DatumWord {
  std::string_view word;
  Datum datum;
};
constexpr std::array kDatumWords{
    DatumWord{"wgs", Datum::wgs84},    DatumWord{"gps", Datum::wgs84},   DatumWord{"cgcs", Datum::wgs84},
    DatumWord{"2000", Datum::wgs84},   DatumWord{"天地图", Datum::wgs84}, DatumWord{"北斗", Datum::wgs84},
    DatumWord{"gcj", Datum::gcj02},    DatumWord{"火星", Datum::gcj02},  DatumWord{"国测局", Datum::gcj02},
    DatumWord{"高德", Datum::gcj02},   DatumWord{"腾讯", Datum::gcj02},  DatumWord{"bd", Datum::bd09},
    DatumWord{"百度", Datum::bd09},    DatumWord{"微信", Datum::gcj02},  DatumWord{"钉钉", Datum::gcj02},
    DatumWord{"奥维", Datum::wgs84},   DatumWord{"卫星定位", Datum::wgs84},
};

}  // namespace

std::string_view datum_word(Datum datum) {
  constexpr std::array<std::string_view, 3> words{"wgs84", "gcj02", "bd09"};
  return words[static_cast<std::size_t>(datum)];
}

std::string_view datum_label(Datum datum) {
  constexpr std::array<std::string_view, 3> labels{"WGS84（GPS）", "GCJ-02（高德、腾讯）", "BD-09（百度）"};
  return labels[static_cast<std::size_t>(datum)];
}

std::optional<Datum> read_datum(std::string_view text) {
  const std::string plain = to_lower_ascii(remove_spaces(to_half_width(text)));
  for (const DatumWord& w : kDatumWords)
    if (contains(plain, w.word)) return w.datum;
  return std::nullopt;
}

std::optional<Datum> datum_beside(std::string_view text) {
  const std::string plain = to_lower_ascii(remove_spaces(to_half_width(text)));
  for (const DatumWord& w : kDatumWords)
    if (w.word != "2000" && contains(plain, w.word)) return w.datum;  // 120.2000 names none
  return std::nullopt;
}

bool is_in_china_box(LonLat p) {
  return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271;
}

LonLat convert(LonLat p, Datum from, Datum to) {
  if (from == to) return p;
  if (from == Datum::bd09) p = solve(p, gcj_to_bd);
  if (to == Datum::wgs84) return solve(p, to_gcj);
  if (from == Datum::wgs84) p = to_gcj(p);
  return to == Datum::bd09 ? gcj_to_bd(p) : p;
}

double distance_m(LonLat a, LonLat b) {
  const double half_lat = std::sin((b.lat - a.lat) * kDegree / 2);
  const double half_lon = std::sin((b.lon - a.lon) * kDegree / 2);
  const double h = half_lat * half_lat + std::cos(a.lat * kDegree) * std::cos(b.lat * kDegree) * half_lon * half_lon;
  return 2 * kEarthRadius_m * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace niangjia
