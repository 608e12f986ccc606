#pragma once
#include "access/access.h"
#include "http/http.h"

namespace niangjia::members {

void add_routes(http::Router& router, House& house);
void add_quality_routes(http::Router& router, House& house);
void add_duplicate_routes(http::Router& router, House& house);
void add_expulsion_routes(http::Router& router, House& house);

}  // namespace niangjia::members
