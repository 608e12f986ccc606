#pragma once
// The order of a list that people sort by a column of it, page by page: a page ends at a row, and the next begins behind it
// in that order.

#include "access/list_question.h"
#include "store/database.h"

namespace niangjia {

// What `sort` asks for: the key of a column, with "-" before it downwards.
struct ListOrder {
  std::string key;  // empty: the order of the list itself
  bool descends = false;
};
// Refuses a key that is not among `keys`.
Result<ListOrder> read_order(const Query& query, std::initializer_list<std::string_view> keys);

// Adds to `where` what begins the page behind the row `after_id` (0: the first page), and ORDER BY. `value` is an expression over
// columns of `table` that is never null; rows of one value stand in the order of their ids.
void add_order(std::string& where, store::Params& params, std::string_view table, std::string_view value, bool descends, Id realm_id,
               Id after_id);

}  // namespace niangjia
