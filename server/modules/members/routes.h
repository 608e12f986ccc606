#pragma once
#include "access/access.h"
#include "http/http.h"

namespace niangjia::members {

void add_routes(http::Router& router, House& house);
// The box at the top of every page: people, unions, units, outlets. By POST, so that no number stands in an
// address.
void add_search_route(http::Router& router, House& house);
void add_duplicate_routes(http::Router& router, House& house);

}  // namespace niangjia::members
