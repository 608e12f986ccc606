#include "modules/stations/outline.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace niangjia::stations {
namespace {

// A square of about 20 km with a hole in the middle.
constexpr const char* kSquare =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[
    [[120.4,30.0],[120.6,30.0],[120.6,30.2],[120.4,30.2],[120.4,30.0]],
    [[120.49,30.09],[120.51,30.09],[120.51,30.11],[120.49,30.11],[120.49,30.09]]]}}]})";

TEST(Outline, tells_inside_from_outside_and_from_a_hole) {
  const Outline o = *read_outline(kSquare, Datum::wgs84);
  EXPECT_TRUE(o.contains({120.45, 30.05}));
  EXPECT_FALSE(o.contains({120.5, 30.1})) << "the hole";
  EXPECT_FALSE(o.contains({120.7, 30.1}));
}

TEST(Outline, says_which_datum_would_fit) {
  const Outline o = *read_outline(kSquare, Datum::wgs84);
  // A point 100 m inside the western edge, written in GCJ-02 and said to be BD-09: it falls out of the county.
  const LonLat inside{120.401, 30.05};
  const LonLat written = convert(inside, Datum::wgs84, Datum::gcj02);
  EXPECT_TRUE(judge_point(o, written, Datum::gcj02).is_inside);
  const OutlineVerdict verdict = judge_point(o, written, Datum::bd09);
  EXPECT_FALSE(verdict.is_inside);
  EXPECT_NE(fitting_words(verdict).find("GCJ-02"), std::string::npos);
  EXPECT_EQ(fitting_words(judge_point(o, {121.9, 31.2}, Datum::wgs84)), "");
  EXPECT_TRUE(judge_point({}, {121.9, 31.2}, Datum::wgs84).is_inside) << "nothing is known of a county without an outline";
}

TEST(Outline, is_kept_and_read_back) {
  const Outline o = *read_outline(kSquare, Datum::gcj02);
  const Outline back = unpack_outline(pack_outline(o));
  ASSERT_EQ(back.rings.size(), o.rings.size());
  EXPECT_LT(distance_m(back.rings[0][1], o.rings[0][1]), 0.2);
}

TEST(Outline, what_is_none_is_refused) {
  for (const char* text : {"", "{}", "[]", "不是", R"({"type":"Point","coordinates":[120,30]})", R"({"coordinates":[[[1,2],[3,4],[5,6]]]})",
                           R"({"features":3})", R"({"geometry":{"geometry":{"geometry":null}}})"})
    EXPECT_FALSE(read_outline(text, Datum::wgs84).ok()) << text;
}

RC_GTEST_PROP(Outline, any_text_is_read_or_refused_without_harm, (const std::string& text)) {
  (void)read_outline(text, Datum::gcj02).ok();
}

}  // namespace
}  // namespace niangjia::stations
