// 候选场所: a list of places that could host a station, as a county's service department keeps it; and where things of the demo
// county lie.
#include <cmath>
#include <cstdio>

#include "app/demo_files.h"

namespace niangjia::app {

namespace {

constexpr std::int64_t kHosts = 14;

}  // namespace

std::string demo_degrees(double value) {
  char text[24];
  std::snprintf(text, sizeof text, "%.6f", value);
  return text;
}

LonLat demo_spot(const DemoCounty& county, const std::string& township, std::string_view what, std::int64_t index) {
  std::int64_t town = 0;
  for (char c : township) town = town * 31 % 1'000'003 + static_cast<unsigned char>(c);
  const Dice& dice = county.dice;
  auto off = [&](std::string_view word, std::int64_t whose, std::int64_t width) {
    return static_cast<double>(dice.below(2 * width, word, whose) - width) / 10'000;
  };
  return {kDemoMiddle.lon + off("town east", town, 500) + off(std::string(what) + " east", index, 110),
          kDemoMiddle.lat + off("town north", town, 380) + off(std::string(what) + " north", index, 90)};
}

std::string demo_outline() {
  constexpr int kCorners = 40;
  const double pi = std::acos(-1.0);
  std::string out = R"({"type":"Polygon","coordinates":[[)";
  for (int i = 0; i <= kCorners; ++i) {
    const double turn = 2 * pi * (i % kCorners) / kCorners;
    const double wobble = 1 + 0.07 * std::sin(3 * turn) + 0.04 * std::cos(7 * turn);
    out += (i ? ",[" : "[") + demo_degrees(kDemoMiddle.lon + 0.105 * wobble * std::cos(turn)) + "," +
           demo_degrees(kDemoMiddle.lat + 0.08 * wobble * std::sin(turn)) + "]";
  }
  return out + "]]}";
}

Result<void> write_demo_hosts(const DemoCounty& county) {
  static constexpr std::string_view kinds[] = {"农商银行营业厅", "邮政所", "社区党群服务中心", "连锁便利店", "加油站便利店"};
  const std::string path = county.place.file_stem + "候选场所_" + county.place.month + ".csv";
  TRY(auto csv, sheet::CsvWriter::create(path));
  csv->add_row({"序号", "场所名称", "乡镇街道", "详细地址", "场所提供单位", "联系人", "经度", "纬度", "坐标系", "可容纳人数", "是否愿意"});
  for (std::int64_t i = 0; i < kHosts; ++i) {
    // Beside outlets, for that is where a cadre would ask first.
    const DemoOutlet& near = county.outlets[static_cast<std::size_t>(i * 3) % county.outlets.size()];
    const std::string kind(kinds[static_cast<std::size_t>(i) % std::size(kinds)]);
    LonLat at = demo_spot(county, near.township, "outlet", (i * 3) % static_cast<std::int64_t>(county.outlets.size()));
    at.lon += 0.0012, at.lat -= 0.0009;
    const LonLat written = convert(at, Datum::wgs84, Datum::gcj02);
    const bool is_placed = i != 9;
    csv->add_row({std::to_string(i + 1), near.township + kind + (i >= 5 ? std::to_string(i / 5 + 1) : ""), near.township,
                  county.place.county + near.township + "玉山路" + std::to_string(county.dice.below(500, "host house", i) + 1) + "号", kind,
                  make_person_name(county.dice, -12'000'000'000 - i, i % 2 == 0).text, is_placed ? demo_degrees(written.lon) : "",
                  is_placed ? demo_degrees(written.lat) : "", is_placed ? "高德" : "", i % 3 ? std::to_string(20 + 5 * (i % 7)) : "",
                  i == 5 ? "不愿意" : i % 2 ? "未问" : "愿意"});
  }
  return csv->finish();
}

}  // namespace niangjia::app
