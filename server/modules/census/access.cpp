#include "modules/census/routes.h"

namespace niangjia::census {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = {
      {"county_organiser", "imports.run", Place::realm},
      {"county_organiser", "imports.undo", Place::realm},
      {"township_organiser", "imports.run", Place::own_and_below},
      {"township_organiser", "imports.undo", Place::own_and_below},
  };
  return rows;
}

}  // namespace niangjia::census
