#pragma once
#include "http/http.h"
#include "modules/search/search.h"

namespace niangjia::search {

void add_routes(http::Router& router, House& house, std::vector<Finder> finders);

}  // namespace niangjia::search
