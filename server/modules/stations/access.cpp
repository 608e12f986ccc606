// Who may do what with stations, and where. A keeper (chair or keeper of the host's union) looks after the own station:
// kit, closings, self-checks, repairs. Opening, patrolling and confirming a repair is for whoever stands above. Reporting is
// open to everybody on the road.

#include "modules/stations/stations.h"

namespace niangjia::stations {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = [] {
    struct Holder {
      std::string_view role;
      Place place;
    };
    std::vector<AccessRow> all;
    for (Holder h : {Holder{"county_organiser", Place::realm}, Holder{"township_organiser", Place::own_and_below}})
      for (std::string_view action : {"stations.read", "stations.edit", "stations.keep", "stations.verify", "stations.reveal",
                                      "stations.export"})
        all.push_back({h.role, action, h.place});
    for (std::string_view role : {"union_chair", "union_keeper"})
      for (std::string_view action : {"stations.read", "stations.keep"}) all.push_back({role, action, Place::own});
    all.push_back({"county_organiser", "stations.outline", Place::realm});
    all.push_back({"county_leader", "stations.read", Place::realm});
    all.push_back({"visitor", "stations.report", Place::realm});
    return all;
  }();
  return rows;
}

}  // namespace niangjia::stations
