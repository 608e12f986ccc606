#pragma once
// The well-known brands a new federation begins with (data/brands.tsv).

#include "modules/employers/employers.h"

namespace niangjia::employers {

// name, aliases joined by '|', trade; the first line is the header. Ids are not filled.
std::vector<Brand> read_brands(std::string_view tsv);
// Adds the brands that the federation does not have yet; those it has are left as they are.
Result<void> seed_brands(store::WriteTx& tx, IdMaker& ids, Id realm_id, std::string_view tsv);
// From the program's own data.
Result<void> seed_brands(store::WriteTx& tx, IdMaker& ids, Id realm_id);

}  // namespace niangjia::employers
