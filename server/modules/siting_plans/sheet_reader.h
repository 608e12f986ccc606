#pragma once
// A list of places as counties have it (.xlsx or .csv), headers as people write them: 场所名称, 地址, 经度, 纬度, 坐标系, 可容纳人数,
// 联系人 … Knows no database.

#include <string>
#include <vector>

#include "modules/siting_plans/siting_plans.h"

namespace niangjia::siting_plans {

struct PlaceRow {
  std::int64_t row = 0;  // as the spreadsheet shows it
  SitingPlace place;
  std::string township;  // as written
  std::string fault;     // why the row cannot be taken
  std::vector<std::string> doubts;  // what was mended, or should be looked at
};
struct PlaceSheet {
  std::vector<PlaceRow> rows;
  std::vector<std::string> unread_columns;  // titles nobody understood
};
inline constexpr std::size_t kMostPlaceRows = 20'000;
Result<PlaceSheet> read_places(const std::string& path, PlaceKind kind);

}  // namespace niangjia::siting_plans
