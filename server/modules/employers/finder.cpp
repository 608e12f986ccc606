// What the search field finds of units and outlets.

#include "modules/employers/store.h"

namespace niangjia::employers {

void find_employers(House&, const Actor& actor, store::ReadTx& tx, const std::string& words,
                    std::vector<search::Hit>& hits) {
  Scope scope = visible(actor, "employers.read");  // outlets are read by the grant of units, as in their list
  if (scope.sees_nothing()) return;
  EmployerFilter units;
  units.words = words;
  for (const auto& e : list_employers(tx, scope, units, 0, search::kHitsOfAKind).items) {
    std::string id = id_to_wire("emp", e.id);
    hits.push_back({"unit", id, e.name, e.address, "/units/" + id});
  }
  OutletFilter outlets;
  outlets.words = words;
  for (const auto& o : list_outlets(tx, scope, outlets, 0, search::kHitsOfAKind).items)
    hits.push_back({"outlet", id_to_wire("out", o.row.id), o.row.name, o.brand_name, "/outlets"});
}

}  // namespace niangjia::employers
