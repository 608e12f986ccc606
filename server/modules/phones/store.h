#pragma once
// The module's only SQL.

#include "modules/phones/phones.h"

namespace niangjia::phones {

std::optional<PhoneCode> find_code(store::ReadTx& tx, Id realm_id, const record::Blob& phone_index,
                                   std::string_view purpose);
// In the place of the one that stood; false: another one was sent meanwhile.
bool put_code(store::WriteTx& tx, const PhoneCode& row, const std::optional<PhoneCode>& before);
// Gone when it is used; false: it was used meanwhile.
bool use_up_code(store::WriteTx& tx, const PhoneCode& row);
// One more try; false: there is no code, or its tries are used up.
bool count_try(store::WriteTx& tx, Id realm_id, const record::Blob& phone_index, std::string_view purpose,
               int most_tries);
void forgive_try(store::WriteTx& tx, const PhoneCode& row);

}  // namespace niangjia::phones
