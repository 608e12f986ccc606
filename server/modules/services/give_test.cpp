// Counters that give at once: the last of the shelf goes to one, the limit of a person holds.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "access/trial_house.h"
#include "modules/services/actions.h"
#include "modules/stations/stations.h"

namespace niangjia::services {
namespace {

struct Shelf {
  Shelf() {
    auto made = trial.database().write([&](store::WriteTx& tx) -> Result<bool> {
      stations::Station s;
      s.realm_id = trial.realm_id, s.id = trial.ids.next(), s.name = "试验站", s.name_key = "试验站";
      s.union_path = "AAAAAAAB", s.union_id = trial.town, s.status = stations::StationStatus::in_use;
      station = s.id;
      tx.insert(s);
      tx.insert(ServiceStock{trial.realm_id, s.id, "清凉工具包", 5, {}});
      ServiceItem item;
      item.realm_id = trial.realm_id, item.name = "免费理发", item.person_limit = 2;
      tx.insert(item);
      return true;
    });
    EXPECT_TRUE(made.ok());
  }
  GivingAnswer one(const std::string& key, const std::string& item, const std::string& phone = "") {
    GivingBatch batch;
    Giving g;
    g.client_key = key, g.station_id = station, g.item = item, g.phone = phone, g.name = "某人";
    batch.rows.push_back(std::move(g));
    for (int again = 0; again < 20; ++again) {
      auto answers = services::give(*trial.house, trial.boss, batch);
      if (answers.ok()) return answers->front();
    }
    ADD_FAILURE() << "no answer";
    return {};
  }
  TrialHouse trial;
  Id station = 0;
};

// Eight counters at once, each `each` times; how many were given.
int rush(Shelf& shelf, int each, const std::string& item, const std::string& phone) {
  std::atomic<int> given = 0;
  std::vector<std::thread> counters;
  for (int c = 0; c < 8; ++c)
    counters.emplace_back([&, c] {
      for (int i = 0; i < each; ++i)
        if (shelf.one("key-" + item + std::to_string(c) + "-" + std::to_string(i), item, phone).outcome == GivingOutcome::given) ++given;
    });
  for (auto& counter : counters) counter.join();
  return given;
}

TEST(Giving, the_shelf_is_emptied_exactly_once) {
  Shelf shelf;
  EXPECT_EQ(rush(shelf, 3, "清凉工具包", ""), 5);
}

TEST(Giving, a_persons_limit_holds_at_many_counters) {
  Shelf shelf;
  EXPECT_EQ(rush(shelf, 3, "免费理发", "13900000077"), 2);
}

TEST(Giving, one_key_is_one_giving) {
  Shelf shelf;
  std::atomic<int> given = 0;
  std::vector<std::thread> counters;
  for (int c = 0; c < 8; ++c)
    counters.emplace_back([&] { given += shelf.one("the-same-key", "热饭").outcome == GivingOutcome::given; });
  for (auto& counter : counters) counter.join();
  EXPECT_EQ(given, 1);
}

}  // namespace
}  // namespace niangjia::services
