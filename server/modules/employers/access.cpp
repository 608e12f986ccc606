// Who may do what with units, outlets and brands, and where. Brands are the federation's common list. A unit
// stands at the federation of its township, so a basic union never edits one.

#include "modules/employers/employers.h"

namespace niangjia::employers {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = {
      {"county_organiser", "employers.read", Place::realm},
      {"county_organiser", "employers.edit", Place::realm},
      {"township_organiser", "employers.read", Place::own_and_below},
      {"township_organiser", "employers.edit", Place::own_and_below},
      {"union_chair", "employers.read", Place::own},
      {"union_keeper", "employers.read", Place::own},
      {"county_leader", "employers.read", Place::realm},
  };
  return rows;
}

}  // namespace niangjia::employers
