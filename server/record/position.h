#pragma once
// A position as somebody wrote it: the words, the datum they said, and where that is in WGS84. What any record with a place
// keeps, so that a wrong datum can be put right later.

#include "base/geodesy.h"
#include "record/record.h"

namespace niangjia::record {

// unknown: the writer did not say; then it is read as GCJ-02, which Chinese maps give, and a person is asked.
enum class WrittenDatum { wgs84, gcj02, bd09, unknown };
template <>
struct CodeWords<WrittenDatum> {
  static constexpr std::array words{CodeWord{"wgs84", "WGS84（GPS）"}, CodeWord{"gcj02", "GCJ-02（高德、腾讯）"},
                                    CodeWord{"bd09", "BD-09（百度）"}, CodeWord{"unknown", "未注明"}};
};
Datum read_as(WrittenDatum datum);
std::optional<WrittenDatum> said_datum(std::string_view text);  // 高德, GPS, bd09 …; nothing: says nothing known

// WGS84 in 1e-7 degrees, as it is stored; both 0: no position.
struct Position {
  std::int64_t lon_e7 = 0, lat_e7 = 0;
};
Position position_of(const std::optional<LonLat>& written, WrittenDatum datum);
std::optional<LonLat> wgs84_of(const Position& position);
// What a person typed into the field written_position; empty: no position. Refused beside that field when it cannot be read.
Result<Position> typed_position(std::string_view written, WrittenDatum datum);

}  // namespace niangjia::record
