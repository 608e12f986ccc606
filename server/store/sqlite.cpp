#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "store/database.h"
#include "store/sqlite_connection.h"

namespace niangjia::store {

namespace {

class SqliteReadTx : public ReadTx {
 public:
  explicit SqliteReadTx(SqliteConnection& c) : c_(c) {}
  Engine engine() const override { return Engine::sqlite; }
  using ReadTx::query;
  void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) override {
    c_.query(sql, params, on_row);
  }

 private:
  SqliteConnection& c_;
};

class SqliteWriteTx : public WriteTx {
 public:
  explicit SqliteWriteTx(SqliteConnection& c) : c_(c) {}
  Engine engine() const override { return Engine::sqlite; }
  using ReadTx::query;
  using WriteTx::execute;
  void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) override {
    c_.query(sql, params, on_row);
  }
  std::int64_t execute(std::string_view sql, std::span<const Param> params) override { return c_.execute(sql, params); }
  void insert_rows(const record::Shape& shape, std::span<const void* const> rows) override {
    c_.insert_rows(shape, rows);
  }
  void after_commit(std::function<void()> act) override { after_.push_back(std::move(act)); }
  std::vector<std::function<void()>> take_after() { return std::move(after_); }

 private:
  SqliteConnection& c_;
  std::vector<std::function<void()>> after_;
};

// One waiting write. The caller owns it and sleeps until `done`.
struct Job {
  const std::function<bool(WriteTx&)>* act = nullptr;
  Result<void> outcome;
  std::vector<std::function<void()>> after;
  std::exception_ptr thrown;
  bool wants_commit = false;
  bool done = false;
};

constexpr std::size_t kMaxBatch = 512;

class SqliteDatabase : public Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& path, const Options& options);
  ~SqliteDatabase() override;
  Engine engine() const override { return Engine::sqlite; }
  std::string where() const override { return path_; }
  std::size_t waiting() const override {
    std::lock_guard lock(mutex_);
    return queue_.size();
  }
  Result<void> checkpoint() override;
  Result<void> refresh_statistics() override { return {}; }  // the planner was told the shape of the data once
  Result<void> copy_to_file(const std::string& target) override;

 protected:
  Result<void> run_write(const std::function<bool(WriteTx&)>& act, Weight weight) override;
  Result<void> run_read(const std::function<void(ReadTx&)>& act) override;

 private:
  Result<std::unique_ptr<SqliteConnection>> connect(bool writer);
  void write_loop();
  void run_batch(std::vector<Job*>& batch);
  bool run_together(std::vector<Job*>& batch);
  void run_apart(std::vector<Job*>& batch);
  bool run_bare(Job& job);
  void run_one(Job& job);
  void give_up();

  std::string path_;
  Options options_;
  std::unique_ptr<SqliteConnection> writer_;
  mutable std::mutex mutex_;
  std::condition_variable work_, done_;
  std::deque<Job*> queue_, bulk_;
  bool stopping_ = false;
  std::mutex readers_mutex_;
  std::condition_variable reader_free_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;
  int readers_made_ = 0;
  std::thread thread_;
};

Result<std::unique_ptr<SqliteConnection>> SqliteDatabase::connect(bool writer) {
  bool read_only = options_.read_only || !writer;
  TRY(auto c, SqliteConnection::open(path_, options_.create, read_only));
  try {
    if (writer && !read_only) {
      c->run("PRAGMA page_size=4096");
      c->run("PRAGMA journal_mode=WAL");
      c->run("PRAGMA synchronous=FULL");
      c->run("PRAGMA wal_autocheckpoint=8000");
      c->run("PRAGMA cache_size=-32768");
    } else {
      c->run("PRAGMA cache_size=-4096");
      c->set_budget(options_.statement_ms);
    }
    c->run("PRAGMA foreign_keys=ON");
    // Mapped pages count as memory of the process; a writer that goes over the whole file would map all of it.
    c->run(writer ? "PRAGMA mmap_size=0" : "PRAGMA mmap_size=67108864");
    c->run("PRAGMA temp_store=FILE");
  } catch (const Failure& f) {
    Problem p = problem_of(f);
    p.reason = "store.cannot_open";
    p.code = Code::unavailable;
    p.message = "打不开数据库文件 " + path_ + "：它不是本程序的数据库，或没有读写权限。";
    return p;
  }
  return c;
}

Result<std::unique_ptr<Database>> SqliteDatabase::open(const std::string& path, const Options& options) {
  auto db = std::make_unique<SqliteDatabase>();
  db->path_ = path;
  db->options_ = options;
  TRY(db->writer_, db->connect(true));
  if (!options.read_only) {
    SqliteDatabase* self = db.get();
    db->thread_ = std::thread([self] { self->write_loop(); });
  }
  return std::unique_ptr<Database>(std::move(db));
}

SqliteDatabase::~SqliteDatabase() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<void> SqliteDatabase::run_write(const std::function<bool(WriteTx&)>& act, Weight weight) {
  if (options_.read_only) return problem_of(Failure{FailureKind::read_only, "opened read-only", {}});
  Job job;
  job.act = &act;
  std::unique_lock lock(mutex_);
  if (stopping_) return refuse(Code::unavailable, "store.stopping", "系统正在停止，请稍后再试。");
  (weight == Weight::bulk ? bulk_ : queue_).push_back(&job);
  work_.notify_one();
  done_.wait(lock, [&] { return job.done; });
  lock.unlock();
  if (job.thrown) std::rethrow_exception(job.thrown);
  return std::move(job.outcome);
}

void SqliteDatabase::write_loop() {
  for (;;) {
    std::vector<Job*> batch;
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [&] { return stopping_ || !queue_.empty() || !bulk_.empty(); });
      if (queue_.empty() && bulk_.empty()) return;
      while (!queue_.empty() && batch.size() < kMaxBatch) {
        batch.push_back(queue_.front());
        queue_.pop_front();
      }
      if (batch.empty()) {  // bulk work only when nobody waits, one chunk at a time
        batch.push_back(bulk_.front());
        bulk_.pop_front();
      }
    }
    run_batch(batch);
    {
      std::lock_guard lock(mutex_);
      for (Job* job : batch) job->done = true;
    }
    done_.notify_all();
  }
}

// Without a savepoint; false when what the job left behind must be taken back.
bool SqliteDatabase::run_bare(Job& job) {
  SqliteWriteTx tx(*writer_);
  const std::int64_t before = sqlite3_total_changes64(writer_->handle());
  try {
    job.wants_commit = (*job.act)(tx);
    job.after = tx.take_after();
    return job.wants_commit || sqlite3_total_changes64(writer_->handle()) == before;
  } catch (const Failure& f) {
    job.outcome = problem_of(f);
  } catch (...) {
    job.thrown = std::current_exception();
  }
  job.wants_commit = false;
  return false;
}

void SqliteDatabase::run_one(Job& job) {
  SqliteWriteTx tx(*writer_);
  try {
    writer_->run("SAVEPOINT act");
    job.wants_commit = (*job.act)(tx);
    writer_->run(job.wants_commit ? "RELEASE act" : "ROLLBACK TO act; RELEASE act");
    job.after = tx.take_after();
  } catch (const Failure& f) {
    job.wants_commit = false;
    job.outcome = problem_of(f);
    if (writer_->in_transaction()) writer_->run("ROLLBACK TO act; RELEASE act");
    else throw;  // the engine gave up the whole transaction: nobody of this batch is acknowledged
  } catch (...) {
    job.wants_commit = false;
    job.thrown = std::current_exception();
    if (writer_->in_transaction()) writer_->run("ROLLBACK TO act; RELEASE act");
  }
}

// A savepoint costs a copy of every page its act touches, and nearly every act ends well. So all run without one first; when
// one of them must be taken back, the whole batch is, and runs again with a savepoint each.
bool SqliteDatabase::run_together(std::vector<Job*>& batch) {
  writer_->run("BEGIN IMMEDIATE");
  for (Job* job : batch) {
    if (run_bare(*job)) continue;
    give_up();
    return false;
  }
  writer_->run("COMMIT");
  return true;
}

void SqliteDatabase::run_apart(std::vector<Job*>& batch) {
  writer_->run("BEGIN IMMEDIATE");
  for (Job* job : batch) {
    job->outcome = {}, job->thrown = nullptr, job->after.clear(), job->wants_commit = false;
    run_one(*job);
  }
  writer_->run("COMMIT");
}

void SqliteDatabase::give_up() {
  if (writer_->in_transaction()) sqlite3_exec(writer_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void SqliteDatabase::run_batch(std::vector<Job*>& batch) {
  try {
    if (!run_together(batch) && batch.size() > 1) run_apart(batch);
  } catch (const Failure& f) {
    give_up();
    for (Job* job : batch) {
      job->wants_commit = false;
      if (job->outcome.ok() && !job->thrown) job->outcome = problem_of(f);
    }
    return;
  }
  for (Job* job : batch)
    if (job->wants_commit)
      for (auto& act : job->after) act();
}

Result<void> SqliteDatabase::run_read(const std::function<void(ReadTx&)>& act) {
  std::unique_ptr<SqliteConnection> c;
  {
    std::unique_lock lock(readers_mutex_);
    if (readers_.empty() && readers_made_ >= options_.readers)
      reader_free_.wait(lock, [&] { return !readers_.empty(); });
    if (!readers_.empty()) {
      c = std::move(readers_.back());
      readers_.pop_back();
    } else {
      ++readers_made_;
    }
  }
  if (!c) {
    auto made = connect(false);
    if (!made.ok()) {
      std::lock_guard lock(readers_mutex_);
      --readers_made_;
      return std::move(made).problem();
    }
    c = std::move(made).value();
  }
  Result<void> outcome;
  std::exception_ptr thrown;
  try {
    c->run("BEGIN");
    SqliteReadTx tx(*c);
    act(tx);
  } catch (const Failure& f) {
    outcome = problem_of(f);
  } catch (...) {
    thrown = std::current_exception();
  }
  if (c->in_transaction()) sqlite3_exec(c->handle(), "COMMIT", nullptr, nullptr, nullptr);
  {
    std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(c));
  }
  reader_free_.notify_one();
  if (thrown) std::rethrow_exception(thrown);
  return outcome;
}

Result<void> SqliteDatabase::checkpoint() {
  std::function<bool(WriteTx&)> nothing = [](WriteTx&) { return false; };
  CHECK_OK(run_write(nothing, Weight::interactive));  // everything queued before is on disk now
  TRY(auto c, SqliteConnection::open(path_, false, false));
  sqlite3_wal_checkpoint_v2(c->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  return {};
}

Result<void> SqliteDatabase::copy_to_file(const std::string& target) {
  TRY(auto from, connect(false));
  from->set_budget(0);
  try {
    from->execute("VACUUM INTO ?", Params{target});
  } catch (const Failure& f) {
    return problem_of(f);
  }
  return {};
}

class SqliteScratch : public Scratch {
 public:
  explicit SqliteScratch(std::unique_ptr<SqliteConnection> c) : c_(std::move(c)) {}
  void execute(std::string_view sql, const Params& params) override { c_->execute(sql, params); }
  void query(std::string_view sql, const Params& params, const OnRow& on_row) override { c_->query(sql, params, on_row); }

 private:
  std::unique_ptr<SqliteConnection> c_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, const Options& options) {
  return SqliteDatabase::open(path, options);
}

Result<std::unique_ptr<Scratch>> Scratch::create() {
  TRY(auto c, SqliteConnection::open("", true, false));
  c->run("PRAGMA journal_mode=OFF");
  c->run("PRAGMA synchronous=OFF");
  c->run("PRAGMA cache_size=-16384");
  return std::unique_ptr<Scratch>(std::make_unique<SqliteScratch>(std::move(c)));
}

}  // namespace niangjia::store
