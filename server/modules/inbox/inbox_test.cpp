// A number of the inbox is the length of the list it opens to. Lines whose time must run out cannot be tried in a story; the
// others are in tests/scenarios/inbox.

#include <gtest/gtest.h>

#include "modules/founding/store.h"
#include "modules/inbox/routes.h"
#include "modules/joining/store.h"
#include "modules/members/test_house.h"
#include "modules/stations/stations.h"

namespace niangjia::inbox {
namespace {

using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(founding::access_rows());
  add_access_rows(joining::access_rows());
  add_access_rows(stations::access_rows());
  return true;
}();

class Inbox : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
    t = std::make_unique<TestHouse>(GetParam());
  }
  std::int64_t count_of(const std::string& kind, std::string& link) {
    auto items = t->database().read([&](store::ReadTx& tx) -> Result<std::vector<InboxItem>> {
      return inbox_of(tx, t->organiser, t->house().clock.today());
    });
    for (const InboxItem& item : *items)
      if (item.kind == kind) return link = item.link, item.count;
    return 0;
  }
  template <class T>
  void put(const T& row) {
    ASSERT_TRUE(t->database().write([&](store::WriteTx& tx) -> Result<void> {
      tx.insert(row);
      return {};
    }));
  }
  joining::Application waiting(Date due_on, bool is_in_pool) {
    joining::Application a;
    a.realm_id = t->realm_id, a.id = t->house().ids.next(), a.name = "赵骑手";
    a.identity_index.bytes = std::to_string(a.id);
    a.union_path = a.desk_path = "aaaa", a.is_in_pool = is_in_pool, a.due_on = due_on;
    return a;
  }
  std::unique_ptr<TestHouse> t;
};

TEST_P(Inbox, the_aged_pool_is_those_who_wait_in_it_past_their_day) {
  const Date today = t->house().clock.today();
  put(waiting(today.plus_days(-1), true));
  put(waiting(today.plus_days(-9), true));
  put(waiting(today, true));
  put(waiting(today.plus_days(-1), false));
  auto settled = waiting(today.plus_days(-1), true);
  settled.state = joining::ApplicationState::accepted;
  put(settled);
  std::string link;
  EXPECT_EQ(count_of("aged_pool", link), 2);
  EXPECT_EQ(link, "/applications?state=waiting&pool=1&overdue=1");
  joining::ApplicationFilter filter;
  filter.state = joining::ApplicationState::waiting;
  filter.only_pool = filter.only_overdue = true;
  filter.today = today;
  EXPECT_EQ(*t->database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
    return joining::count_applications(tx, visible(t->organiser, "applications.read"), filter);
  }), 2);
}

TEST_P(Inbox, late_steps_of_founding_are_those_whose_day_is_past) {
  const Date today = t->house().clock.today();
  for (int days : {-3, -1, 0, 5}) {
    founding::FoundingCase c;
    c.realm_id = t->realm_id, c.id = t->house().ids.next(), c.name = "某单位工会委员会";
    c.parent_id = t->township, c.union_path = "aaaabbbb", c.opened_on = today.plus_days(-20), c.due_on = today.plus_days(days);
    put(c);
  }
  std::string link;
  EXPECT_EQ(count_of("late_foundings", link), 2);
  EXPECT_EQ(link, "/foundings?late=1");
  founding::CaseFilter filter;
  filter.only_late = true;
  filter.today = today;
  EXPECT_EQ(*t->database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
    return founding::count_cases(tx, visible(t->organiser, "founding.read"), filter);
  }), 2);
}

TEST_P(Inbox, stations_whose_latest_photo_of_a_subject_is_a_year_old_are_told_once_each) {
  const Instant now = t->house().clock.now();
  const auto photo = [&](Id station, const char* subject, int days_ago) {
    stations::StationPhoto p;
    p.realm_id = t->realm_id, p.id = t->house().ids.next(), p.station_id = station, p.subject = subject;
    p.taken_at = {now.ms - std::int64_t{days_ago} * 86'400'000};
    put(p);
  };
  const auto station = [&](stations::StationStatus status) {
    stations::Station s;
    s.realm_id = t->realm_id, s.id = t->house().ids.next(), s.name = s.name_key = "站", s.union_path = "aaaa", s.status = status;
    put(s);
    return s.id;
  };
  using enum stations::StationStatus;
  const Id old = station(in_use), fresh = station(in_use), gone = station(withdrawn);
  station(in_use);  // none was ever taken
  photo(old, "outside", 400), photo(old, "inside", 400), photo(old, "equipment", 3);
  photo(fresh, "outside", 400), photo(fresh, "outside", 364);
  photo(gone, "outside", 400);
  std::string link;
  EXPECT_EQ(count_of("station_photos", link), 1);
  EXPECT_EQ(link.find("/stations?wants=photos"), 0u) << link;
}

INSTANTIATE_TEST_SUITE_P(Engines, Inbox, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace niangjia::inbox
