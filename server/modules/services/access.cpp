// Who may do what with services given, and where: who keeps a station gives there and sees whom it served; a leader has the
// figures and no names; a worker at the door takes by a scan.

#include "modules/services/services.h"

namespace niangjia::services {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = [] {
    struct Holder {
      std::string_view role;
      Place place;
    };
    std::vector<AccessRow> all;
    for (Holder h : {Holder{"county_organiser", Place::realm}, Holder{"township_organiser", Place::own_and_below},
                     Holder{"union_chair", Place::own}, Holder{"union_keeper", Place::own}})
      for (std::string_view action : {"services.read", "services.give", "services.undo"}) all.push_back({h.role, action, h.place});
    all.push_back({"county_organiser", "services.manage", Place::realm});
    all.push_back({"visitor", "services.scan", Place::realm});
    return all;
  }();
  return rows;
}

}  // namespace niangjia::services
