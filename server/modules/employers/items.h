#pragma once
// Units, outlets and brands as they go over the wire.

#include "modules/employers/routes.h"
#include "modules/employers/store.h"

namespace niangjia::employers {

using UnionsOfUnits = std::map<Id, std::vector<UnionOfUnit>>;

struct Dress {
  const Actor& actor;
  const Permit& permit;
  const TownshipName& township_name;
  std::function<LonLat(LonLat wgs84)> on_ground = {};
};
std::string unit_json(const Employer& e, const UnionsOfUnits& unions, const Dress& dress);
std::string outlet_json(const ListedOutlet& o, const Dress& dress);
std::string brand_json(const CountedBrand& b);

}  // namespace niangjia::employers
