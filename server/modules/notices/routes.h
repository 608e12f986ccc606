#pragma once

#include "http/http.h"
#include "modules/notices/notices.h"

namespace niangjia::notices {

void add_routes(http::Router& router, House& house);

}  // namespace niangjia::notices
