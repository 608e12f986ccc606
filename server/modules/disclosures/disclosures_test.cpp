#include "modules/disclosures/disclosures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "access/taken_list.h"
#include "access/trial_house.h"
#include "modules/disclosures/store.h"
#include "modules/parameters/parameters.h"

namespace niangjia::disclosures {
namespace {

Date day(const char* iso) { return *Date::parse_iso(iso); }

TEST(Limits, of_a_span_are_those_of_each_day) {
  const auto spans = limits_of(day("2021-01-01"), day("2021-12-31"));
  ASSERT_FALSE(spans.empty());
  EXPECT_EQ(spans.front().from, day("2021-01-01"));
  EXPECT_EQ(spans.back().to, day("2021-12-31"));
  for (std::size_t i = 1; i < spans.size(); ++i) EXPECT_EQ(spans[i].from, spans[i - 1].to.plus_days(1));
  for (const Limits& span : spans)
    EXPECT_EQ(span.reveals, parameters::value_on("disclosures.reveals_per_day", span.to));
}

TEST(Limits, are_passed_only_above_them) {
  const Limits limits{day("2021-01-01"), day("2021-01-01"), 20, 10, 5000};
  EXPECT_EQ(unusual_words({1, 1, 1, 20, 10, 5000}, limits), "");
  EXPECT_EQ(unusual_words({1, 1, 1, 21, 0, 0}, limits), "查看完整号码 21 次，超过 20");
  EXPECT_EQ(unusual_words({1, 1, 1, 0, 11, 5001}, limits), "导出 11 次，超过 10；导出 5001 行，超过 5000");
}

TEST(Numbers, are_read_as_people_copy_them) {
  const Id id = 123'456'789'012'345;
  std::string wire = id_to_wire("jrn", id), loud;
  for (char c : wire.substr(4)) loud += c == '0' ? 'O' : static_cast<char>(std::toupper(c));
  EXPECT_EQ(read_number(wire), id);
  EXPECT_EQ(read_number("编号： " + loud.substr(0, 5) + " " + loud.substr(5)), id);
  for (const char* wrong : {"", "jrn_", "jrn_1", "你好", "' OR 1=1", "jrn_zzzzzzzzzzzzzzzzzzzz"})
    EXPECT_FALSE(read_number(wrong)) << wrong;
}

// Cadres of two towns, and many days counted for them.
class Days : public testing::Test {
 protected:
  Days() {
    std::mt19937 dice(7);
    for (const char* name : {"ke", "qi", "yan"}) {
      Account account = t.account(name);
      t.give(account, "township_organiser", account.name == "qi" ? t.other_town : t.town);
      accounts.push_back(account.id);
    }
    t.give(t.account("sec"), "security_admin", t.district);
    must(t.database().write([&](store::WriteTx& tx) -> Result<void> {
      std::vector<DisclosureDay> rows;
      for (int d = 0; d < 60; ++d)
        for (Id account : accounts)
          if (dice() % 3)
            rows.push_back({t.realm_id, kFrom.days() + d, account, static_cast<std::int64_t>(dice() % 25),
                            static_cast<std::int64_t>(dice() % 4), static_cast<std::int64_t>(dice() % 900)});
      kept = rows;
      tx.insert_all(rows);
      return {};
    }));
  }
  std::vector<ListedDay> pages(DayFilter filter, int limit) {
    const Scope scope = visible(t.actor("sec"), kSee);
    return must(t.database().read([&](store::ReadTx& tx) -> Result<std::vector<ListedDay>> {
      std::vector<ListedDay> all;
      std::optional<DayCursor> after;
      for (;;) {
        auto page = list_days(tx, scope, filter, after, limit);
        all.insert(all.end(), page.begin(), page.end());
        if (page.size() < static_cast<std::size_t>(limit)) return all;
        after = DayCursor{sort_value(page.back(), filter.sort), page.back().row.day, page.back().row.account_id};
      }
    }));
  }
  static DayFilter whole() {
    DayFilter f;
    f.from = kFrom, f.to = kFrom.plus_days(59);
    return f;
  }
  static inline const Date kFrom = day("2026-01-01");
  TrialHouse t;
  std::vector<Id> accounts;
  std::vector<DisclosureDay> kept;
};

TEST_F(Days, come_once_each_in_every_order_page_by_page) {
  for (DaySort sort : {DaySort::day, DaySort::reveals, DaySort::exports, DaySort::rows, DaySort::person, DaySort::at_union})
    for (bool descends : {true, false}) {
      DayFilter f = whole();
      f.sort = sort, f.descends = descends;
      const auto all = pages(f, 7);
      ASSERT_EQ(all.size(), kept.size());
      std::set<std::pair<std::int64_t, Id>> seen;
      for (const ListedDay& one : all) seen.emplace(one.row.day, one.row.account_id);
      EXPECT_EQ(seen.size(), kept.size());
      auto key = [&](const ListedDay& one) {
        bool is_text = sort == DaySort::person || sort == DaySort::at_union;
        return std::tuple(is_text ? 0 : std::stoll(sort_value(one, sort)), is_text ? sort_value(one, sort) : "");
      };
      for (std::size_t i = 1; i < all.size(); ++i)
        EXPECT_TRUE(descends ? key(all[i - 1]) >= key(all[i]) : key(all[i - 1]) <= key(all[i])) << i;
    }
}

TEST_F(Days, are_cut_by_person_union_period_and_limit) {
  DayFilter f = whole();
  f.account_id = accounts[0];
  for (const ListedDay& one : pages(f, 50)) EXPECT_EQ(one.row.account_id, accounts[0]);
  f = whole();
  f.at_unions = true, f.paths = {"AAAAAAAC"};
  auto of_town = pages(f, 50);
  EXPECT_EQ(of_town.size(), static_cast<std::size_t>(std::count_if(
                                kept.begin(), kept.end(), [&](const auto& d) { return d.account_id == accounts[1]; })));
  EXPECT_EQ(of_town.front().union_name, "齐贤街道总工会");
  f.paths = {};
  EXPECT_TRUE(pages(f, 50).empty());
  f = whole();
  f.words = "q_";
  EXPECT_TRUE(pages(f, 50).empty());
  f.words = "qi";
  EXPECT_EQ(pages(f, 50).size(), of_town.size());
  f = whole();
  f.only_unusual = true;
  const std::int64_t most = parameters::value_on("disclosures.reveals_per_day", kFrom);
  const auto above = std::count_if(kept.begin(), kept.end(), [&](const auto& d) { return d.reveals > most; });
  EXPECT_GT(above, 0);
  EXPECT_EQ(pages(f, 50).size(), static_cast<std::size_t>(above));
  f.from = f.to = kFrom.plus_days(400);
  EXPECT_TRUE(pages(f, 50).empty());
}

TEST_F(Days, are_shown_to_nobody_else) {
  const Actor cadre = t.actor("ke");
  EXPECT_TRUE(visible(cadre, kSee).sees_nothing());
  const std::string page = must(days_page(*t.house, cadre, {{"from", "2026-01-01"}, {"to", "2026-02-01"}}));
  EXPECT_EQ(page, R"({"items":[],"next":null})");
}

}  // namespace
}  // namespace niangjia::disclosures
