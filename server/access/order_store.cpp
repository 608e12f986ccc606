#include "access/order_store.h"

#include <algorithm>

namespace niangjia {

Result<ListOrder> read_order(const Query& query, std::initializer_list<std::string_view> keys) {
  ListOrder order;
  std::string_view asked;
  const std::string text = value_of(query, "sort");
  asked = text;
  if (asked.empty()) return order;
  order.descends = asked.starts_with('-');
  if (order.descends) asked.remove_prefix(1);
  if (std::find(keys.begin(), keys.end(), asked) == keys.end()) return wrong_query("sort", "这一列不能排序，请换一列。");
  order.key = asked;
  return order;
}

void add_order(std::string& where, store::Params& params, std::string_view table, std::string_view value, bool descends, Id realm_id,
               Id after_id) {
  const std::string of(value);
  if (after_id) {
    where += " AND (" + of + ", id) " + (descends ? "<" : ">") + " (SELECT " + of + ", id FROM " + std::string(table) +
             " WHERE realm_id = ? AND id = ?)";
    params.emplace_back(realm_id), params.emplace_back(after_id);
  }
  const std::string_view way = descends ? " DESC" : "";
  where += " ORDER BY " + of + std::string(way) + ", id" + std::string(way) + " LIMIT ?";
}

}  // namespace niangjia
