#include "access/disclosure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <thread>

#include "access/journal.h"
#include "access/taken_list.h"
#include "access/trial_house.h"

namespace niangjia {
namespace {

using DayKey = std::tuple<Id, std::int64_t>;
struct DayCount {
  std::int64_t reveals = 0, exports = 0, rows = 0;
  bool operator==(const DayCount&) const = default;
};

class Disclosures : public testing::Test {
 protected:
  Disclosures() {
    for (const char* name : {"jia", "yi", "bing"}) {
      t.give(t.account(name), "security_admin", t.district);
      actors.push_back(t.actor(name));
    }
  }
  void reveal(const Actor& actor) {
    must(t.database().write([&](store::WriteTx& tx) -> Result<void> {
      Permit permit = must(allow(actor, "journal.read_access", {t.realm_id, "AAAA", 0, 0}));
      write_journal(tx, permit, t.ids.next(), t.clock.now(),
                    {"member", 7, "AAAA", "phone", "phone", "核对", {DisclosureKind::reveal}});
      return {};
    }));
  }
  void take(const Actor& actor) { std::filesystem::remove(must(take_accounts(*t.house, actor, ""))); }
  std::map<DayKey, DayCount> kept() {
    std::map<DayKey, DayCount> out;
    must(t.database().read([&](store::ReadTx& tx) -> Result<void> {
      for (const DisclosureDay& d : tx.select<DisclosureDay>("WHERE realm_id = ?", store::Params{t.realm_id}))
        out[{d.account_id, d.day}] = {d.reveals, d.exports, d.row_count};
      return {};
    }));
    return out;
  }
  TrialHouse t;
  std::vector<Actor> actors;
};

TEST_F(Disclosures, of_random_acts_are_counted_as_the_journal_tells_them) {
  std::mt19937 dice(20261124);
  for (int i = 0; i < 120; ++i) {
    t.clock.pass(static_cast<std::int64_t>(dice() % 9) * 3'600'000);
    const Actor& actor = actors[dice() % actors.size()];
    switch (dice() % 3) {
      case 0: reveal(actor); break;
      case 1: take(actor); break;
      default: must(rename_account(*t.house, t.boss, actor.account_id, "改名" + std::to_string(i)));
    }
  }
  std::map<DayKey, DayCount> told;
  must(t.database().read([&](store::ReadTx& tx) -> Result<void> {
    for (const JournalRow& row : tx.select<JournalRow>("WHERE realm_id = ?", store::Params{t.realm_id})) {
      DayCount& day = told[{row.account_id, row.at.day_in_china().days()}];
      if (row.reason == "核对") ++day.reveals;
      if (row.reason != "导出账号列表") continue;
      ++day.exports;
      day.rows += 3;
      // The journal attests how many rows left.
      EXPECT_EQ(row.after_digest.bytes, bytes_of(sha256(taken_rows_text(3))));
    }
    return {};
  }));
  std::erase_if(told, [](const auto& one) { return one.second == DayCount{}; });
  EXPECT_GT(told.size(), 10u);
  EXPECT_EQ(kept(), told);
  EXPECT_TRUE(must(verify_journal(t.database(), t.realm_id)).ok());
}

TEST_F(Disclosures, of_one_person_at_once_lose_no_count) {
  constexpr int each = 25;
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n)
    threads.emplace_back([&] {
      for (int i = 0; i < each; ++i) reveal(actors[0]);
    });
  for (auto& thread : threads) thread.join();
  auto days = kept();
  ASSERT_EQ(days.size(), 1u);
  EXPECT_EQ(days.begin()->second, (DayCount{4 * each, 0, 0}));
}

TEST_F(Disclosures, a_taken_list_names_its_journal_row) {
  const Taking taking(*t.house, actors[0]);
  EXPECT_NE(taking.note().find("jia（" + actors[0].login + "）"), std::string::npos) << taking.note();
  EXPECT_NE(taking.note().find("编号：" + taking.number()), std::string::npos);
  must(taking.journal(visible(actors[0], "accounts.read"), "account", "试", 12));
  auto id = id_from_wire("jrn", taking.number());
  ASSERT_TRUE(id);
  auto row = must(t.database().read([&](store::ReadTx& tx) -> Result<std::optional<JournalRow>> {
    return tx.select_one<JournalRow>("WHERE realm_id = ? AND id = ?", store::Params{t.realm_id, *id});
  }));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->reason, "试");
  EXPECT_EQ(kept().begin()->second, (DayCount{0, 1, 12}));
}

TEST_F(Disclosures, a_file_that_cannot_be_journalled_is_removed) {
  const Taking taking(*t.house, actors[0]);
  Scope scope = visible(actors[0], "accounts.read");
  must(taking.journal(scope, "account", "试", 1));
  TrialFolder folder;
  std::ofstream(folder.file("list.xlsx")) << "x";
  EXPECT_FALSE(taking.journalled(scope, "account", "试", {folder.file("list.xlsx"), 1}).ok());  // its id is taken
  EXPECT_FALSE(std::filesystem::exists(folder.file("list.xlsx")));
}

// The rows of before are counted by the migration itself; of a file, for there each test has a database of its own.
TEST(DisclosureMigration, counts_what_the_journal_told_before) {
  TrialFolder folder;
  auto database = must(store::Database::open(folder.file("old.db")));
  std::vector<EmbeddedFile> before, all = migrations_in_source();
  for (const EmbeddedFile& file : all)
    if (file.path < std::string_view("0015")) before.push_back(file);
  ASSERT_LT(before.size(), all.size());
  must(database->write([&](store::WriteTx& tx) { return store::migrate(tx, before); }));
  constexpr std::int64_t day = 86'400'000, in_china = 8 * 3'600'000;
  struct Row {
    std::int64_t at;
    Id account;
    const char *action, *reason;
    Id subject;
  };
  const std::vector<Row> rows{{10 * day - in_china, 5, "members.reveal", "核对", 7},   // the first moment of day 10
                              {11 * day - in_china - 1, 5, "members.reveal", "核对", 8},  // and the last
                              {11 * day - in_china, 5, "members.export", "导出 3 人", 0},
                              {11 * day, 5, "unions.read", "导出工会列表", 0},
                              {11 * day, 5, "members.edit", "", 7},
                              {11 * day, 5, "roles.grant", "导出工作需要", 9},
                              {11 * day, 0, "applications.export", "导出入会申请", 0}};
  must(database->write([&](store::WriteTx& tx) -> Result<void> {
    Id id = 1;
    for (const Row& row : rows) {
      JournalRow j;
      j.realm_id = 1, j.id = id++, j.at.ms = row.at, j.account_id = row.account, j.action = row.action, j.reason = row.reason;
      j.subject_id = row.subject;
      tx.insert(j);
    }
    return store::migrate(tx, all);
  }));
  must(database->read([&](store::ReadTx& tx) -> Result<void> {
    auto days = tx.select<DisclosureDay>("WHERE realm_id = ? ORDER BY day", store::Params{1});
    EXPECT_EQ(days.size(), 2u);
    if (days.size() != 2) return {};
    EXPECT_EQ(std::tuple(days[0].day, days[0].account_id, days[0].reveals, days[0].exports), std::tuple(10, 5, 2, 0));
    EXPECT_EQ(std::tuple(days[1].day, days[1].account_id, days[1].reveals, days[1].exports), std::tuple(11, 5, 0, 2));
    EXPECT_EQ(tx.integer("SELECT count(*) FROM disclosure WHERE realm_id = ?", store::Params{1}), 5);
    return {};
  }));
}

}  // namespace
}  // namespace niangjia
