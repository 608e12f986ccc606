#pragma once
// The module's only SQL.

#include "modules/disclosures/disclosures.h"

namespace niangjia::disclosures {

std::string sort_value(const ListedDay& row, DaySort sort);
std::vector<ListedDay> list_days(store::ReadTx& tx, const Scope& scope, const DayFilter& filter,
                                 const std::optional<DayCursor>& after, int limit);
// Of unions whose name has the words, at most 50.
std::vector<std::string> paths_of_unions(store::ReadTx& tx, const Scope& scope, const std::string& words);
// Newest first; `before_id` 0: from the newest.
std::vector<Entry> list_entries(store::ReadTx& tx, const Scope& scope, Id account_id, Date day, Id before_id, int limit);
std::optional<Entry> find_entry(store::ReadTx& tx, const Scope& scope, Id id);

}  // namespace niangjia::disclosures
