#pragma once
// The question a list is asked, read from the query of a request.

#include "access/list_question.h"
#include "modules/unions/store.h"

namespace niangjia::unions {

struct Question {
  UnionFilter filter;
  Cursor after;
  int limit = kDefaultPageRows;
};
// Needs the transaction for `under`, which names a union.
Result<Question> read_question(store::ReadTx& tx, Id realm_id, const Query& query);

}  // namespace niangjia::unions
