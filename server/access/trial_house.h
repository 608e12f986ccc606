#pragma once
// For tests: a house with a real database in a folder that vanishes. With NIANGJIA_TEST_PG=postgresql://… the
// same tests run on that server, each house in a realm of its own.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "access/actions.h"
#include "access/session.h"
#include "base/source_folder_fixture.h"

namespace niangjia {

class TrialClock : public Clock {
 public:
  Instant at{1'770'000'000'000};  // 2026-02-02
  Instant now() const override { return at; }
  void pass(std::int64_t ms) { at.ms += ms; }
};

inline const std::vector<EmbeddedFile>& migrations_in_source() {
  static std::deque<std::pair<std::string, std::string>> texts;  // name and bytes; addresses stay
  static std::vector<EmbeddedFile> files;
  if (!files.empty()) return files;
  auto folder = source_folder() / "migrations";
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".sql") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    std::ifstream in(path);
    texts.emplace_back(path.filename().string(), std::string(std::istreambuf_iterator<char>(in), {}));
    files.push_back({texts.back().first, texts.back().second});
  }
  return files;
}

class TrialFolder {
 public:
  TrialFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "niangjia-trial-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~TrialFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TrialFolder(const TrialFolder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

template <class T>
T must(Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.problem().reason + " " + result.problem().inside.text);
  return std::move(result).value();
}
inline void must(Result<void> result) {
  if (!result.ok()) throw std::runtime_error(result.problem().reason + " " + result.problem().inside.text);
}
// "" when it went well.
template <class T>
std::string reason_of(const Result<T>& result) {
  return result.ok() ? "" : result.problem().reason;
}

// One federation: the district (AAAA) with two towns (AAAAAAAB, AAAAAAAC), and a union in the first
// (AAAAAAABAAAD).
class TrialHouse {
 public:
  TrialHouse() {
    const char* server = std::getenv("NIANGJIA_TEST_PG");
    database_ = must(store::Database::open(server ? server : folder_.file("trial.db")));
    vault_ = must(Vault::open(folder_.file("keys"), CipherSuite::aes_256_gcm, true));
    house.emplace(House{*database_, *vault_, clock, ids});
    must(database_->write([](store::WriteTx& tx) { return store::migrate(tx, migrations_in_source()); }));
    realm_id = ids.next();
    must(database_->write([&](store::WriteTx& tx) -> Result<void> {
      tx.execute("INSERT INTO realm (id, name, division, next_segment, created_at) VALUES (?, ?, ?, 9, 0)",
                 store::Params{realm_id, "柯桥区总工会", "330603"});
      district = add_union(tx, "AAAA", "AAAA", "柯桥区总工会");
      town = add_union(tx, "AAAAAAAB", "AAAB", "柯岩街道总工会");
      other_town = add_union(tx, "AAAAAAAC", "AAAC", "齐贤街道总工会");
      grassroots = add_union(tx, "AAAAAAABAAAD", "AAAD", "柯岩快递联合工会");
      return {};
    }));
    boss = Actor::machine_operator(realm_id, "AAAA");
  }

  std::string login_name(const std::string& name) const {
    return name + "-" + id_to_wire("r", realm_id).substr(2);
  }
  Account account(const std::string& name) {
    return must(create_account(*house, boss, {login_name(name), name, kPassword, 0, false}));
  }
  HeldRoleRow give(const Account& account, const std::string& role, Id union_id) {
    return must(grant_role(*house, boss, {account.id, role, union_id, {}, {}}));
  }
  Result<Session> enter(const std::string& name, const std::string& password = kPassword,
                        const std::string& totp = "") {
    return login(*house, {login_name(name), password, totp, "127.0.0.1"});
  }
  Actor actor(const std::string& name) { return must(actor_of_login(*house, login_name(name))); }
  store::Database& database() { return *database_; }

  static constexpr const char* kPassword = "jiaoshi2026-guilin";
  TrialClock clock;
  std::optional<House> house;
  IdMaker ids{clock_of_machine(), static_cast<int>(::getpid() % 1024)};
  Id realm_id = 0, district = 0, town = 0, other_town = 0, grassroots = 0;
  Actor boss;

 private:
  static const Clock& clock_of_machine() {
    return system_clock();
  }  // ids of two runs on one server must differ
  Id add_union(store::WriteTx& tx, std::string_view path, std::string_view segment, std::string_view name) {
    Id id = ids.next();
    std::string columns = "realm_id, id, segment, tree_path, name", values = "?, ?, ?, ?, ?";
    for (std::string_view text :
         {"name_key", "name_pinyin", "name_initials", "type", "credit_code", "township_code", "address",
          "industry", "approval_number", "chair_name", "chair_sex", "chair_post", "audit_chair_name",
          "women_chair_name", "status", "note"})
      columns.append(", ").append(text), values += ", ''";
    for (std::string_view number :
         {"level_code", "session_number", "term_years", "employees_reported", "female_employees_reported",
          "migrant_employees_reported", "members_reported", "female_members_reported", "committee_seats",
          "is_new_form", "version", "updated_at"})
      columns.append(", ").append(number), values += ", 0";
    tx.execute("INSERT INTO trade_union (" + columns + ") VALUES (" + values + ")",
               store::Params{realm_id, id, segment, path, name});
    return id;
  }

  TrialFolder folder_;
  std::unique_ptr<store::Database> database_;
  std::shared_ptr<Vault> vault_;
};

}  // namespace niangjia
