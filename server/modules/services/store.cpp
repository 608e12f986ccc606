#include "modules/services/store.h"

namespace niangjia::services {

using store::Params;

std::vector<ServiceItem> own_items(store::ReadTx& tx, Id realm_id) {
  return tx.select<ServiceItem>("WHERE realm_id = ? ORDER BY name", Params{realm_id});
}

}  // namespace niangjia::services
