#include <algorithm>

#include "modules/transfers/postings.h"

namespace niangjia::transfers {

using store::Params;

std::vector<Posting> list_postings(store::ReadTx& tx, const Scope& scope, const PostingFilter& filter, Id after_id,
                                   int limit) {
  if (scope.sees_nothing()) return {};
  Params params;
  std::string sql = "WHERE " + scope.condition("", "union_path", params);
  if (filter.person_id) sql += " AND person_id = ?", params.emplace_back(filter.person_id);
  if (filter.only_open) sql += " AND ended_on IS NULL";
  if (filter.until_before) sql += " AND until_on < ?", params.emplace_back(*filter.until_before);
  if (after_id) sql += " AND id > ?", params.emplace_back(after_id);
  params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<Posting>(sql + " ORDER BY id LIMIT ?", params);
}

std::optional<Posting> find_posting(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Posting>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

void insert_posting(store::WriteTx& tx, const Permit&, const Posting& posting) { tx.insert(posting); }

bool close_posting(store::WriteTx& tx, const Permit&, const Posting& posting) {
  return tx.execute("UPDATE posting SET ended_on = ? WHERE realm_id = ? AND id = ? AND ended_on IS NULL",
                    Params{posting.ended_on, posting.realm_id, posting.id}) == 1;
}

}  // namespace niangjia::transfers
