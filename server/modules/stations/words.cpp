// What the words of a station's register mean.
#include <algorithm>
#include <cmath>

#include "access/list_question.h"
#include "base/data_table.h"
#include "base/text.h"
#include "modules/parameters/parameters.h"
#include "modules/stations/outline.h"
#include "modules/stations/stations.h"

namespace niangjia::stations {

namespace {

std::string word_key(std::string_view text) { return to_lower_ascii(remove_spaces(to_half_width(text))); }

// The same day of an earlier month; the last of it where it has no such day.
Date months_before(Date day, int months) {
  const int month = day.year() * 12 + day.month() - 1 - months;
  const Date first = *Date::from_ymd(month / 12, month % 12 + 1, 1);
  return first.plus_days(std::min(day.day(), first.last_of_month().day()) - 1);
}

MonthDay month_day_of(std::int64_t value) { return {static_cast<int>(value / 100), static_cast<int>(value % 100)}; }

}  // namespace

PlacedPoint place_point(const std::optional<LonLat>& written, StationDatum datum) {
  PlacedPoint placed{datum, std::nullopt};
  if (written) placed.wgs84 = convert(*written, record::read_as(datum), Datum::wgs84);
  return placed;
}

void set_position(Station& station, const PlacedPoint& point) {
  station.datum = point.datum;
  station.lon_e7 = point.wgs84 ? std::llround(point.wgs84->lon * 1e7) : 0;
  station.lat_e7 = point.wgs84 ? std::llround(point.wgs84->lat * 1e7) : 0;
}

std::optional<LonLat> position_of(const Station& station) {
  return record::wgs84_of({station.lon_e7, station.lat_e7});
}

const std::vector<KitItem>& kit_items() {
  static const std::vector<KitItem> items = [] {
    std::vector<KitItem> all;
    for (auto& cells : data_rows("station_kit.tsv", 3)) all.push_back({cells[0], cells[1], split(cells[2], '|')});
    return all;
  }();
  return items;
}

const KitItem* find_kit_item(std::string_view code_or_name) {
  const std::string key = word_key(code_or_name);
  if (key.empty()) return nullptr;
  for (const KitItem& item : kit_items()) {
    const bool is_it = item.code == key || word_key(item.name) == key ||
                       std::any_of(item.aliases.begin(), item.aliases.end(),
                                   [&](const std::string& alias) { return word_key(alias) == key; });
    if (is_it) return &item;
  }
  return nullptr;
}

std::string_view kit_label(std::string_view item) {
  for (const KitItem& known : kit_items())
    if (known.code == item) return known.name;
  return item;
}

std::optional<StationStatus> read_status(std::string_view text) {
  const std::string key = word_key(text);
  if (key.empty()) return StationStatus::in_use;
  using enum StationStatus;
  // What denies stands before what it denies: 未启用 before 启用.
  constexpr std::pair<std::string_view, StationStatus> kWords[] = {
      {"撤", withdrawn},   {"摘牌", withdrawn}, {"关停", withdrawn}, {"注销", withdrawn}, {"取消", withdrawn}, {"拆", withdrawn},
      {"废止", withdrawn}, {"停用", paused},    {"停业", paused},    {"停运", paused},    {"暂停", paused},    {"关闭", paused},
      {"未开放", paused},  {"不开放", paused},  {"未使用", paused},  {"未运行", paused},  {"不正常", paused},  {"非正常", paused},
      {"装修", paused},    {"维修", paused},    {"搬迁中", paused},  {"整改", repair},    {"筹", planned},     {"在建", planned},
      {"拟建", planned},   {"待建", planned},   {"建设中", planned}, {"新建中", planned}, {"未建", planned},   {"未启用", planned},
      {"待启用", planned}, {"未挂牌", planned}, {"待挂牌", planned}, {"未投用", planned}, {"规划", planned},   {"申报", applied},
      {"待审", applied},   {"在用", in_use},    {"启用", in_use},    {"正常", in_use},    {"运行", in_use},    {"使用", in_use},
      {"开放", in_use},    {"运营", in_use},    {"营业", in_use},    {"投用", in_use},    {"良好", in_use},    {"建成", in_use},
      {"挂牌", in_use},    {"有效", in_use},
  };
  for (const auto& [word, status] : kWords)
    if (contains(key, word)) return status;
  for (std::string_view yes : {"是", "√", "✓", "有", "y", "1"})
    if (key == yes) return in_use;
  for (std::string_view no : {"否", "×", "无", "n", "0"})
    if (key == no) return paused;
  return record::from_word<StationStatus>(key);
}

std::optional<StationStatus> status_beside(std::string_view remark) {
  using enum StationStatus;
  constexpr std::pair<std::string_view, StationStatus> kWords[] = {
      {"已撤", withdrawn}, {"撤点", withdrawn}, {"撤销", withdrawn}, {"撤站", withdrawn}, {"摘牌", withdrawn}, {"关停", withdrawn},
      {"停用", paused},    {"暂停", paused},    {"筹建", planned},   {"在建", planned},   {"拟建", planned},   {"未启用", planned}};
  for (const auto& [word, status] : kWords)
    if (contains(remark, word)) return status;
  return std::nullopt;
}

std::string why_outside(store::ReadTx& tx, Id realm_id, LonLat written, StationDatum datum) {
  const OutlineVerdict verdict = judge_point(outline_of(tx, realm_id), written, record::read_as(datum));
  if (verdict.is_inside) return {};
  const std::string fitting = fitting_words(verdict);
  return fitting.empty() ? "按哪种坐标系都不在县内" : fitting;
}

// A point outside the county is a slip of the hand or a wrong datum; which one is told.
Result<void> must_lie_inside(store::ReadTx& tx, Id realm_id, std::string_view written, StationDatum datum) {
  const WrittenPoint read = read_point(written, "");
  const std::string why = read.point ? why_outside(tx, realm_id, *read.point, datum) : "";
  if (why.empty()) return {};
  return wrong_field("written_position", "这个位置不在本县范围内（" + why + "），请核对经纬度和坐标系。");
}

Instant photos_old_before(Date today) {
  const Date day = months_before(today, static_cast<int>(parameters::value_on("stations.photo_months", today)));
  return {std::int64_t{day.days()} * 86'400'000 - 8 * 3'600'000};  // its midnight in China
}

SummerDays summer_days_on(Date day) {
  return {month_day_of(parameters::value_on("stations.summer_from", day)),
          month_day_of(parameters::value_on("stations.summer_to", day))};
}

}  // namespace niangjia::stations
