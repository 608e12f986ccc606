// What the database says of its own tables.
#include "store/store.h"

namespace niangjia::store {

namespace {

constexpr std::string_view kSqliteColumns =
    "SELECT name, type, \"notnull\" = 0 AND pk = 0, pk FROM pragma_table_info(?) ORDER BY cid";
constexpr std::string_view kPostgresColumns =
    "SELECT c.column_name::text, c.data_type::text, CASE WHEN c.is_nullable = 'YES' THEN 1 ELSE 0 END, "
    "COALESCE((SELECT k.ordinal_position FROM information_schema.table_constraints t JOIN "
    "information_schema.key_column_usage k ON k.constraint_name = t.constraint_name AND k.table_schema = "
    "t.table_schema WHERE t.table_schema = current_schema() AND t.table_name = c.table_name AND "
    "t.constraint_type = "
    "'PRIMARY KEY' AND k.column_name = c.column_name), 0) FROM information_schema.columns c WHERE "
    "c.table_name = ? "
    "AND c.table_schema = current_schema() ORDER BY c.ordinal_position";

ColumnType type_of(std::string_view word) {
  if (word == "INTEGER" || word == "bigint") return ColumnType::integer;
  if (word == "BLOB" || word == "bytea") return ColumnType::blob;
  if (word == "REAL" || word == "double precision") return ColumnType::real;
  return ColumnType::text;
}

}  // namespace

std::vector<Column> columns_of(ReadTx& tx, std::string_view table) {
  std::vector<Column> out;
  tx.query(tx.engine() == Engine::sqlite ? kSqliteColumns : kPostgresColumns, Params{table},
           [&](const Row& row) {
             out.push_back({std::string(row.text(0)), type_of(row.text(1)), row.integer(2) != 0,
                            static_cast<int>(row.integer(3))});
             return true;
           });
  return out;
}

std::vector<std::string> tables_of(ReadTx& tx) {
  std::vector<std::string> out;
  std::string_view sql =
      tx.engine() == Engine::sqlite
          ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
          : "SELECT table_name::text FROM information_schema.tables WHERE table_schema = "
            "current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name";
  tx.query(sql, Params{}, [&](const Row& row) {
    out.emplace_back(row.text(0));
    return true;
  });
  return out;
}

}  // namespace niangjia::store
