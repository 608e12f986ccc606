// What comes from the program's own data; apart from the rest, so that tests can hand in their own text.

#include "base/embedded.h"
#include "modules/employers/brands.h"

namespace niangjia::employers {

Result<void> seed_brands(store::WriteTx& tx, IdMaker& ids, Id realm_id) {
  for (const auto& file : embedded_data())
    if (file.path == "brands.tsv") return seed_brands(tx, ids, realm_id, file.bytes);
  return bug("data/brands.tsv is not in the program");
}

}  // namespace niangjia::employers
