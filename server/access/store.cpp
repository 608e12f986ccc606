#include "access/store.h"

#include <algorithm>

namespace niangjia::access_store {

using store::Params;
using store::ReadTx;
using store::WriteTx;

JournalPage list_journal(ReadTx& tx, const Scope& scope, const JournalQuery& query) {
  Params params;
  std::string where = "WHERE " + scope.condition("", "union_path", params);
  auto also = [&](std::string_view condition, store::Param value) {
    where.append(" AND ").append(condition);
    params.push_back(std::move(value));
  };
  if (query.from) also("at >= ?", *query.from);
  if (query.until) also("at < ?", *query.until);
  if (query.account_id) also("account_id = ?", query.account_id);
  if (!query.action.empty()) also("action = ?", query.action);
  if (!query.subject_kind.empty()) also("subject_kind = ?", query.subject_kind);
  if (query.subject_id) also("subject_id = ?", query.subject_id);
  if (query.only_access)
    where += " AND (action LIKE '%.reveal' OR action LIKE '%.export' OR action LIKE '%.read_fenced')";
  if (query.before_id) also("id < ?", query.before_id);
  const int limit = std::clamp(query.limit, 1, 200);
  where += " ORDER BY id DESC LIMIT ?";
  params.emplace_back(limit + 1);
  JournalPage page{tx.select<JournalRow>(where, params), 0};
  if (page.rows.size() > static_cast<std::size_t>(limit)) {
    page.rows.pop_back();
    page.next_before_id = page.rows.back().id;
  }
  return page;
}

std::vector<JournalRow> journal_after(ReadTx& tx, Id realm_id, Id after_id, std::size_t limit) {
  return tx.select<JournalRow>("WHERE realm_id = ? AND id > ? ORDER BY id LIMIT ?",
                               Params{realm_id, after_id, limit});
}

}  // namespace niangjia::access_store
