#pragma once
#include "access/access.h"
#include "http/http.h"

namespace niangjia::figures {

// The house must outlive the router.
void add_routes(http::Router& router, House& house);
const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::figures
