#pragma once
// What a batch says of itself: as JSON, and as the receipt (办理回执) that a cadre files.

#include "modules/transfers/batch_store.h"

namespace niangjia::transfers {

std::string batch_json(store::ReadTx& tx, const Actor& actor, const TransferBatch& batch);
std::string batch_rows_json(House& house, store::ReadTx& tx, Id realm_id, const std::vector<BatchRow>& rows);
Result<std::string> export_receipt(House& house, const Actor& actor, Id id, const Query& query);

}  // namespace niangjia::transfers
