#pragma once

#include "http/http.h"
#include "modules/founding/founding.h"

namespace niangjia::founding {

void add_routes(http::Router& router, House& house);
void add_term_routes(http::Router& router, House& house);  // 届期

}  // namespace niangjia::founding
