#pragma once

#include "modules/joining/store.h"

namespace niangjia::joining {

Result<ApplicationFilter> read_application_filter(const Query& query, Date today);
// What the list shows to this actor, all of it, numbers masked; the path of a temporary workbook.
Result<std::string> export_applications(House& house, const Actor& actor, const Query& query);

}  // namespace niangjia::joining
