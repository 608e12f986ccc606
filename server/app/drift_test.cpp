// A database made by the migrations holds exactly the columns that the declarations name, on both engines.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "app/modules.h"
#include "base/text.h"

namespace niangjia {
namespace {

// Tables without a struct: written and read by name in one file each.
const std::set<std::string> kUndeclared = {"figure_sum", "import_mapping", "realm", "schema_version", "realm_outline", "service_turn", "station_epoch"};
// Keyed by a blind index or a token, because what they guard is unique across federations (DESIGN section 4).
const std::set<std::string> kAcrossRealms = {"login_name", "session", "sign_in_attempt", "standing_claim", "realm",
                                             "schema_version"};

store::ColumnType type_of(const record::Field& field) {
  switch (field.kind) {
    case record::Kind::boolean:
    case record::Kind::integer:
    case record::Kind::instant:
    case record::Kind::id:
      return store::ColumnType::integer;
    case record::Kind::real:
      return store::ColumnType::real;
    case record::Kind::blob:
      return store::ColumnType::blob;
    case record::Kind::text:
    case record::Kind::date:
    case record::Kind::code:
    case record::Kind::text_list:
      break;
  }
  return store::ColumnType::text;
}

// What differs, in words; empty when nothing does.
std::vector<std::string> drift_of(store::ReadTx& tx, const record::Shape& shape) {
  std::vector<std::string> found;
  const std::string table(shape.table);
  auto columns = store::columns_of(tx, table);
  std::set<std::string> declared;
  for (const record::Field& field : shape.fields) {
    if (!field.is_column()) continue;
    declared.emplace(field.name);
    auto at =
        std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == field.name; });
    if (at == columns.end()) {
      found.push_back(table + "." + std::string(field.name) + " is declared and not migrated");
      continue;
    }
    if (at->type != type_of(field)) found.push_back(table + "." + at->name + " has another type");
    if (field.optional && !at->nullable)
      found.push_back(table + "." + at->name + " may be absent and the column not");
    if (field.has(record::kKey) != (at->key_place > 0))
      found.push_back(table + "." + at->name + " differs in being a key");
  }
  for (const auto& column : columns)
    if (!declared.contains(column.name))
      found.push_back(table + "." + column.name + " is migrated and not declared");
  return found;
}

class Drift : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    std::string where;
    if (std::string_view(GetParam()) == "sqlite") {
      folder_ = std::filesystem::temp_directory_path() / ("niangjia-drift-" + to_hex(random_bytes(6)));
      std::filesystem::create_directories(folder_);
      where = (folder_ / "a.db").string();
    } else {
      const char* postgres = std::getenv("NIANGJIA_TEST_PG");
      if (!postgres) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
      where = postgres;
    }
    auto opened = store::Database::open(where);
    ASSERT_TRUE(opened.ok()) << opened.problem().message;
    database_ = std::move(*opened);
    auto made = database_->write([](store::WriteTx& tx) -> Result<bool> {
      CHECK_OK(store::migrate(tx, embedded_migrations()));
      return true;
    });
    ASSERT_TRUE(made.ok()) << made.problem().message;
  }
  void TearDown() override {
    database_.reset();
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  template <class F>
  void look(F act) {
    auto looked = database_->read([&](store::ReadTx& tx) -> Result<bool> { return act(tx), true; });
    ASSERT_TRUE(looked.ok()) << looked.problem().inside.text;
  }
  std::filesystem::path folder_;
  std::unique_ptr<store::Database> database_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Drift, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Drift, columns_are_what_the_declarations_say) {
  look([](store::ReadTx& tx) {
    for (const record::Shape* shape : app::stored_shapes()) EXPECT_EQ(join(drift_of(tx, *shape), "\n"), "");
  });
}

TEST_P(Drift, no_table_is_without_a_declaration) {
  look([](store::ReadTx& tx) {
    std::set<std::string> declared = kUndeclared;
    for (const record::Shape* shape : app::stored_shapes()) declared.emplace(shape->table);
    auto tables = store::tables_of(tx);
    EXPECT_EQ(std::set<std::string>(tables.begin(), tables.end()), declared);
  });
}

TEST_P(Drift, the_federation_comes_first_in_every_key) {
  look([](store::ReadTx& tx) {
    for (const std::string& table : store::tables_of(tx)) {
      if (kAcrossRealms.contains(table)) continue;
      auto columns = store::columns_of(tx, table);
      auto first =
          std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c.key_place == 1; });
      ASSERT_NE(first, columns.end()) << table;
      EXPECT_EQ(first->name, "realm_id") << table;
    }
  });
}

// The test would be worth nothing if it could not see a difference.
TEST_P(Drift, a_column_more_or_less_is_seen) {
  look([](store::ReadTx& tx) {
    record::Shape shorter = journal_shape;
    shorter.fields = shorter.fields.first(shorter.fields.size() - 1);
    EXPECT_EQ(drift_of(tx, shorter).size(), 1u);
    record::Shape elsewhere = journal_shape;
    elsewhere.table = "brand";
    EXPECT_GT(drift_of(tx, elsewhere).size(), 3u);
  });
}

}  // namespace
}  // namespace niangjia
