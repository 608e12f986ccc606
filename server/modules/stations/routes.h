#pragma once
#include "access/access.h"
#include "http/http.h"

namespace niangjia::stations {

// The house must outlive the router.
void add_routes(http::Router& router, House& house);
void add_public_routes(http::Router& router, House& house);
// The address that stands in a printed code: the configured one, else the one by which the cadre came.
std::string site_of(House& house, const http::Request& request);

}  // namespace niangjia::stations
