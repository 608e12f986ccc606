#pragma once
#include <functional>

#include "access/access.h"
#include "http/http.h"
#include "modules/employers/employers.h"

namespace niangjia::employers {

// 330603001 → 柯桥街道. The book of divisions belongs to the module of unions, which stands above this one;
// the list of modules hands in its reader (unions::name_of_township). Without it lists show codes.
using TownshipName = std::function<std::string(std::string_view)>;
// What the county's map knows (modules/stations, which stands above this one as well). Without it any position is taken.
struct Ground {
  std::function<Result<void>(store::ReadTx& tx, Id realm_id, std::string_view written, record::WrittenDatum datum)> must_lie_inside;
  std::function<LonLat(const House& house, LonLat wgs84)> on_ground;  // where the map draws a point
};
// The house must outlive the router.
void add_routes(http::Router& router, House& house, TownshipName township_name = {}, Ground ground = {});

}  // namespace niangjia::employers
