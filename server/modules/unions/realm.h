#pragma once
// A realm is the county-level federation that owns rows; its root union bears its name.

#include "modules/unions/unions.h"

namespace niangjia::unions {

// Makes the realm, its root union and its list of brands, unless a realm of that name stands already; its id.
Result<Id> create_realm(store::WriteTx& tx, IdMaker& ids, Instant now, std::string_view name, std::string_view division);
// The only realm of the database, or the one of that name; 0: none (or several and no name).
Id find_realm(store::ReadTx& tx, std::string_view name);
std::vector<Id> list_realms(store::ReadTx& tx);

}  // namespace niangjia::unions
