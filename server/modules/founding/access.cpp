// Who may do what with foundings: cadres of the township and the county prepare the papers with the unit; the
// higher union approves (工会法 art. 12: 基层工会的建立必须报上一级工会批准).

#include "modules/founding/founding.h"

namespace niangjia::founding {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows{
      {"county_organiser", "founding.read", Place::realm},
      {"county_organiser", "founding.write", Place::realm},
      {"county_organiser", "founding.approve", Place::realm},
      {"township_organiser", "founding.read", Place::own_and_below},
      {"township_organiser", "founding.write", Place::own_and_below},
      {"township_organiser", "founding.approve", Place::own_and_below},
      {"county_leader", "founding.read", Place::realm},
  };
  return rows;
}

}  // namespace niangjia::founding
