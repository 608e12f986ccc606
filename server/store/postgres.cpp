#include <condition_variable>
#include <mutex>

#include "store/database.h"
#include "store/postgres_connection.h"

namespace niangjia::store {

namespace {

constexpr std::size_t kCopyFrom = 8;  // fewer rows than this are cheaper as single inserts
constexpr int kTries = 5;

class PostgresWriteTx : public WriteTx {
 public:
  explicit PostgresWriteTx(PostgresConnection& c) : c_(c) {}
  Engine engine() const override { return Engine::postgres; }
  using ReadTx::query;
  using WriteTx::execute;
  void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) override {
    c_.query(sql, params, on_row);
  }
  std::int64_t execute(std::string_view sql, std::span<const Param> params) override { return c_.execute(sql, params); }
  void insert_rows(const record::Shape& shape, std::span<const void* const> rows) override;
  void after_commit(std::function<void()> act) override { after_.push_back(std::move(act)); }
  void run_after() {
    for (auto& act : after_) act();
  }

 private:
  PostgresConnection& c_;
  std::vector<std::function<void()>> after_;
};

class SingleRow : public record::ColumnSink {
 public:
  Params params;
  void put_null() override { params.emplace_back(nullptr); }
  void put_integer(std::int64_t v) override { params.emplace_back(v); }
  void put_real(double v) override { params.emplace_back(v); }
  void put_text(std::string_view v) override { params.emplace_back(v); }
  void put_blob(std::string_view v) override { params.push_back(Param::blob(v)); }
};

void PostgresWriteTx::insert_rows(const record::Shape& shape, std::span<const void* const> rows) {
  if (rows.size() >= kCopyFrom) return c_.copy_rows(shape, rows);
  for (const void* row : rows) {
    SingleRow one;
    for (const auto& f : shape.fields)
      if (f.is_column()) f.put(row, one);
    c_.execute(insert_statement(shape, false), one.params);
  }
}

class PostgresDatabase : public Database {
 public:
  PostgresDatabase(std::string where, Options options) : where_(std::move(where)), options_(options) {}
  Result<void> connect_first() {
    TRY(auto c, PostgresConnection::open(where_, options_.statement_ms));
    give_back(std::move(c));
    made_ = 1;
    return {};
  }
  Engine engine() const override { return Engine::postgres; }
  std::string where() const override;
  std::size_t waiting() const override {
    std::lock_guard lock(mutex_);
    return waiting_;
  }
  Result<void> checkpoint() override { return {}; }
  Result<void> refresh_statistics() override {
    TRY(auto c, take());
    Result<void> outcome;
    try {
      c->run("SET statement_timeout = 0");
      c->run("ANALYZE");
      c->run(("SET statement_timeout = " + std::to_string(options_.statement_ms)).c_str());
    } catch (const Failure& f) {
      outcome = problem_of(f);
    }
    give_back(std::move(c));
    return outcome;
  }
  Result<void> copy_to_file(const std::string& path) override;

 protected:
  Result<void> run_write(const std::function<bool(WriteTx&)>& act, Weight weight) override;
  Result<void> run_read(const std::function<void(ReadTx&)>& act) override;

 private:
  Result<std::unique_ptr<PostgresConnection>> take();
  Result<std::unique_ptr<PostgresConnection>> take_begun(const char* begin);
  void give_back(std::unique_ptr<PostgresConnection> c);
  std::optional<Failure> try_write(const std::function<bool(WriteTx&)>& act, Weight weight, PostgresConnection& c);

  std::string where_;
  Options options_;
  mutable std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<PostgresConnection>> pool_;
  int made_ = 0;
  std::size_t waiting_ = 0;
};

std::string PostgresDatabase::where() const {  // postgresql://name:secret@host → without the secret
  std::string out = where_;
  auto start = out.find("://");
  auto at = out.find('@');
  if (start == std::string::npos || at == std::string::npos) return out;
  auto colon = out.find(':', start + 3);
  if (colon != std::string::npos && colon < at) out.erase(colon, at - colon);
  return out;
}

Result<std::unique_ptr<PostgresConnection>> PostgresDatabase::take() {
  {
    std::unique_lock lock(mutex_);
    ++waiting_;
    free_.wait(lock, [&] { return !pool_.empty() || made_ < options_.readers; });
    --waiting_;
    if (!pool_.empty()) {
      auto c = std::move(pool_.back());
      pool_.pop_back();
      if (c->alive()) return c;
    } else {
      ++made_;
    }
  }
  auto c = PostgresConnection::open(where_, options_.statement_ms);
  if (!c.ok()) {
    std::lock_guard lock(mutex_);
    --made_;
    free_.notify_one();
    // It could be reached at the start: cadres are told to wait, not to look at the address.
    return problem_of(Failure{FailureKind::connection, c.problem().inside.text, {}});
  }
  return c;
}

void PostgresDatabase::give_back(std::unique_ptr<PostgresConnection> c) {
  std::lock_guard lock(mutex_);
  if (c->alive()) pool_.push_back(std::move(c));
  else --made_;
  free_.notify_one();
}

// A connection with a transaction begun. One that the server has closed meanwhile (it was started again) is found out here,
// where nothing is lost by taking another: there are at most as many stale ones as the pool holds.
Result<std::unique_ptr<PostgresConnection>> PostgresDatabase::take_begun(const char* begin) {
  for (int i = 0;; ++i) {
    TRY(auto c, take());
    try {
      c->run(begin);
      return c;
    } catch (const Failure& f) {
      bool is_stale = f.kind == FailureKind::connection && i <= options_.readers;
      give_back(std::move(c));
      if (!is_stale) return problem_of(f);
    }
  }
}

std::optional<Failure> PostgresDatabase::try_write(const std::function<bool(WriteTx&)>& act, Weight weight,
                                                   PostgresConnection& c) {
  try {
    if (!c.in_transaction()) c.run("BEGIN");
    if (weight == Weight::bulk) {
      c.run("SET LOCAL statement_timeout = 600000");
      c.run("SET LOCAL plan_cache_mode = force_custom_plan");  // a plan made for an empty table outlives its emptiness
    }
    PostgresWriteTx tx(c);
    if (act(tx)) {
      c.run("COMMIT");
      tx.run_after();
    } else {
      c.run("ROLLBACK");
    }
    return std::nullopt;
  } catch (const Failure& f) {
    c.roll_back();
    return f;
  } catch (...) {
    c.roll_back();
    throw;
  }
}

Result<void> PostgresDatabase::run_write(const std::function<bool(WriteTx&)>& act, Weight weight) {
  if (options_.read_only) return problem_of(Failure{FailureKind::read_only, "opened read-only", {}});
  TRY(auto c, take_begun("BEGIN"));
  std::optional<Failure> failure;
  try {
    for (int i = 0; i < kTries; ++i) {
      failure = try_write(act, weight, *c);
      bool retry = failure && (failure->kind == FailureKind::again ||
                               (weight == Weight::bulk && failure->kind == FailureKind::unique));
      if (!retry) break;
    }
  } catch (...) {
    give_back(std::move(c));
    throw;
  }
  give_back(std::move(c));
  if (failure) return problem_of(*failure);
  return {};
}

Result<void> PostgresDatabase::run_read(const std::function<void(ReadTx&)>& act) {
  TRY(auto c, take_begun("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
  Result<void> outcome;
  try {
    PostgresWriteTx tx(*c);
    act(tx);
    c->run("COMMIT");
  } catch (const Failure& f) {
    c->roll_back();
    outcome = problem_of(f);
  } catch (...) {
    c->roll_back();
    give_back(std::move(c));
    throw;
  }
  give_back(std::move(c));
  return outcome;
}

Result<void> PostgresDatabase::copy_to_file(const std::string& path) {
  TRY(auto target, open_sqlite(path, Options{}));
  CHECK_OK(target->write([&](WriteTx& tx) -> Result<bool> {
    CHECK_OK(migrate(tx, embedded_migrations()));
    return true;
  }));
  CHECK_OK(copy_everything(*this, *target));
  return target->checkpoint();
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& where, const Options& options) {
  auto db = std::make_unique<PostgresDatabase>(where, options);
  CHECK_OK(db->connect_first());
  return std::unique_ptr<Database>(std::move(db));
}

}  // namespace niangjia::store
