// Who may do what with unions, and where. Moves, merges and dissolutions are judged at the parent (and at the
// other union), so that nobody takes out of the tree the very union at which the role is held.

#include "modules/unions/unions.h"

namespace niangjia::unions {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = {
      {"county_organiser", "unions.read", Place::realm},
      {"county_organiser", "unions.create", Place::realm},
      {"county_organiser", "unions.edit", Place::realm},
      {"county_organiser", "unions.move", Place::realm},
      {"county_organiser", "unions.merge", Place::realm},
      {"county_organiser", "unions.rename", Place::realm},
      {"county_organiser", "unions.dissolve", Place::realm},
      {"county_organiser", "unions.cover", Place::realm},
      {"township_organiser", "unions.read", Place::own_and_below},
      {"township_organiser", "unions.create", Place::own_and_below},
      {"township_organiser", "unions.edit", Place::own_and_below},
      {"township_organiser", "unions.move", Place::own_and_below},
      {"township_organiser", "unions.merge", Place::own_and_below},
      {"township_organiser", "unions.rename", Place::own_and_below},
      {"township_organiser", "unions.dissolve", Place::own_and_below},
      {"township_organiser", "unions.cover", Place::own_and_below},
      {"union_chair", "unions.read", Place::own},
      {"union_chair", "unions.edit", Place::own},
      {"union_keeper", "unions.read", Place::own},
      {"union_keeper", "unions.edit", Place::own},
      {"county_leader", "unions.read", Place::realm},
  };
  return rows;
}

}  // namespace niangjia::unions
