// Figures against brute force: whatever facts there are, however much of the tail is folded, and wherever a
// period begins.
#include "modules/figures/figures.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "access/trial_house.h"
#include "modules/figures/query.h"

namespace niangjia::figures {
namespace {

Date day(std::string_view iso) { return *Date::parse_iso(iso); }
std::string periods_of(const Cut& cut) {
  std::string out;
  for (const auto& [period, weight] : cut.weights) out += (weight < 0 ? "-" : "+") + period + " ";
  for (const auto& range : cut.days)
    out += std::string(range.sign < 0 ? "-" : "+") + "[" + range.from.iso() + ".." + range.to.iso() + "] ";
  return out;
}

TEST(Cut, splits_a_period_into_whole_years_months_and_edge_days) {
  const Bounds bounds{day("2018-05-03"), day("2021-11-12")};
  struct {
    const char *from, *to, *expected;
  } const table[] = {
      {"2018-01-01", "2021-11-12", "+all "},
      {"2021-01-01", "2021-11-12", "+2021 "},
      {"2021-01-01", "2025-12-31", "+2021 "},
      {"2019-01-01", "2020-12-31", "+2019 +2020 "},
      {"2020-03-01", "2020-04-30", "+2020-03 +2020-04 "},
      {"2020-03-05", "2020-03-09", "+[2020-03-05..2020-03-09] "},
      {"2020-03-02", "2020-03-31", "+2020-03 -[2020-03-01..2020-03-01] "},
      {"2020-02-20", "2020-03-31", "+2020-03 +[2020-02-20..2020-02-29] "},
      {"2021-11-13", "2021-12-31", ""},
      {"2017-01-01", "2018-05-02", ""},
      {"2020-05-01", "2020-04-01", ""},
      {"2000-01-01", "2020-12-31", "-2021 +all "},
  };
  for (const auto& row : table)
    EXPECT_EQ(periods_of(flow_cut(day(row.from), day(row.to), bounds)), row.expected)
        << row.from << " " << row.to;
}

TEST(Cut, takes_a_stock_as_everything_less_what_came_after) {
  const Bounds bounds{day("2018-05-03"), day("2021-11-12")};
  EXPECT_EQ(periods_of(stock_cut(day("2021-11-12"), bounds)), "+all ");
  EXPECT_EQ(periods_of(stock_cut(day("2020-12-31"), bounds)), "-2021 +all ");
  EXPECT_EQ(periods_of(stock_cut(day("2018-05-02"), bounds)), "");
  EXPECT_EQ(periods_of(stock_cut(day("2021-11-09"), bounds)),
            "-2021-11 -2021-12 +all +[2021-11-01..2021-11-09] ");
}

// Facts of the trial federation, kept beside the database for the brute force.
struct World {
  TrialHouse trial;
  std::vector<Fact> facts;
  World() {
    must(trial.database().write([&](store::WriteTx& tx) -> Result<void> {
      for (auto [segment, code] :
           {std::pair("AAAB", "330603001"), {"AAAC", "330603002"}, {"AAAD", "330603001"}})
        tx.execute("UPDATE trade_union SET township_code = ? WHERE realm_id = ? AND segment = ?",
                   store::Params{code, trial.realm_id, segment});
      tx.execute("UPDATE trade_union SET name_key = name WHERE realm_id = ?", store::Params{trial.realm_id});
      return {};
    }));
  }
  void emit(std::vector<Fact> more) {
    auto given = more;
    must(trial.database().write([&](store::WriteTx& tx) -> Result<void> {
      more = given;
      facts::emit_facts(tx, trial.ids, more);
      return {};
    }));
    facts.insert(facts.end(), more.begin(), more.end());
  }
  Fact fact(std::string path, Date on, std::int64_t amount, Indicator i = Indicator::member_net,
            int category = 90, Id import_id = 0) {
    Fact f;
    f.realm_id = trial.realm_id;
    f.indicator = static_cast<int>(i);
    f.union_path = std::move(path);
    f.happened_on = on;
    f.amount = amount;
    f.category = category;
    f.import_id = import_id;
    return f;
  }
  void fold(int limit) { must(facts::fold_tail(*trial.house, trial.realm_id, limit)); }
  Place place(std::string_view words, std::string_view township = "") {
    Scope scope = visible(trial.boss, "figures.read");
    return must(
        trial.database().read([&](store::ReadTx& tx) { return find_place(tx, scope, words, township); }));
  }
  NumbersByNode count(const Place& at, By by, Date from, Date to) {
    return must(trial.database().read([&](store::ReadTx& tx) -> Result<NumbersByNode> {
      TRY(Period period, read_period(tx, trial.realm_id, from, to, day("2026-02-02")));
      return by == By::months ? count_by_month(tx, at, period) : count_by_node(tx, at, by, period);
    }));
  }
  std::int64_t brute(Indicator i, std::string_view path, std::string_view township, Date from,
                     Date to) const {
    std::int64_t sum = 0;
    for (const Fact& f : facts)
      if (f.indicator == static_cast<int>(i) && f.happened_on >= from && f.happened_on <= to &&
          f.union_path.starts_with(path) &&
          (township.empty() || f.township == (township == "-" ? "" : township)))
        sum += f.amount;
    return sum;
  }
};

const Date kEarly = day("1900-01-01");

// Stations were counted as none while nobody had reported a member: the days of their facts were not looked at.
TEST(Figures, stations_and_services_count_where_nothing_else_is_on_record) {
  World world;
  world.emit({world.fact("AAAAAAAB", day("2021-01-04"), 1, Indicator::station_open, 0),
              world.fact("AAAAAAAB", day("2025-03-01"), 12, Indicator::service_times, 0)});
  for (bool is_folded : {false, true}) {
    if (is_folded) world.fold(100);
    Numbers n = world.count(world.place(""), By::total, day("2025-01-01"), day("2025-12-31"))[""];
    EXPECT_EQ(n[Count::stations], 1) << is_folded;
    EXPECT_EQ(n[Count::service_times], 12) << is_folded;
  }
}

void compare_everywhere(World& world, Date from, Date to) {
  for (std::string_view path : {"AAAA", "AAAAAAAB", "AAAAAAAC", "AAAAAAABAAAD"}) {
    Id id = path == "AAAA"       ? world.trial.district
            : path == "AAAAAAAB" ? world.trial.town
            : path == "AAAAAAAC" ? world.trial.other_town
                                 : world.trial.grassroots;
    Numbers n = world.count(world.place(id_to_wire("uni", id)), By::total, from, to)[""];
    RC_ASSERT(n[Count::net] == world.brute(Indicator::member_net, path, "", from, to));
    RC_ASSERT(n[Count::standing] == world.brute(Indicator::member_net, path, "", kEarly, to));
    RC_ASSERT(n[Count::joined] == world.brute(Indicator::member_joined, path, "", from, to));
  }
  auto townships = world.count(world.place(""), By::children, from, to);
  std::int64_t sum = 0;
  for (auto& [node, n] : townships) {
    RC_ASSERT(n[Count::standing] == world.brute(Indicator::member_net, "", node, kEarly, to));
    RC_ASSERT(n[Count::joined] == world.brute(Indicator::member_joined, "", node, from, to));
    sum += n[Count::standing];
  }
  RC_ASSERT(sum == world.brute(Indicator::member_net, "", "", kEarly, to));
  auto own = world.count(world.place("", "330603001"), By::children, from, to);
  RC_ASSERT(own["AAAD"][Count::net] == world.brute(Indicator::member_net, "AAAAAAABAAAD", "", from, to));
  for (auto& [month, n] : world.count(world.place(""), By::months, from, to)) {
    Date first = std::max(from, day(month + "-01")), last = std::min(to, day(month + "-01").last_of_month());
    RC_ASSERT(n[Count::net] == world.brute(Indicator::member_net, "", "", first, last));
    RC_ASSERT(n[Count::standing] == world.brute(Indicator::member_net, "", "", kEarly, last));
  }
}

RC_GTEST_PROP(Figures, equal_the_sum_of_the_facts_whatever_is_folded, ()) {
  static World* const world = new World;  // one database for all runs: facts only pile up
  const auto rounds = *rc::gen::inRange(1, 4);
  for (int r = 0; r < rounds; ++r) {
    std::vector<Fact> more;
    const auto n = *rc::gen::inRange(1, 12);
    for (int i = 0; i < n; ++i)
      more.push_back(world->fact(
          *rc::gen::element<std::string>("AAAA", "AAAAAAAB", "AAAAAAAC", "AAAAAAABAAAD"),
          day("2019-01-01").plus_days(*rc::gen::inRange(0, 900)), *rc::gen::inRange(-2, 4),
          *rc::gen::element(Indicator::member_net, Indicator::member_joined), *rc::gen::element(0, 13, 90)));
    world->emit(more);
    if (*rc::gen::arbitrary<bool>()) world->fold(*rc::gen::inRange(1, 30));
  }
  const Date from = day("2018-11-01").plus_days(*rc::gen::inRange(0, 1000));
  compare_everywhere(*world, from, from.plus_days(*rc::gen::inRange(0, 700)));
}

TEST(Figures, of_an_undone_import_become_what_they_were) {
  World world;
  world.emit({world.fact("AAAAAAAB", day("2021-03-04"), 1), world.fact("AAAAAAAC", day("2021-05-06"), 1)});
  std::vector<Fact> imported(2500,
                             world.fact("AAAAAAABAAAD", day("2021-05-05"), 1, Indicator::member_net, 13, 77));
  world.emit(imported);
  const Date from = day("2021-01-01"), to = day("2021-12-31");
  EXPECT_EQ(world.count(world.place(""), By::total, from, to)[""][Count::standing], 2502);
  world.fold(1000);
  must(world.trial.database().write([&](store::WriteTx& tx) -> Result<void> {
    facts::counter_import(tx, world.trial.ids, world.trial.realm_id, 77, 78);
    return {};
  }));
  for (int round = 0; round < 2; ++round, world.fold(1000)) {
    Numbers n = world.count(world.place(""), By::total, from, to)[""];
    EXPECT_EQ(n[Count::standing], 2);
    EXPECT_EQ(n[Count::standing_new_form], 0);
  }
}

TEST(Figures, of_the_past_stay_when_a_union_moves) {
  World world;
  world.emit(
      {world.fact("AAAAAAABAAAD", day("2021-03-04"), 5), world.fact("AAAAAAABAAAD", day("2021-08-04"), 2)});
  must(world.trial.database().write([&](store::WriteTx& tx) -> Result<void> {
    facts::move_stock(tx, world.trial.ids, world.trial.realm_id, Indicator::member_net, "AAAAAAABAAAD",
                      "AAAAAAACAAAD", day("2021-06-01"), 1);
    return {};
  }));
  world.fold(1);
  auto standing = [&](Id id, std::string_view at) {
    return world.count(world.place(id_to_wire("uni", id)), By::total, day("2021-01-01"),
                       day(at))[""][Count::standing];
  };
  EXPECT_EQ(standing(world.trial.town, "2021-05-31"), 5);
  EXPECT_EQ(standing(world.trial.other_town, "2021-05-31"), 0);
  EXPECT_EQ(standing(world.trial.town, "2021-12-31"), 0);
  EXPECT_EQ(standing(world.trial.other_town, "2021-06-01"), 5);
  EXPECT_EQ(standing(world.trial.other_town, "2021-12-31"), 7);
  EXPECT_EQ(standing(world.trial.district, "2021-12-31"), 7);
}

TEST(Figures, of_a_board_say_what_they_are_made_of) {
  World world;
  world.emit({world.fact("AAAAAAABAAAD", day("2021-03-04"), 2, Indicator::member_joined, 13),
              world.fact("AAAA", day("2021-11-12"), 4, Indicator::member_joined, 90)});
  Scope scope = visible(world.trial.boss, "figures.read");
  Board board = must(world.trial.database().read(
      [&](store::ReadTx& tx) { return read_board(tx, scope, {}, day("2026-02-02")); }));
  EXPECT_EQ(board.period.from.iso(), "2021-01-01");
  EXPECT_EQ(board.period.to.iso(), "2021-11-12");
  EXPECT_EQ(board.children.back().child.name, "区级直属");
  EXPECT_EQ(board.children.back().numbers[Count::joined], 4);
  std::string json = board_json(board);
  EXPECT_NE(json.find("\"numerator\":2,\"denominator\":6"), std::string::npos) << json;
  std::string lines =
      must(figures_json(*world.trial.house, world.trial.boss, "柯桥区总工会", {}, {}, "month"));
  EXPECT_NE(lines.find("\"month\":\"2021-03\""), std::string::npos) << lines;
  for (const char* by : {"", "union", "township", "category"})
    EXPECT_EQ(reason_of(figures_json(*world.trial.house, world.trial.boss, "", {}, {}, by)), "") << by;
  EXPECT_EQ(reason_of(figures_json(*world.trial.house, world.trial.boss, "", {}, {}, "moon")), "figures.by");
  EXPECT_EQ(reason_of(figures_json(*world.trial.house, world.trial.boss, "无此工会", {}, {}, "")),
            "figures.no_such_union");
  for (const FigureRule& rule : figure_rules()) {
    RowsWish wish;
    wish.code = rule.code;
    auto rows = figure_rows_json(*world.trial.house, world.trial.boss, wish);
    EXPECT_EQ(reason_of(rows), "") << rule.code << (rows.ok() ? "" : rows.problem().inside.text);
  }
  BoardBook book = must(write_board_book(*world.trial.house, world.trial.boss, {}));
  EXPECT_EQ(book.name, "柯桥区总工会_建会入会进度表_2021年11月.xlsx");
  EXPECT_GT(std::filesystem::file_size(book.path), 4000u);
  std::filesystem::remove(book.path);
}

TEST(Figures, of_a_township_cadre_end_at_the_township) {
  World world;
  add_access_rows({{"township_organiser", "figures.read", niangjia::Place::own_and_below}});
  world.emit(
      {world.fact("AAAAAAABAAAD", day("2021-03-04"), 2), world.fact("AAAAAAAC", day("2021-03-04"), 9)});
  auto account = world.trial.account("cadre");
  world.trial.give(account, "township_organiser", world.trial.town);
  Actor cadre = world.trial.actor("cadre");
  Scope scope = visible(cadre, "figures.read");
  auto board = must(world.trial.database().read(
      [&](store::ReadTx& tx) { return read_board(tx, scope, {}, day("2026-02-02")); }));
  EXPECT_EQ(board.whole[Count::standing], 2);
  EXPECT_EQ(board.place.union_id, world.trial.town);
  for (BoardWish wish : {BoardWish{"柯桥区总工会", "", {}, {}},
                         {id_to_wire("uni", world.trial.other_town), "", {}, {}},
                         {"", "330603002", {}, {}}}) {
    auto answer = world.trial.database().read(
        [&](store::ReadTx& tx) { return read_board(tx, scope, wish, day("2026-02-02")); });
    EXPECT_FALSE(answer.ok());
  }
}

TEST(Identities, tell_when_a_sum_was_tampered_with) {
  World world;
  world.emit({world.fact("AAAAAAAB", day("2021-03-04"), 1)});
  world.fold(10);
  auto sums_of = [](const std::vector<std::string>& all) {
    return std::count_if(all.begin(), all.end(),
                         [](const auto& s) { return s.find("汇总") != std::string::npos; });
  };
  EXPECT_EQ(sums_of(must(check_identities(*world.trial.house, world.trial.realm_id))), 0);
  must(world.trial.database().write([&](store::WriteTx& tx) -> Result<void> {
    tx.execute(
        "UPDATE figure_sum SET amount = amount + 1 WHERE realm_id = ? AND node = 'AAAB' AND period = 'all'",
        store::Params{world.trial.realm_id});
    return {};
  }));
  EXPECT_GT(sums_of(must(check_identities(*world.trial.house, world.trial.realm_id))), 0);
}

}  // namespace
}  // namespace niangjia::figures
