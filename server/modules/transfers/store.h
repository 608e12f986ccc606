#pragma once
// The module's only SQL. Lists take Scopes and a bound, writes a Permit.

#include <map>

#include "access/order_store.h"
#include "modules/transfers/rules.h"

namespace niangjia::transfers {

enum class Turn { any, mine, from, to };
struct TransferFilter {
  bool only_open = false;
  std::optional<TransferState> state;
  std::optional<TransferKind> kind;
  Turn turn = Turn::any;
  bool only_out = false, only_in = false;  // of one's own place: who goes, who comes
  bool only_overdue = false;
  std::string words;  // part of a name
  Id person_id = 0, union_id = 0;
  Date today;  // of only_overdue
  ListOrder order;  // by name, due_on or asked_at; else who waits longest first
};
// What an actor sees: requests with either side inside `read`; whose turn it is, by `decide`.
struct Sight {
  Scope read, decide;
};
// Who waits longest is on top. `after_id` 0: from the beginning.
std::vector<TransferRequest> list_transfers(store::ReadTx& tx, const Sight& sight, const TransferFilter& filter,
                                            Id after_id, int limit);
std::int64_t count_transfers(store::ReadTx& tx, const Sight& sight, const TransferFilter& filter);
std::optional<TransferRequest> find_transfer(store::ReadTx& tx, Id realm_id, Id id);
std::optional<TransferRequest> open_transfer_of(store::ReadTx& tx, Id realm_id, Id person_id);
// False: an open request of that person stands already; the database decided.
bool insert_transfer(store::WriteTx& tx, const Permit& permit, const TransferRequest& row);
// Writes the row with version + 1, only while nobody changed it; false: somebody did.
bool save_transfer(store::WriteTx& tx, const Permit& permit, TransferRequest& row);
// Open ones whose time has run out, the longest first.
std::vector<TransferRequest> overdue_transfers(store::ReadTx& tx, Id realm_id, Date today, TransferState state,
                                               int limit);

// Unions that can take somebody, by part of their name.
std::vector<members::UnionPlace> find_targets(store::ReadTx& tx, Id realm_id, const std::string& words, int limit);
// Secondments whose day has passed, of members who still stand at the host and whom nobody asks for.
std::vector<TransferRequest> seconded_over(store::ReadTx& tx, Id realm_id, Date today, int limit);
// How many letters bear a number of that year.
std::int64_t letters_of(store::ReadTx& tx, Id realm_id, const std::string& year);
std::string realm_name(store::ReadTx& tx, Id realm_id);
// The federation, other than this one, in which the holder of a number is a member.
std::optional<std::string> realm_that_claims(store::ReadTx& tx, Id realm_id, const record::Blob& identity_index);

}  // namespace niangjia::transfers
