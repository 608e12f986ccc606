#pragma once

#include "http/http.h"
#include "modules/joining/joining.h"

namespace niangjia::joining {

void add_routes(http::Router& router, House& house);
void add_public_routes(http::Router& router,
                       House& house);  // of whoever holds a code; added by the one above

}  // namespace niangjia::joining
