#pragma once
#include "http/http.h"
#include "modules/transfers/transfers.h"

namespace niangjia::transfers {

void add_routes(http::Router& router, House& house);
void add_posting_routes(http::Router& router, House& house);
void add_batch_routes(http::Router& router, House& house);

}  // namespace niangjia::transfers
