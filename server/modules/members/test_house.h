#pragma once
// A small federation in a database of its own, for the tests of this folder. On PostgreSQL (NIANGJIA_TEST_PG)
// each house has a realm and keys of its own, so that tests do not meet.

#include <gtest/gtest.h>

#include <filesystem>

#include "modules/members/actions.h"

namespace niangjia::members {

class FixedClock : public Clock {
 public:
  Instant instant{1636704000000};  // 2021-11-12 16:00 in China
  Instant now() const override { return instant; }
};

class TestHouse {
 public:
  explicit TestHouse(std::string_view engine);
  ~TestHouse();
  House& house() { return *house_; }
  store::Database& database() { return *database_; }
  FixedClock& clock() { return clock_; }

  Id realm_id = 0;
  Id county = 0, township = 0, union_a = 0, union_b = 0, closed_union = 0;
  Actor organiser;  // county
  Actor keeper_a;   // of union_a only
  Actor leader;

  Id add_union(std::string_view name, std::string_view path, Id parent_id,
               std::string_view status = "active");
  // A valid synthetic number born on 1990-01-01 or as told.
  static std::string identity_number(int n, std::string_view born = "19900101");
  // A change of standing with all that it must rest on.
  static StandingChange change(EventKind kind, std::string reason = "本人要求");
  MemberEntry entry(int n, Id union_id) const;
  Person join(int n, Id union_id);
  Person person(Id id);
  std::int64_t count(std::string_view sql);
  // Every row of the tables a merge touches, as text.
  std::string dump();

 private:
  std::filesystem::path folder_;
  FixedClock clock_;
  IdMaker ids_;
  std::shared_ptr<Vault> vault_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<House> house_;
};

inline bool has_engine(std::string_view engine) {
  return engine == "sqlite" || std::getenv("NIANGJIA_TEST_PG");
}

}  // namespace niangjia::members
