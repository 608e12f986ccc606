#pragma once

#include "access/access.h"
#include "http/http.h"

namespace niangjia::disclosures {

void add_routes(http::Router& router, House& house);

}  // namespace niangjia::disclosures
