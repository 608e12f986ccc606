#pragma once
// The question a list is asked, read from the query of a request.

#include <map>

#include "modules/unions/store.h"

namespace niangjia::unions {

using Query = std::map<std::string, std::string>;

struct Question {
  UnionFilter filter;
  Cursor after;
  int limit = kDefaultPageRows;
};
// Needs the transaction for `under`, which names a union.
Result<Question> read_question(store::ReadTx& tx, Id realm_id, const Query& query);
// `limit` of any list: 1 to 500, 50 when it is not told.
Result<int> read_limit(const Query& query);
// An id in the query; 0 when it is not told.
Result<Id> read_id_of(const Query& query, const std::string& name, std::string_view prefix);

}  // namespace niangjia::unions
