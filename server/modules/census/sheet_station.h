#pragma once
// A ledger with one sheet for each station names it once: by the name of the sheet, in a line above the table
// (站点名称：城东驿站), or in its title.

#include "modules/census/header_finder.h"
#include "modules/stations/stations.h"

namespace niangjia::census {

// What stands behind 站点名称： above the header; empty: nothing does.
std::string labelled_station(const SheetHead& head, std::uint32_t header_first_row);
// Sheet1, 10月, 2021年服务台账 name no station.
bool may_name_station(std::string_view sheet_name);
// The one station whose name or number the text holds; the longest name where one holds another.
const stations::StationPlace* station_within(std::string_view text, const std::vector<stations::StationPlace>& places);

}  // namespace niangjia::census
