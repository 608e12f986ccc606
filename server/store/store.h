#pragma once
// One interface, two engines (DESIGN section 4): a file path means SQLite, postgresql://… PostgreSQL. SQL text lives in
// store.cpp files and migrations only; where the engines differ, the difference is a function here, not an `if` in a module.
//
// Writing: database.write([&](WriteTx& tx) -> Result<Id> { … }) runs the function in one transaction; a Problem or an
// exception rolls everything back. The function may run more than once (serialization), so it must not do anything but
// read and write through `tx`. Nobody is answered before the commit is on disk.
// Reading: database.read([&](ReadTx& tx) -> Result<Page> { … }) sees one snapshot.

#include <atomic>
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "record/record.h"

namespace niangjia::store {

using Row = record::ColumnSource;
using OnRow = std::function<bool(const Row&)>;

// A bound value. Views must live until the call returns.
class Param {
 public:
  enum class Type { null, integer, real, text, blob };
  Param(std::nullptr_t) {}                                                     // NOLINT: implicit on purpose
  template <std::integral I>
  Param(I v) : type_(Type::integer), integer_(static_cast<std::int64_t>(v)) {}  // NOLINT
  Param(double v) : type_(Type::real), real_(v) {}                             // NOLINT
  Param(std::string_view v) : type_(Type::text), view_(v) {}                   // NOLINT
  Param(const std::string& v) : type_(Type::text), view_(v) {}                 // NOLINT
  Param(const char* v) : type_(Type::text), view_(v) {}                        // NOLINT
  Param(const record::Blob& v) : type_(Type::blob), view_(v.bytes) {}          // NOLINT
  Param(Date v) : type_(Type::text), own_(v.iso()) {}                          // NOLINT
  Param(Instant v) : type_(Type::integer), integer_(v.ms) {}                   // NOLINT
  template <class T>
  Param(const std::optional<T>& v) : Param(v ? Param(*v) : Param(nullptr)) {}  // NOLINT
  static Param blob(std::string_view bytes) {
    Param p(nullptr);
    p.type_ = Type::blob;
    p.view_ = bytes;
    return p;
  }
  void put(record::ColumnSink& sink) const;

 private:
  Type type_ = Type::null;
  std::int64_t integer_ = 0;
  double real_ = 0;
  std::string_view view_;
  std::string own_;
};
using Params = std::vector<Param>;

enum class Engine { sqlite, postgres };

// What went wrong below; thrown inside a transaction, turned into a Problem by Database.
enum class FailureKind { unique, foreign_key, check, not_null, again, full, disk, timeout, connection, read_only, other };
struct Failure {
  FailureKind kind;
  std::string text;        // inside text, never sent
  std::string constraint;  // table.columns or the constraint's name
};
Problem problem_of(const Failure& failure);

class ReadTx {
 public:
  virtual ~ReadTx() = default;
  virtual Engine engine() const = 0;
  // Calls on_row for each row until it returns false. `?` stands for a parameter.
  virtual void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) = 0;
  void query(std::string_view sql, const Params& params, const OnRow& on_row) {
    query(sql, std::span<const Param>(params), on_row);
  }
  std::optional<std::int64_t> integer(std::string_view sql, const Params& params);
  std::optional<std::string> text(std::string_view sql, const Params& params);

  // Rows of a declared struct: `tail` is what comes after FROM <table>, e.g. "WHERE realm_id=? AND id=?".
  template <class T>
  std::vector<T> select(std::string_view tail, const Params& params);
  template <class T>
  std::optional<T> select_one(std::string_view tail, const Params& params);
};

class WriteTx : public ReadTx {
 public:
  // Runs a statement; the number of rows it changed.
  virtual std::int64_t execute(std::string_view sql, std::span<const Param> params) = 0;
  std::int64_t execute(std::string_view sql, const Params& params) {
    return execute(sql, std::span<const Param>(params));
  }
  // Many rows of one table at once (PostgreSQL: COPY; SQLite: one prepared statement).
  virtual void insert_rows(const record::Shape& shape, std::span<const void* const> rows) = 0;
  // Runs once after a real commit, on the committing thread; never after a rollback. Must be short and must not throw.
  virtual void after_commit(std::function<void()> act) = 0;

  template <class T>
  void insert(const T& row) {
    const void* one = &row;
    insert_one(shape_of(static_cast<const T*>(nullptr)), one, false);
  }
  // False when a row with the same unique key stands already: the guard against a race is the database's.
  template <class T>
  bool insert_new(const T& row) {
    return insert_one(shape_of(static_cast<const T*>(nullptr)), &row, true);
  }
  template <class T>
  void insert_all(const std::vector<T>& rows) {
    if (rows.empty()) return;
    std::vector<const void*> pointers;
    pointers.reserve(rows.size());
    for (const T& row : rows) pointers.push_back(&row);
    insert_rows(shape_of(static_cast<const T*>(nullptr)), pointers);
  }
  // Writes all columns but the key; the number of rows changed.
  template <class T>
  std::int64_t update(const T& row) {
    return update_one(shape_of(static_cast<const T*>(nullptr)), &row);
  }

 private:
  bool insert_one(const record::Shape& shape, const void* row, bool skip_existing);
  std::int64_t update_one(const record::Shape& shape, const void* row);
};

// --- statements made from declarations (cached; any thread) ---
const std::string& select_columns(const record::Shape& shape);              // "a, b, c"
const std::string& select_from(const record::Shape& shape);                 // "SELECT a, b, c FROM t "
const std::string& insert_statement(const record::Shape& shape, bool skip_existing);
const std::string& update_statement(const record::Shape& shape);
void take_row(const record::Shape& shape, void* record, const Row& row, int first_column = 0);
int column_count(const record::Shape& shape);
std::string marks(std::size_t n);  // "?,?,?"

template <class T>
std::vector<T> ReadTx::select(std::string_view tail, const Params& params) {
  const record::Shape& shape = shape_of(static_cast<const T*>(nullptr));
  std::vector<T> rows;
  std::string sql = select_from(shape) + std::string(tail);
  query(sql, params, [&](const Row& row) {
    take_row(shape, &rows.emplace_back(), row);
    return true;
  });
  return rows;
}
template <class T>
std::optional<T> ReadTx::select_one(std::string_view tail, const Params& params) {
  auto rows = select<T>(tail, params);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

struct Options {
  int readers = 4;                    // reading connections (and PostgreSQL writers)
  std::uint32_t statement_ms = 10'000;  // budget of one statement for interactive work
  bool create = true;                 // make a database that does not exist
  bool read_only = false;
};

enum class Weight { interactive, bulk };  // bulk work takes turns with interactive writes, chunk by chunk

class Database {
 public:
  // Opens and migrates. The Problem says in Chinese what to do (file not writable, server not reachable, newer schema).
  static Result<std::unique_ptr<Database>> open(const std::string& where, const Options& options = {});
  virtual ~Database() = default;
  virtual Engine engine() const = 0;
  virtual std::string where() const = 0;   // without a password

  template <class F>
  auto write(F&& act, Weight weight = Weight::interactive) -> std::invoke_result_t<F, WriteTx&> {
    std::optional<std::invoke_result_t<F, WriteTx&>> answer;
    auto ran = run_write([&](WriteTx& tx) { return answer.emplace(act(tx)).ok(); }, weight);
    if (!ran.ok()) return std::move(ran).problem();
    return std::move(*answer);
  }
  template <class F>
  auto read(F&& act) -> std::invoke_result_t<F, ReadTx&> {
    std::optional<std::invoke_result_t<F, ReadTx&>> answer;
    auto ran = run_read([&](ReadTx& tx) { answer.emplace(act(tx)); });
    if (!ran.ok()) return std::move(ran).problem();
    return std::move(*answer);
  }
  // True once: waiting interactive writes (a bulk job yields to them).
  virtual std::size_t waiting() const = 0;
  virtual Result<void> checkpoint() = 0;                        // flush what can be flushed; before a stop
  virtual Result<void> refresh_statistics() = 0;                // after bulk work, so that plans fit the new sizes
  virtual Result<void> copy_to_file(const std::string& path) = 0;  // a consistent SQLite file of everything

 protected:
  // `act` tells whether to commit. Failures are turned into Problems; `again` is retried a bounded number of times.
  virtual Result<void> run_write(const std::function<bool(WriteTx&)>& act, Weight weight) = 0;
  virtual Result<void> run_read(const std::function<void(ReadTx&)>& act) = 0;
};

// A private SQLite file that vanishes when closed: sorted work space for jobs of any size in bounded memory.
class Scratch {
 public:
  static Result<std::unique_ptr<Scratch>> create();
  virtual ~Scratch() = default;
  virtual void execute(std::string_view sql, const Params& params = {}) = 0;
  virtual void query(std::string_view sql, const Params& params, const OnRow& on_row) = 0;
};

// --- migrations ---
// Files 0001_….sql in the common dialect: BIGINT, TEXT, BYTEA, PATH (text compared byte by byte), REAL, and tables that
// end in ") STRICT;" or ") STRICT, WITHOUT ROWID;". The runner turns them into each engine's own words.
std::string in_dialect(Engine engine, std::string_view sql);
std::vector<std::string> split_statements(std::string_view sql);
Result<void> migrate(WriteTx& tx, const std::vector<EmbeddedFile>& files);
// The columns of a table as the database has them, in their order.
enum class ColumnType { integer, text, real, blob };
struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
  bool nullable = false;
  int key_place = 0;  // 1 for the first column of the primary key; 0: not of it
};
std::vector<Column> columns_of(ReadTx& tx, std::string_view table);
std::vector<std::string> tables_of(ReadTx& tx);

// Copies every table from one database (one snapshot) into another that has the same tables and holds no rows; the number of
// rows. Works between engines: a backup is a SQLite file, whatever it was taken from.
Result<std::int64_t> copy_everything(Database& from, Database& to);

// --- fragments where the engines differ ---
// Rows whose `column` lies at or below `path` in the tree: an index range, bound by two parameters made by path_range.
std::string within_path(std::string_view column);               // "(column >= ? AND column < ?)"
std::pair<std::string, std::string> path_range(std::string_view path);

}  // namespace niangjia::store
