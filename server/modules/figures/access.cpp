// Figures are read where the union stands and below; a leader reads them all and no list of persons.

#include "modules/figures/figures.h"
#include "modules/figures/routes.h"

namespace niangjia::figures {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = {
      {"county_organiser", "figures.read", niangjia::Place::realm},
      {"county_organiser", "figures.export", niangjia::Place::realm},
      {"county_leader", "figures.read", niangjia::Place::realm},
      {"county_leader", "figures.export", niangjia::Place::realm},
      {"township_organiser", "figures.read", niangjia::Place::own_and_below},
      {"township_organiser", "figures.export", niangjia::Place::own_and_below},
      {"union_chair", "figures.read", niangjia::Place::own_and_below},
      {"union_chair", "figures.export", niangjia::Place::own_and_below},
      {"union_keeper", "figures.read", niangjia::Place::own_and_below},
      {"union_keeper", "figures.export", niangjia::Place::own_and_below},
  };
  return rows;
}

}  // namespace niangjia::figures
