#pragma once
// The only SQL of accounts, roles, sessions, answers and the journal.

#include <map>

#include "access/account.h"
#include "access/idempotency.h"
#include "access/journal.h"

namespace niangjia::access_store {

// --- accounts ---
std::optional<LoginName> find_login(store::ReadTx& tx, std::string_view login);
std::optional<Account> find_account(store::ReadTx& tx, Id realm_id, Id id);
// Those that hold a role inside the scope; all of the realm when the scope is the whole of it. Ordered by id.
struct AccountFilter {
  std::string words;  // part of a name or of a login
  std::string role;   // held today, or later
  Date today;
};
std::vector<Account> list_accounts(store::ReadTx& tx, const Scope& scope, Id after_id, int limit, const AccountFilter& filter = {});
// Makes two grants to one account wait for each other; false: there is no such account.
bool hold_account(store::WriteTx& tx, const Permit& permit, Id id);
// Changes the password only while it is still `old_hash` (empty: whatever it is).
bool set_password_hash(store::WriteTx& tx, const Permit& permit, Id id, std::string_view old_hash,
                       std::string_view hash, bool must_change);
bool set_disabled(store::WriteTx& tx, const Permit& permit, Id id, bool disabled);
bool set_name(store::WriteTx& tx, const Permit& permit, Id id, std::string_view name);
bool clear_failures(store::WriteTx& tx, const Permit& permit, Id id);
bool set_totp(store::WriteTx& tx, const Permit& permit, Id id, const std::optional<record::Blob>& sealed);
// A step is taken once: false when a code of it or of a later one was taken already.
bool take_totp_step(store::WriteTx& tx, const Permit& permit, Id id, std::int64_t step);
// Counts one more failure; true when that locked the account. A lock that has run out starts the count anew.
bool count_failure(store::WriteTx& tx, const Permit& permit, Id id, Instant now, Instant lock_until,
                   std::int64_t limit);

// --- roles ---
struct UnionPlace {
  std::string path, name;
};
std::optional<UnionPlace> find_union(store::ReadTx& tx, Id realm_id, Id union_id);
std::vector<HeldRole> roles_on(store::ReadTx& tx, Id realm_id, Id account_id, Date day);
// Of every union at which the account holds or held a role: id → name.
std::map<Id, std::string> role_union_names(store::ReadTx& tx, Id realm_id, Id account_id);
std::vector<HeldRoleRow> role_rows(store::ReadTx& tx, Id realm_id, Id account_id);
struct NamedRole {
  HeldRoleRow row;
  std::string union_name;
};
// Of these accounts, what they hold inside the scope.
std::vector<NamedRole> roles_of_accounts(store::ReadTx& tx, const Scope& scope, const std::vector<Id>& ids);
std::optional<HeldRoleRow> find_role_row(store::ReadTx& tx, Id realm_id, Id id);
bool end_role(store::WriteTx& tx, const Permit& permit, Id id, Date last_day);

// --- sessions ---
std::optional<SessionRow> find_session_row(store::ReadTx& tx, const Digest& token);
void remove_session(store::WriteTx& tx, const Digest& token);
void remove_sessions(store::WriteTx& tx, const Permit& permit, Id account_id);
std::int64_t remove_ended_sessions(store::WriteTx& tx, Id realm_id, Instant now);
void set_seen(store::WriteTx& tx, const Digest& token, Instant now);

// --- idempotency ---
std::optional<AnswerRow> find_answer_row(store::ReadTx& tx, Id realm_id, Id account_id, std::string_view key);
void set_answer(store::WriteTx& tx, const AnswerRow& row);
std::int64_t remove_answers(store::WriteTx& tx, Id realm_id, Instant before);

// --- the federation, as the session shows it ---
struct Realm {
  std::string name, division;
};
std::optional<Realm> find_realm(store::ReadTx& tx, Id realm_id);
// The latest day on which a counted thing happened, not after `today`.
std::optional<Date> latest_day(store::ReadTx& tx, Id realm_id, Date today);

// --- journal ---
JournalPage list_journal(store::ReadTx& tx, const Scope& scope, const JournalQuery& query);
std::vector<JournalRow> journal_after(store::ReadTx& tx, Id realm_id, Id after_id, std::size_t limit);

}  // namespace niangjia::access_store
