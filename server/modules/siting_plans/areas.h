#pragma once
// Whose area something belongs to: the federation of a township, else the whole county's.

#include "modules/siting_plans/siting_plans.h"

namespace niangjia::siting_plans {

struct Area {
  Id union_id = 0;
  std::string path, township;
};
// The union at which the actor may do this: the highest that is held. Of the machine's operator the root.
Area home_of(store::ReadTx& tx, const Actor& actor, std::string_view action);
// Of the place's township; without one the actor's own.
Area area_of_township(store::ReadTx& tx, const Area& home, const SitingPlace& place);

}  // namespace niangjia::siting_plans
