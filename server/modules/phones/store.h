#pragma once
// The module's only SQL.

#include "modules/phones/phones.h"

namespace niangjia::phones {

std::optional<PhoneCode> find_code(store::ReadTx& tx, Id realm_id, const record::Blob& phone_index,
                                   std::string_view purpose);
// In the place of the one that stood; false: another one was sent meanwhile.
bool put_code(store::WriteTx& tx, const PhoneCode& row, const std::optional<PhoneCode>& before);
// A code that was taken counts as tried so often: nobody enters it again, and the limits of the day stay
// counted.
inline constexpr std::int64_t kUsedUp = 1000;
// Only while nobody else tried since the row was read; false: somebody did.
bool set_tries(store::WriteTx& tx, const PhoneCode& row, std::int64_t tries);

}  // namespace niangjia::phones
