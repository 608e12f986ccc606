// Who may do what here, and where.

#include "modules/stations/stations.h"

namespace niangjia::stations {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = {
      {"county_organiser", "stations.read", Place::realm},
      {"county_leader", "stations.read", Place::realm},
      {"township_organiser", "stations.read", Place::own_and_below},
      {"union_chair", "stations.read", Place::own},
      {"union_keeper", "stations.read", Place::own},
  };
  return rows;
}

}  // namespace niangjia::stations
