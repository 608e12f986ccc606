#pragma once
// The only SQL of links to identity providers and of the ways to them.

#include "access/account_link.h"

namespace niangjia::access_store {

std::vector<AccountLink> links_of(store::ReadTx& tx, Id realm_id, Id account_id);
// By what a provider calls a person; before the federation is known.
std::optional<AccountLink> find_link(store::ReadTx& tx, std::string_view issuer,
                                     const record::Blob& subject_index);
// False: it stood no more.
bool remove_link(store::WriteTx& tx, const Permit& permit, Id account_id, Id id);
std::int64_t remove_links(store::WriteTx& tx, const Permit& permit, Id account_id);

// A way that leads back in time to the same browser; nothing: made up, used, run out, or another browser's.
std::optional<SignInAttempt> find_attempt(store::ReadTx& tx, const Digest& state, const Digest& browser,
                                          Instant now);
// True for one caller alone: a way is gone once.
bool take_attempt(store::WriteTx& tx, const Digest& state);
std::int64_t remove_ended_attempts(store::WriteTx& tx, Instant now);
std::int64_t count_attempts(store::ReadTx& tx);

// The federation to whose journal a refusal of somebody unknown goes: the first of this database.
Id first_realm(store::ReadTx& tx);

}  // namespace niangjia::access_store
