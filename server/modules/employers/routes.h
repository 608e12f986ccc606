#pragma once
#include <functional>

#include "access/access.h"
#include "http/http.h"

namespace niangjia::employers {

// 330603001 → 柯桥街道. The book of divisions belongs to the module of unions, which stands above this one;
// the list of modules hands in its reader (unions::name_of_township). Without it lists show codes.
using TownshipName = std::function<std::string(std::string_view)>;
// The house must outlive the router.
void add_routes(http::Router& router, House& house, TownshipName township_name = {});

}  // namespace niangjia::employers
