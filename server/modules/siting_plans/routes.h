#pragma once
#include "access/access.h"
#include "http/http.h"

namespace niangjia::siting_plans {

// The house must outlive the router.
void add_routes(http::Router& router, House& house);

}  // namespace niangjia::siting_plans
