#include "modules/facts/facts.h"

#include <gtest/gtest.h>

#include "access/trial_house.h"

namespace niangjia::facts {
namespace {

Fact fact_of(const TrialHouse& trial, std::string path, std::string_view day, std::int64_t amount) {
  Fact f;
  f.realm_id = trial.realm_id;
  f.indicator = static_cast<int>(Indicator::member_net);
  f.union_path = std::move(path);
  f.happened_on = Date::parse_iso(day).value();
  f.amount = amount;
  f.import_id = 77;
  return f;
}

struct Ground {
  TrialHouse trial;
  Ground() {
    must(trial.database().write([&](store::WriteTx& tx) -> Result<void> {
      tx.execute("UPDATE trade_union SET township_code = '330603001' WHERE realm_id = ? AND segment = 'AAAB'",
                 store::Params{trial.realm_id});
      return {};
    }));
  }
  void emit(std::vector<Fact> facts) {
    must(trial.database().write([&](store::WriteTx& tx) -> Result<void> {
      std::vector<Fact> fresh = facts;
      emit_facts(tx, trial.ids, fresh);
      return {};
    }));
  }
  std::int64_t number(std::string_view sql) {
    return must(trial.database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
      return tx.integer(sql, store::Params{trial.realm_id}).value_or(0);
    }));
  }
};

TEST(Facts, learn_the_township_of_their_union) {
  Ground ground;
  ground.emit({fact_of(ground.trial, "AAAAAAAB", "2021-03-04", 1)});
  EXPECT_EQ(ground.number("SELECT count(*) FROM fact WHERE realm_id = ? AND township = '330603001'"), 1);
}

TEST(Facts, of_one_month_and_place_share_a_row_of_the_tail_until_it_is_folded) {
  Ground ground;
  ground.emit({fact_of(ground.trial, "AAAAAAAB", "2021-03-04", 1),
               fact_of(ground.trial, "AAAAAAAB", "2021-03-30", 2),
               fact_of(ground.trial, "AAAAAAAB", "2021-04-01", 4)});
  EXPECT_EQ(ground.number("SELECT count(*) FROM fact WHERE realm_id = ?"), 3);
  EXPECT_EQ(ground.number("SELECT count(*) FROM figure_tail WHERE realm_id = ?"), 2);
  EXPECT_EQ(must(fold_tail(*ground.trial.house, ground.trial.realm_id, 100)), 2);
  EXPECT_EQ(ground.number("SELECT count(*) FROM figure_tail WHERE realm_id = ?"), 0);
  EXPECT_EQ(
      ground.number("SELECT amount FROM figure_sum WHERE realm_id = ? AND parent = '' AND period = 'all'"),
      7);
  EXPECT_EQ(ground.number(
                "SELECT amount FROM figure_sum WHERE realm_id = ? AND parent = '#' AND period = '2021-03'"),
            3);
}

TEST(Facts, of_an_import_are_countered_on_their_own_days_and_none_is_removed) {
  Ground ground;
  ground.emit({fact_of(ground.trial, "AAAAAAAB", "2021-03-04", 1),
               fact_of(ground.trial, "AAAAAAAB", "2021-05-06", 1)});
  must(ground.trial.database().write([&](store::WriteTx& tx) -> Result<void> {
    counter_import(tx, ground.trial.ids, ground.trial.realm_id, 77, 78);
    return {};
  }));
  EXPECT_EQ(ground.number("SELECT count(*) FROM fact WHERE realm_id = ?"), 4);
  EXPECT_EQ(ground.number("SELECT SUM(amount) FROM fact WHERE realm_id = ? AND happened_on = '2021-03-04'"),
            0);
  EXPECT_EQ(ground.number("SELECT SUM(amount) FROM fact WHERE realm_id = ? AND happened_on = '2021-05-06'"),
            0);
}

}  // namespace
}  // namespace niangjia::facts
