#pragma once
// What the member hears of a transfer, posted in the transaction of the act.

#include "modules/transfers/store.h"

namespace niangjia::transfers {

Result<void> tell_asked(House& house, store::WriteTx& tx, const TransferRequest& request,
                        const members::Person& person);
// Nothing is told of a step in between, nor of a withdrawal.
Result<void> tell_decided(House& house, store::WriteTx& tx, const TransferRequest& request,
                          const members::Person& person);

}  // namespace niangjia::transfers
