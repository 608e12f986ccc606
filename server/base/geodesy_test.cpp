#include "base/geodesy.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace niangjia {
namespace {

struct Pair {
  LonLat wgs, gcj;
  double apart_m;
};
// Published pairs of the usual formula.
const Pair kPairs[] = {{{120.4927, 30.0763}, {120.497045, 30.073864}, 498},
                       {{120.0867, 30.8936}, {120.091571, 30.891555}, 517},
                       {{119.4817, 28.4492}, {119.486657, 28.446013}, 600}};

TEST(GeodesyTest, gcj_agrees_with_published_pairs_to_a_metre) {
  for (const Pair& p : kPairs) {
    EXPECT_LT(distance_m(convert(p.wgs, Datum::wgs84, Datum::gcj02), p.gcj), 1);
    EXPECT_LT(distance_m(convert(p.gcj, Datum::gcj02, Datum::wgs84), p.wgs), 1);
    EXPECT_NEAR(distance_m(p.wgs, p.gcj), p.apart_m, 1);
  }
}

RC_GTEST_PROP(GeodesyTest, every_datum_leads_back_to_where_it_began, ()) {
  const LonLat p{*rc::gen::inRange(7400, 13500) / 100.0 + 0.00123, *rc::gen::inRange(400, 5300) / 100.0 + 0.00321};
  for (Datum there : {Datum::wgs84, Datum::gcj02, Datum::bd09})
    for (Datum here : {Datum::wgs84, Datum::gcj02, Datum::bd09})
      RC_ASSERT(distance_m(convert(convert(p, here, there), there, here), p) < 0.01);
}

TEST(GeodesyTest, outside_china_gcj_is_wgs84) {
  const LonLat paris{2.35, 48.85};
  EXPECT_EQ(convert(paris, Datum::wgs84, Datum::gcj02), paris);
}

TEST(GeodesyTest, a_degree_of_latitude_is_111_km) { EXPECT_NEAR(distance_m({120, 30}, {120, 31}), 111195, 5); }

TEST(GeodesyTest, names_of_datums_as_people_write_them) {
  for (const char* text : {"GPS", "WGS-84", "ＷＧＳ８４", "CGCS2000", "天地图"}) EXPECT_EQ(read_datum(text), Datum::wgs84) << text;
  for (const char* text : {"高德", "火星坐标", "国测局", "GCJ-02", "gcj02"}) EXPECT_EQ(read_datum(text), Datum::gcj02) << text;
  for (const char* text : {"百度", "BD-09", "bd09ll"}) EXPECT_EQ(read_datum(text), Datum::bd09) << text;
  for (const char* text : {"", "不清楚", "平面"}) EXPECT_FALSE(read_datum(text)) << text;
}

TEST(GeodesyTest, points_as_people_write_them) {
  const LonLat wanted{120.5, 30.25};
  EXPECT_EQ(read_point("120.5", "30.25").point, wanted);
  WrittenPoint swapped = read_point("30.25", "120.5");
  EXPECT_EQ(swapped.point, wanted);
  EXPECT_TRUE(swapped.was_swapped);
  for (const char* one : {"120.5,30.25", "120.5，30.25", "120.5 30.25", "120.5、30.25", "120°30′0″E30°15′0″N"}) {
    WrittenPoint p = read_point(one, "");
    EXPECT_EQ(p.point, wanted) << one;
    EXPECT_TRUE(p.was_in_one_cell) << one;
  }
  WrittenPoint degrees = read_point("120°30′0″E", "30°15′0″N");
  EXPECT_EQ(degrees.point, wanted);
  EXPECT_TRUE(degrees.was_in_degrees);
  WrittenPoint full = read_point("１２０．５", "３０．２５");
  EXPECT_EQ(full.point, wanted);
  EXPECT_TRUE(full.was_full_width);
  EXPECT_EQ(read_point("东经120.5", "北纬30.25").point, wanted);
}

TEST(GeodesyTest, points_in_one_cell_as_other_counties_write_them) {
  const LonLat wanted{120.5, 30.25};
  for (const char* one :
       {"E120°30′0″ N30°15′0″", "N30°15′ E120°30′", "东经120度30分 北纬30度15分", "经度120.5 纬度30.25", "(120.5, 30.25)",
        "POINT(120.5 30.25)", "lng:120.5,lat:30.25", "120.5E30.25N", "120.5,30.25（高德）", "120.5,30.25 GCJ02", "30.25,120.5",
        "120 30 0, 30 15 0", "120° 30′ 0″ 30° 15′ 0″", "E：120.5\nN：30.25", "北纬30.25°，东经120.5°"})
    EXPECT_EQ(read_point(one, "").point, wanted) << one;
  EXPECT_EQ(read_point("120-30-0", "30-15-0").point, wanted);
  EXPECT_EQ(read_point("120°30.000′", "30°15.000′").point, wanted);
  EXPECT_EQ(read_point("", "120.5,30.25").point, wanted);
  EXPECT_FALSE(read_point("120.5", "/").point);
}

TEST(GeodesyTest, a_title_or_a_cell_may_name_the_datum) {
  EXPECT_EQ(datum_beside("经度（百度）"), Datum::bd09);
  EXPECT_EQ(datum_beside("120.48,30.08 高德"), Datum::gcj02);
  EXPECT_EQ(datum_beside("120.2000"), std::nullopt);
}

TEST(GeodesyTest, what_is_no_point_is_none) {
  for (auto [lon, lat] : {std::pair{"", ""}, {"120.5", ""}, {"一二〇", "三十"}, {"500", "30"}, {"120.5", "95"},
                          {"-120.5", "30"}, {"120°75′0″", "30"}, {"30.1", "30.2"}, {"1.2.3.4.5", "30"}})
    EXPECT_FALSE(read_point(lon, lat).point) << lon << " / " << lat;
}

}  // namespace
}  // namespace niangjia
