// Who may do what with plans for new stations, and where: who answers for stations in a place enters what is known of it and
// asks; a leader reads and asks nothing.

#include "modules/siting_plans/siting_plans.h"

namespace niangjia::siting_plans {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = [] {
    std::vector<AccessRow> all;
    for (std::string_view action : {"siting.read", "siting.edit", "siting.run", "siting.export"}) {
      all.push_back({"county_organiser", action, Place::realm});
      all.push_back({"township_organiser", action, Place::own_and_below});
    }
    all.push_back({"county_leader", "siting.read", Place::realm});
    return all;
  }();
  return rows;
}

}  // namespace niangjia::siting_plans
