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

// The row stays with a code nobody can enter, so that the limits of the day stay counted.
bool use_up_code(store::WriteTx& tx, const PhoneCode& row) {
  return tx.execute(
             "UPDATE phone_code SET tries = 1000" + std::string(kThatCode) + " AND sent_at = ? AND tries = ?",
             Params{row.realm_id, row.phone_index, row.purpose, row.sent_at, row.tries}) == 1;
}

bool count_try(store::WriteTx& tx, Id realm_id, const record::Blob& phone_index, std::string_view purpose,
               int most_tries) {
  return tx.execute("UPDATE phone_code SET tries = tries + 1" + std::string(kThatCode) + " AND tries < ?",
                    Params{realm_id, phone_index, purpose, most_tries}) == 1;
}

void forgive_try(store::WriteTx& tx, const PhoneCode& row) {
  tx.execute("UPDATE phone_code SET tries = tries - 1" + std::string(kThatCode) + " AND tries > 0",
             Params{row.realm_id, row.phone_index, row.purpose});
}

std::int64_t forget_codes(store::WriteTx& tx, Id realm_id, Instant now) {
  // A day's limit must outlive the code.
  return tx.execute("DELETE FROM phone_code WHERE realm_id = ? AND sent_at < ?",
                    Params{realm_id, Instant{now.ms - 25LL * 3600 * 1000}});
}

}  // namespace niangjia::phones
