#pragma once
#include "access/access.h"
#include "http/http.h"

namespace niangjia::stations {

// The house must outlive the router.
void add_routes(http::Router& router, House& house);
void add_public_routes(http::Router& router, House& house);

}  // namespace niangjia::stations
