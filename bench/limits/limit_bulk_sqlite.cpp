// The same rows put into one SQLite table with two indexes, in one transaction, durable.
#include <sqlite3.h>

#include <memory>

#include "sheet_rows.h"
#include "stopwatch.h"

namespace niangjia::bench {

namespace {

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
using Connection = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

bool run(sqlite3* db, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return true;
  std::cerr << sqlite3_errmsg(db) << "\n";
  return false;
}

std::string table_sql() {
  std::string columns;
  for (std::size_t i = 0; i < kColumns; ++i) columns += ", c" + std::to_string(i) + " TEXT";
  return "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE bulk (id "
         "INTEGER PRIMARY KEY" +
         columns + "); CREATE INDEX bulk_a ON bulk (c4); CREATE INDEX bulk_b ON bulk (c1);";
}

bool insert_all(sqlite3* db, const std::vector<TextRow>& rows) {
  std::string sql = "INSERT INTO bulk VALUES (NULL";
  for (std::size_t i = 0; i < kColumns; ++i) sql += ",?";
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, (sql + ")").c_str(), -1, &raw, nullptr) != SQLITE_OK) return false;
  Statement statement(raw);
  for (const TextRow& row : rows) {
    for (std::size_t i = 0; i < kColumns; ++i)
      sqlite3_bind_text(raw, static_cast<int>(i) + 1, row[i].data(), static_cast<int>(row[i].size()),
                        SQLITE_STATIC);
    if (sqlite3_step(raw) != SQLITE_DONE) return false;
    sqlite3_reset(raw);
  }
  return true;
}

}  // namespace

}  // namespace niangjia::bench

int main(int argc, char** argv) {
  using namespace niangjia::bench;
  if (argc != 3) return std::cerr << "limit_bulk_sqlite FILE NEW-DATABASE\n", 2;
  auto rows = rows_of(argv[1]);
  if (rows.empty()) return 1;
  sqlite3* raw = nullptr;
  int opened = sqlite3_open(argv[2], &raw);
  Connection db(raw);
  if (opened != SQLITE_OK || !run(raw, table_sql())) return 1;
  Stopwatch watch;
  if (!run(raw, "BEGIN") || !insert_all(raw, rows) || !run(raw, "COMMIT")) return 1;
  tell("seconds", watch.seconds());
  tell("rows", static_cast<double>(rows.size()));
}
