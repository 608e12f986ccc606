#pragma once
// The list's question, read from a query, and the list as a workbook.

#include "modules/stations/store.h"

namespace niangjia::stations {

Result<StationFilter> read_filter(store::ReadTx& tx, Id realm_id, const Query& query, Date today);
Result<std::string> export_stations(House& house, const Actor& actor, const Query& query);

}  // namespace niangjia::stations
