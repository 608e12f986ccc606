#include "access/link_store.h"

namespace niangjia::access_store {

using store::Params;
using store::ReadTx;
using store::WriteTx;

namespace {
store::Param blob_of(const Digest& digest) { return store::Param::blob(bytes_of(digest)); }
}  // namespace

std::vector<AccountLink> links_of(ReadTx& tx, Id realm_id, Id account_id) {
  return tx.select<AccountLink>("WHERE realm_id = ? AND account_id = ? ORDER BY id",
                                Params{realm_id, account_id});
}

std::optional<AccountLink> find_link(ReadTx& tx, std::string_view issuer, const record::Blob& subject_index) {
  return tx.select_one<AccountLink>("WHERE subject_index = ? AND issuer = ?", Params{subject_index, issuer});
}

bool remove_link(WriteTx& tx, const Permit& permit, Id account_id, Id id) {
  return tx.execute("DELETE FROM account_link WHERE realm_id = ? AND id = ? AND account_id = ?",
                    Params{permit.realm_id(), id, account_id}) > 0;
}

std::int64_t remove_links(WriteTx& tx, const Permit& permit, Id account_id) {
  return tx.execute("DELETE FROM account_link WHERE realm_id = ? AND account_id = ?",
                    Params{permit.realm_id(), account_id});
}

std::optional<SignInAttempt> find_attempt(ReadTx& tx, const Digest& state, const Digest& browser,
                                          Instant now) {
  return tx.select_one<SignInAttempt>("WHERE state_digest = ? AND browser_digest = ? AND expires_at > ?",
                                      Params{blob_of(state), blob_of(browser), now});
}

bool take_attempt(WriteTx& tx, const Digest& state) {
  return tx.execute("DELETE FROM sign_in_attempt WHERE state_digest = ?", Params{blob_of(state)}) > 0;
}

std::int64_t remove_ended_attempts(WriteTx& tx, Instant now) {
  return tx.execute("DELETE FROM sign_in_attempt WHERE expires_at <= ?", Params{now});
}

std::int64_t count_attempts(ReadTx& tx) {
  return tx.integer("SELECT count(*) FROM sign_in_attempt", Params{}).value_or(0);
}

Id first_realm(ReadTx& tx) {
  return tx.integer("SELECT id FROM realm ORDER BY id LIMIT 1", Params{}).value_or(0);
}

}  // namespace niangjia::access_store
