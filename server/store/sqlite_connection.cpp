#include "store/sqlite_connection.h"

#include <chrono>

namespace niangjia::store {

namespace {

std::int64_t steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

FailureKind kind_of(int extended) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return FailureKind::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY: return FailureKind::foreign_key;
    case SQLITE_CONSTRAINT_NOTNULL: return FailureKind::not_null;
    case SQLITE_CONSTRAINT_CHECK: return FailureKind::check;
    default: break;
  }
  switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return FailureKind::again;
    case SQLITE_FULL: return FailureKind::full;
    case SQLITE_IOERR: return FailureKind::disk;
    case SQLITE_INTERRUPT: return FailureKind::timeout;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: return FailureKind::read_only;
    case SQLITE_CONSTRAINT: return FailureKind::check;
    default: return FailureKind::other;
  }
}

class Binder : public record::ColumnSink {
 public:
  explicit Binder(sqlite3_stmt* s) : s_(s) {}
  void put_null() override { sqlite3_bind_null(s_, ++i_); }
  void put_integer(std::int64_t v) override { sqlite3_bind_int64(s_, ++i_, v); }
  void put_real(double v) override { sqlite3_bind_double(s_, ++i_, v); }
  void put_text(std::string_view v) override {
    sqlite3_bind_text64(s_, ++i_, v.data() ? v.data() : "", v.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  void put_blob(std::string_view v) override {
    sqlite3_bind_blob64(s_, ++i_, v.data() ? v.data() : "", v.size(), SQLITE_STATIC);
  }

 private:
  sqlite3_stmt* s_;
  int i_ = 0;
};

class StatementRow : public Row {
 public:
  explicit StatementRow(sqlite3_stmt* s) : s_(s) {}
  bool is_null(int c) const override { return sqlite3_column_type(s_, c) == SQLITE_NULL; }
  std::int64_t integer(int c) const override { return sqlite3_column_int64(s_, c); }
  double real(int c) const override { return sqlite3_column_double(s_, c); }
  std::string_view text(int c) const override {
    auto p = reinterpret_cast<const char*>(sqlite3_column_text(s_, c));
    return {p ? p : "", static_cast<std::size_t>(sqlite3_column_bytes(s_, c))};
  }
  std::string_view blob(int c) const override {
    auto p = static_cast<const char*>(sqlite3_column_blob(s_, c));
    return {p ? p : "", static_cast<std::size_t>(sqlite3_column_bytes(s_, c))};
  }

 private:
  sqlite3_stmt* s_;
};

// Resets a statement however the call ends, so that it never keeps a read transaction open.
struct Resetter {
  sqlite3_stmt* s;
  ~Resetter() { sqlite3_reset(s); }
};

std::string named_columns(std::string_view message) {  // "UNIQUE constraint failed: member.realm_id, member.id"
  auto at = message.rfind(": ");
  return at == std::string_view::npos ? std::string() : std::string(message.substr(at + 2));
}

}  // namespace

void throw_sqlite(sqlite3* db, int rc, std::string_view sql) {
  std::string message = db ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
  int extended = db ? sqlite3_extended_errcode(db) : rc;
  throw Failure{kind_of(extended), message + " [" + std::string(sql.substr(0, 300)) + "]", named_columns(message)};
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path, bool create,
                                                                 bool read_only) {
  std::unique_ptr<SqliteConnection> c(new SqliteConnection);
  int flags = SQLITE_OPEN_NOMUTEX | (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  if (create && !read_only) flags |= SQLITE_OPEN_CREATE;
  int rc = sqlite3_open_v2(path.c_str(), &c->db_, flags, nullptr);
  if (rc != SQLITE_OK) {
    Problem p = refuse(Code::unavailable, "store.cannot_open",
                       "打不开数据库文件 " + path + "，请检查路径是否存在、是否有读写权限。");
    p.inside.text = c->db_ ? sqlite3_errmsg(c->db_) : "out of memory";
    return p;
  }
  sqlite3_extended_result_codes(c->db_, 1);
  sqlite3_busy_timeout(c->db_, 10'000);
  sqlite3_progress_handler(
      c->db_, 20'000,
      [](void* self) {
        auto* me = static_cast<SqliteConnection*>(self);
        return me->deadline_ms_ != 0 && steady_ms() > me->deadline_ms_ ? 1 : 0;
      },
      c.get());
  return c;
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close_v2(db_);
}

void SqliteConnection::run(const char* sql) {
  int rc = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  if (rc != SQLITE_OK) throw_sqlite(db_, rc, sql);
}

sqlite3_stmt* SqliteConnection::prepare(std::string_view sql) {
  if (auto it = statements_.find(sql); it != statements_.end()) return it->second.get();
  if (statements_.size() > 400) statements_.clear();
  sqlite3_stmt* s = nullptr;
  int rc = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &s, nullptr);
  if (rc != SQLITE_OK) throw_sqlite(db_, rc, sql);
  statements_.emplace(std::string(sql), Statement(s));
  return s;
}

void SqliteConnection::set_budget(std::uint32_t ms) { budget_ms_ = ms; }
void SqliteConnection::start_budget() { deadline_ms_ = budget_ms_ ? steady_ms() + budget_ms_ : 0; }

void SqliteConnection::query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) {
  sqlite3_stmt* s = prepare(sql);
  if (sqlite3_stmt_busy(s)) {  // the same text is being walked further up: use one of its own
    int rc = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), 0, &s, nullptr);
    if (rc != SQLITE_OK) throw_sqlite(db_, rc, sql);
  }
  Statement own(s == prepare(sql) ? nullptr : s);
  Resetter reset{s};
  Binder binder(s);
  for (const auto& p : params) p.put(binder);
  start_budget();
  StatementRow row(s);
  for (;;) {
    int rc = sqlite3_step(s);
    if (rc == SQLITE_DONE) return;
    if (rc != SQLITE_ROW) throw_sqlite(db_, rc, sql);
    if (!on_row(row)) return;
  }
}

std::int64_t SqliteConnection::execute(std::string_view sql, std::span<const Param> params) {
  sqlite3_stmt* s = prepare(sql);
  Resetter reset{s};
  Binder binder(s);
  for (const auto& p : params) p.put(binder);
  start_budget();
  int rc = sqlite3_step(s);
  while (rc == SQLITE_ROW) rc = sqlite3_step(s);
  if (rc != SQLITE_DONE) throw_sqlite(db_, rc, sql);
  return sqlite3_changes64(db_);
}

void SqliteConnection::insert_rows(const record::Shape& shape, std::span<const void* const> rows) {
  const std::string& sql = insert_statement(shape, false);
  sqlite3_stmt* s = prepare(sql);
  start_budget();
  for (const void* row : rows) {
    Resetter reset{s};
    Binder binder(s);
    for (const auto& f : shape.fields)
      if (f.is_column()) f.put(row, binder);
    int rc = sqlite3_step(s);
    if (rc != SQLITE_DONE) throw_sqlite(db_, rc, sql);
  }
}

}  // namespace niangjia::store
