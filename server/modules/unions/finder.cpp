// What the search field finds of unions.

#include "modules/unions/store.h"

namespace niangjia::unions {

void find_unions(House&, const Actor& actor, store::ReadTx& tx, const std::string& words,
                 std::vector<search::Hit>& hits) {
  Scope scope = visible(actor, "unions.read");
  if (scope.sees_nothing()) return;
  UnionFilter filter;
  filter.words = words;
  for (const auto& u : list_unions(tx, scope, filter, {}, search::kHitsOfAKind).items) {
    std::string id = id_to_wire("uni", u.row.id);
    hits.push_back({"union", id, u.row.name, std::string(record::label_of(u.row.type)), "/unions/" + id});
  }
}

}  // namespace niangjia::unions
