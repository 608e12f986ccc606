#pragma once
// One SQLite connection with its prepared statements. Used by one thread at a time. Only server/store includes this.

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/store.h"

namespace niangjia::store {

[[noreturn]] void throw_sqlite(sqlite3* db, int rc, std::string_view sql);

class SqliteConnection {
 public:
  // An empty path opens a private temporary file that vanishes when closed.
  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, bool create, bool read_only);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection();

  void run(const char* sql);  // without parameters or rows
  void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row);
  std::int64_t execute(std::string_view sql, std::span<const Param> params);
  void insert_rows(const record::Shape& shape, std::span<const void* const> rows);
  void set_budget(std::uint32_t ms);  // a statement running longer is interrupted; 0: no limit
  bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
  sqlite3* handle() { return db_; }

 private:
  SqliteConnection() = default;
  struct Finalizer {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  sqlite3_stmt* prepare(std::string_view sql);
  void start_budget();

  sqlite3* db_ = nullptr;
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
  std::uint32_t budget_ms_ = 0;
  std::int64_t deadline_ms_ = 0;
};

}  // namespace niangjia::store
