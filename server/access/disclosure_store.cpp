#include "access/disclosure.h"

namespace niangjia {

std::string taken_rows_text(std::int64_t rows) { return "rows=" + std::to_string(rows); }

namespace access_store {

void count_disclosure(store::WriteTx& tx, const Disclosure& row) {
  tx.insert(row);
  if (row.account_id == 0 || row.kind == DisclosureKind::own_copy) return;
  const bool is_reveal = row.kind == DisclosureKind::reveal;
  tx.execute(
      "INSERT INTO disclosure_day (realm_id, day, account_id, reveals, exports, row_count) VALUES (?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (realm_id, day, account_id) DO UPDATE SET reveals = disclosure_day.reveals + excluded.reveals, exports "
      "= disclosure_day.exports + excluded.exports, row_count = disclosure_day.row_count + excluded.row_count",
      store::Params{row.realm_id, row.day, row.account_id, is_reveal ? 1 : 0, is_reveal ? 0 : 1, row.row_count});
}

}  // namespace access_store

}  // namespace niangjia
