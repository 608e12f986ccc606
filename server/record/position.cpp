#include "record/position.h"

#include <cmath>

#include "base/text.h"

namespace niangjia::record {

Datum read_as(WrittenDatum datum) {
  switch (datum) {
    case WrittenDatum::wgs84:
      return Datum::wgs84;
    case WrittenDatum::bd09:
      return Datum::bd09;
    case WrittenDatum::gcj02:
    case WrittenDatum::unknown:
      break;
  }
  return Datum::gcj02;
}

std::optional<WrittenDatum> said_datum(std::string_view text) {
  const auto datum = read_datum(text);
  return datum ? from_word<WrittenDatum>(datum_word(*datum)) : std::nullopt;
}

Position position_of(const std::optional<LonLat>& written, WrittenDatum datum) {
  if (!written) return {};
  const LonLat p = convert(*written, read_as(datum), Datum::wgs84);
  return {std::llround(p.lon * 1e7), std::llround(p.lat * 1e7)};
}

Result<Position> typed_position(std::string_view written, WrittenDatum datum) {
  if (trim(written).empty()) return Position{};
  const WrittenPoint read = read_point(written, "");
  if (read.point) return position_of(read.point, datum);
  Problem problem = refuse(Code::invalid, "input.invalid", "填写的内容有 1 处不对，请按提示修改。");
  problem.fields.push_back({"written_position", "经纬度“" + std::string(written) +
                                                    "”看不懂或不在中国境内，请写成“120.4823,30.0812”的样子。"});
  return problem;
}

std::optional<LonLat> wgs84_of(const Position& position) {
  if (position.lon_e7 == 0 && position.lat_e7 == 0) return std::nullopt;
  return LonLat{static_cast<double>(position.lon_e7) / 1e7, static_cast<double>(position.lat_e7) / 1e7};
}

}  // namespace niangjia::record
