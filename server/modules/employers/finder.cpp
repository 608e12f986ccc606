// What the search field finds of units and outlets.

#include "modules/employers/store.h"

namespace niangjia::employers {

void find_employers(House&, const Actor& actor, store::ReadTx& tx, const std::string& words,
                    std::vector<search::Hit>& hits) {
  if (Scope scope = visible(actor, "employers.read"); !scope.sees_nothing()) {
    EmployerFilter filter;
    filter.words = words;
    for (const auto& e : list_employers(tx, scope, filter, 0, search::kHitsOfAKind).items) {
      std::string id = id_to_wire("emp", e.id);
      hits.push_back({"unit", id, e.name, e.address, "/units/" + id});
    }
  }
  if (Scope scope = visible(actor, "outlets.read"); !scope.sees_nothing()) {
    OutletFilter filter;
    filter.words = words;
    for (const auto& o : list_outlets(tx, scope, filter, 0, search::kHitsOfAKind).items)
      hits.push_back({"outlet", id_to_wire("out", o.row.id), o.row.name, o.brand_name, "/outlets"});
  }
}

}  // namespace niangjia::employers
