#pragma once
// The question a list of units or outlets is asked, read from the query of a request.

#include "access/list_question.h"
#include "modules/employers/store.h"

namespace niangjia::employers {

Result<Id> read_after(const Query& query, std::string_view prefix);
// Need the transaction for `union` (or `under`) and `brand`, which name rows.
Result<EmployerFilter> read_employer_filter(store::ReadTx& tx, Id realm_id, const Query& query);
Result<OutletFilter> read_outlet_filter(store::ReadTx& tx, Id realm_id, const Query& query);

}  // namespace niangjia::employers
