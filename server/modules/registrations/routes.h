#pragma once

#include "http/http.h"
#include "modules/registrations/registrations.h"

namespace niangjia::registrations {

void add_routes(http::Router& router, House& house);

}  // namespace niangjia::registrations
