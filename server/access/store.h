#pragma once
// The only SQL of accounts, roles, sessions, answers and the journal.

#include "access/access.h"
#include "access/journal.h"

namespace niangjia::access_store {

// --- journal ---
JournalPage list_journal(store::ReadTx& tx, const Scope& scope, const JournalQuery& query);
std::vector<JournalRow> journal_after(store::ReadTx& tx, Id realm_id, Id after_id, std::size_t limit);

}  // namespace niangjia::access_store
