#include "app/upkeep.h"

#include "access/idempotency.h"
#include "access/trial_house.h"

namespace niangjia::app {
namespace {

constexpr std::int64_t kHour_ms = 3600LL * 1000;

std::int64_t count(TrialHouse& t, const std::string& table) {
  return must(t.database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
    return tx.integer("SELECT count(*) FROM " + table + " WHERE realm_id = ?", store::Params{t.realm_id})
        .value_or(-1);
  }));
}

void keep(TrialHouse& t, const std::string& key) {
  must(t.database().write([&](store::WriteTx& tx) -> Result<bool> {
    return keep_answer(tx, t.boss, must(make_key(key, "POST", "/api/v1/members", "{}")), {201, "{}"},
                       t.clock.now());
  }));
}

TEST(Upkeep, answers_older_than_a_day_and_ended_sessions_go_and_younger_stay) {
  TrialHouse t;
  t.account("chen");
  must(t.enter("chen"));
  keep(t, "old");
  t.clock.pass(kAnswerKept_ms - kHour_ms);
  t.account("wang");
  must(t.enter("wang"));
  keep(t, "young");
  EXPECT_EQ(must(forget_what_is_over(*t.house, t.realm_id)), 1) << "the session of chen ended after 12 hours";
  t.clock.pass(2 * kHour_ms);
  EXPECT_EQ(must(forget_what_is_over(*t.house, t.realm_id)), 1) << "the old answer";
  EXPECT_EQ(count(t, "idempotency"), 1);
  EXPECT_EQ(count(t, "session"), 1);
}

TEST(Upkeep, a_running_server_forgets_by_itself_and_stops_when_asked) {
  TrialHouse t;
  keep(t, "old");
  t.clock.pass(kAnswerKept_ms + 1);
  {
    Upkeep upkeep(*t.house, t.realm_id);
    for (int i = 0; i < 500 && count(t, "idempotency") > 0; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(count(t, "idempotency"), 0);
}

}  // namespace
}  // namespace niangjia::app
