#include "modules/phones/store.h"

namespace niangjia::phones {

using store::Params;

namespace {
constexpr std::string_view kThatCode = " WHERE realm_id = ? AND phone_index = ? AND purpose = ?";
}

std::optional<PhoneCode> find_code(store::ReadTx& tx, Id realm_id, const record::Blob& phone_index,
                                   std::string_view purpose) {
  return tx.select_one<PhoneCode>(kThatCode, Params{realm_id, phone_index, purpose});
}

bool put_code(store::WriteTx& tx, const PhoneCode& row, const std::optional<PhoneCode>& before) {
  if (!before) return tx.insert_new(row);
  return tx.execute(
             "UPDATE phone_code SET code_digest = ?, sent_at = ?, expires_at = ?, tries = 0, day = ?, "
             "sent_that_day = ?" +
                 std::string(kThatCode) + " AND sent_at = ?",
             Params{row.code_digest, row.sent_at, row.expires_at, row.day, row.sent_that_day, row.realm_id,
                    row.phone_index, row.purpose, before->sent_at}) == 1;
}

bool set_tries(store::WriteTx& tx, const PhoneCode& row, std::int64_t tries) {
  return tx.execute(
             "UPDATE phone_code SET tries = ?" + std::string(kThatCode) + " AND sent_at = ? AND tries = ?",
             Params{tries, row.realm_id, row.phone_index, row.purpose, row.sent_at, row.tries}) == 1;
}

std::int64_t forget_codes(store::WriteTx& tx, Id realm_id, Instant now) {
  // A day's limit must outlive the code.
  return tx.execute("DELETE FROM phone_code WHERE realm_id = ? AND sent_at < ?",
                    Params{realm_id, Instant{now.ms - 25LL * 3600 * 1000}});
}

}  // namespace niangjia::phones
