#pragma once
// The module's only SQL. Lists take a Scope and a bound, writes take a Permit.

#include "modules/services/services.h"

namespace niangjia::services {

std::vector<ServiceItem> own_items(store::ReadTx& tx, Id realm_id);

}  // namespace niangjia::services
