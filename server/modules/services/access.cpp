// Who may do what with services given, and where: who sees a station sees what it gives; a leader sees counts and no names.

#include "modules/services/services.h"

namespace niangjia::services {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = {
      {"county_organiser", "services.read", Place::realm},
      {"township_organiser", "services.read", Place::own_and_below},
      {"union_chair", "services.read", Place::own},
      {"union_keeper", "services.read", Place::own},
  };
  return rows;
}

}  // namespace niangjia::services
