#pragma once

#include "http/http.h"
#include "modules/workers/workers.h"

namespace niangjia::workers {

void add_routes(http::Router& router, House& house, bool is_behind_tls);
void add_desk_routes(http::Router& router, House& house);  // of the cadres who answer; added by the one above

}  // namespace niangjia::workers
