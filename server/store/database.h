#pragma once
// Inside store/: the makers of the two engines. Modules include store/store.h only.

#include "store/store.h"

namespace niangjia::store {

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, const Options& options);
Result<std::unique_ptr<Database>> open_postgres(const std::string& where, const Options& options);

}  // namespace niangjia::store
