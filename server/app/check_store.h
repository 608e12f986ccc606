#pragma once
// References that no foreign key can say, asked across modules by `niangjia check`.

#include "store/store.h"

namespace niangjia::app {

// Sentences that say which rule is broken and how often; empty: none.
Result<std::vector<std::string>> reference_violations(store::Database& database, Id realm_id);

}  // namespace niangjia::app
