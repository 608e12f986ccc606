// Both engines keep the same promises. On PostgreSQL (NIANGJIA_TEST_PG) the tables of this test are made anew
// each time.
#include "store/store.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/crypto.h"
#include "base/text.h"
#include "record/sample_fixture.h"

// The program embeds them; this test has tables of its own.
const std::vector<niangjia::EmbeddedFile>& embedded_migrations() {
  static const std::vector<niangjia::EmbeddedFile> none;
  return none;
}

namespace niangjia::store {
namespace {

constexpr std::string_view kTables =
    "CREATE TABLE sample (\n  realm_id BIGINT NOT NULL,\n  id BIGINT NOT NULL,\n  name TEXT NOT NULL,\n  "
    "count BIGINT NOT "
    "NULL,\n  rate REAL NOT NULL,\n  is_open BIGINT NOT NULL,\n  held_on TEXT,\n  state TEXT NOT NULL,\n  "
    "tags TEXT NOT "
    "NULL,\n  union_id BIGINT,\n  phone TEXT NOT NULL,\n  sealed BYTEA,\n  version BIGINT NOT NULL,\n  "
    "PRIMARY KEY (realm_id, "
    "id),\n  UNIQUE (realm_id, name)\n) STRICT, WITHOUT ROWID;\n";

class Stores : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const char* postgres = std::getenv("NIANGJIA_TEST_PG");
    const bool is_sqlite = std::string_view(GetParam()) == "sqlite";
    if (!is_sqlite && !postgres) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
    folder_ = std::filesystem::temp_directory_path() / ("niangjia-store-" + to_hex(random_bytes(6)));
    std::filesystem::create_directories(folder_);
    where_ = is_sqlite ? (folder_ / "a.db").string() : postgres;
    open();
    auto made = database_->write([](WriteTx& tx) -> Result<bool> {
      tx.execute("DROP TABLE IF EXISTS sample", Params{});
      for (const auto& sql : split_statements(in_dialect(tx.engine(), kTables))) tx.execute(sql, Params{});
      return true;
    });
    ASSERT_TRUE(made.ok()) << made.problem().inside.text;
  }
  void TearDown() override {
    database_.reset();
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  void open() {
    database_.reset();
    auto opened = Database::open(where_);
    ASSERT_TRUE(opened.ok()) << opened.problem().message << opened.problem().inside.text;
    database_ = std::move(*opened);
  }
  static Sample sample(Id id, std::string name) {
    Sample s;
    s.realm_id = 1, s.id = id, s.name = std::move(name), s.sealed.bytes = std::string("\0\x01\xff", 3);
    s.tags = {"甲", "\t\\N\n"};
    return s;
  }
  std::int64_t rows() {
    auto n = database_->read([](ReadTx& tx) -> Result<std::int64_t> {
      return tx.integer("SELECT count(*) FROM sample", Params{}).value_or(-1);
    });
    return n.ok() ? *n : -1;
  }
  std::filesystem::path folder_;
  std::string where_;
  std::unique_ptr<Database> database_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Stores, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Stores, give_back_what_was_kept_also_after_opening_anew) {
  std::vector<Sample> many;
  for (Id id = 1; id <= 50; ++id) many.push_back(sample(id, "n" + std::to_string(id)));
  many[0].held_on = Date::from_ymd(2021, 11, 12);
  many[0].name = "'; DROP TABLE sample; -- \t\\.";
  ASSERT_TRUE(database_->write([&](WriteTx& tx) -> Result<bool> { return tx.insert_all(many), true; }).ok());
  open();
  auto back = database_->read([](ReadTx& tx) -> Result<std::vector<Sample>> {
    return tx.select<Sample>("WHERE realm_id = ? ORDER BY id", Params{1});
  });
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->size(), 50u);
  EXPECT_EQ(back->at(0).name, many[0].name);
  EXPECT_EQ(back->at(0).held_on, many[0].held_on);
  EXPECT_FALSE(back->at(1).held_on);
  EXPECT_EQ(back->at(1).sealed, many[1].sealed);
  EXPECT_EQ(back->at(1).tags, many[1].tags);
}

TEST_P(Stores, roll_back_what_ends_with_a_problem_or_an_exception) {
  auto refused = database_->write([&](WriteTx& tx) -> Result<bool> {
    tx.insert(sample(1, "a"));
    return refuse(Code::conflict, "no", "不行。");
  });
  EXPECT_EQ(refused.problem().reason, "no");
  EXPECT_THROW((void)database_->write([&](WriteTx& tx) -> Result<bool> {
    tx.insert(sample(2, "b"));
    throw std::runtime_error("out of the act");
  }),
               std::runtime_error);
  EXPECT_EQ(rows(), 0);
}

TEST_P(Stores, tell_after_a_real_commit_and_never_after_a_rollback) {
  std::atomic<int> told = 0;
  ASSERT_TRUE(database_
                  ->write([&](WriteTx& tx) -> Result<bool> {
                    tx.insert(sample(1, "a"));
                    tx.after_commit([&] { ++told; });
                    return true;
                  })
                  .ok());
  (void)database_->write([&](WriteTx& tx) -> Result<bool> {
    tx.insert(sample(2, "b"));
    tx.after_commit([&] { told += 100; });
    return refuse(Code::conflict, "no", "不行。");
  });
  EXPECT_EQ(told, 1);
  EXPECT_EQ(rows(), 1);
}

// Acts that arrive together share a commit; one that fails after writing takes nothing of its neighbours with
// it.
TEST_P(Stores, keep_the_neighbours_of_an_act_that_fails) {
  std::vector<std::thread> clerks;
  std::atomic<int> kept = 0, refused = 0, told = 0;
  for (int clerk = 0; clerk < 8; ++clerk)
    clerks.emplace_back([&, clerk] {
      for (int i = 0; i < 25; ++i) {
        const bool is_bad = (clerk + i) % 3 == 0;
        auto done = database_->write([&](WriteTx& tx) -> Result<bool> {
          tx.insert(sample(clerk * 1000 + i + 1, std::to_string(clerk) + "-" + std::to_string(i)));
          tx.after_commit([&] { ++told; });
          if (is_bad) return refuse(Code::conflict, "no", "不行。");
          return true;
        });
        ++(done.ok() ? kept : refused);
      }
    });
  for (auto& clerk : clerks) clerk.join();
  EXPECT_EQ(kept + refused, 200);
  EXPECT_GT(refused, 0);
  EXPECT_EQ(rows(), kept);
  EXPECT_EQ(told, kept);
}

// Whether a name is free is for the constraint to say: twenty at once, and one gets it.
TEST_P(Stores, let_one_of_many_take_a_name) {
  std::vector<std::thread> clerks;
  std::atomic<int> won = 0;
  for (int clerk = 0; clerk < 20; ++clerk)
    clerks.emplace_back([&, clerk] {
      auto done = database_->write(
          [&](WriteTx& tx) -> Result<bool> { return tx.insert_new(sample(clerk + 1, "同一个名字")); });
      if (done.ok() && *done) ++won;
    });
  for (auto& clerk : clerks) clerk.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(rows(), 1);
}

// The twin without a guard: reading first and writing then lets two in. On SQLite acts stand in a queue, so
// only PostgreSQL can show it.
TEST_P(Stores, let_two_pass_who_only_looked_before) {
  if (std::string_view(GetParam()) == "sqlite") GTEST_SKIP() << "one writer at a time";
  std::atomic<int> looked = 0, won = 0;
  auto look_then_write = [&](Id id) {
    (void)database_->write([&](WriteTx& tx) -> Result<bool> {
      const bool is_free =
          !tx.integer("SELECT id FROM sample WHERE realm_id = ? AND phone = ?", Params{1, "139"});
      ++looked;
      for (int i = 0; i < 400 && looked < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      if (!is_free) return false;
      Sample s = sample(id, "n" + std::to_string(id));
      s.phone = "139";
      tx.insert(s);
      ++won;
      return true;
    });
  };
  std::thread one([&] { look_then_write(1); }), two([&] { look_then_write(2); });
  one.join();
  two.join();
  EXPECT_EQ(won, 2) << "if this ever holds the unguarded pattern safe, the guards need not be tested";
}

TEST_P(Stores, say_what_a_constraint_refused_in_words) {
  ASSERT_TRUE(
      database_->write([&](WriteTx& tx) -> Result<bool> { return tx.insert(sample(1, "a")), true; }).ok());
  auto twice = database_->write([&](WriteTx& tx) -> Result<bool> { return tx.insert(sample(2, "a")), true; });
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.problem().code, Code::conflict);
  EXPECT_FALSE(twice.problem().message.empty());
  auto wrong = database_->read([](ReadTx& tx) -> Result<bool> {
    tx.query("SELECT nothing FROM nowhere", Params{}, [](const Row&) { return true; });
    return true;
  });
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.problem().message.find("nowhere"), std::string::npos) << "the inside stays inside";
}

TEST(Paths, cover_what_lies_below_and_nothing_beside) {
  auto [low, high] = path_range("AAAB");
  for (std::string below : {"AAAB", "AAABAAAA", "AAABzzzz"})
    EXPECT_TRUE(low <= below && below < high) << below;
  for (std::string beside : {"AAAA", "AAAC", "AAA"}) EXPECT_FALSE(low <= beside && beside < high) << beside;
}

TEST(Scratch, is_private_and_forgets) {
  auto scratch = Scratch::create();
  ASSERT_TRUE(scratch.ok());
  (*scratch)->execute("CREATE TABLE t (a TEXT)");
  (*scratch)->execute("INSERT INTO t VALUES (?)", Params{"甲"});
  std::string found;
  (*scratch)->query("SELECT a FROM t", Params{},
                    [&](const Row& row) { return found = std::string(row.text(0)), true; });
  EXPECT_EQ(found, "甲");
}

}  // namespace
}  // namespace niangjia::store
