#pragma once
#include "modules/transfers/wire.h"

namespace niangjia::transfers {

Result<TransferFilter> read_transfer_filter(const Query& query, Date today);
// The list as a workbook, exactly what is listed.
Result<std::string> export_transfers(House& house, const Actor& actor, const Query& query);

}  // namespace niangjia::transfers
