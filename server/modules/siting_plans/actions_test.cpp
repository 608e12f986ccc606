// Places and plans on a real database, on both engines.
#include "modules/siting_plans/actions.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "access/trial_house.h"
#include "modules/employers/employers.h"
#include "modules/siting_plans/plan_thread.h"
#include "modules/stations/stations.h"
#include "siting/siting.h"

namespace niangjia::siting_plans {
namespace {

const bool rows_added = [] {
  add_access_rows(access_rows());
  add_access_rows(stations::access_rows());
  add_access_rows(employers::access_rows());
  return true;
}();

// The library itself, in this process; a server runs it in one of its own (siting/solver_process.h).
Result<std::string> solve_here(const std::string& text, const std::function<bool()>&) {
  TRY(siting::Problem problem, siting::read_problem(text));
  TRY(siting::Solution solution, siting::solve(problem));
  return siting::solution_json(problem, solution);
}
// Solves nothing until it is called off.
Result<std::string> sit(const std::string&, const std::function<bool()>& go_on) {
  while (go_on()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return refuse(Code::unavailable, "siting.stopped", "计算已停止。");
}
constexpr PlanThread::Pace kQuick{10, 20, 300};

struct County {
  County() {
    must(trial.database().write([&](store::WriteTx& tx) -> Result<void> {
      for (auto [union_id, code] : {std::pair{trial.town, "330603002"}, std::pair{trial.other_town, "330603001"}})
        tx.execute("UPDATE trade_union SET type = 'federation', status = 'active', township_code = ?, name_key = ?, parent_id = ? WHERE "
                   "realm_id = ? AND id = ?",
                   store::Params{code, code, trial.district, trial.realm_id, union_id});
      outlet(tx, "顺丰一部", "AAAAAAAB", 12, 0);
      outlet(tx, "圆通二部", "AAAAAAAC", 30, 20);
      outlet(tx, "没有位置的网点", "AAAAAAAB", 9, -1);
      stations::Station s;
      s.realm_id = trial.realm_id, s.id = trial.ids.next(), s.name = "老驿站", s.name_key = "老驿站", s.union_path = "AAAAAAAB";
      s.status = stations::StationStatus::in_use, s.lon_e7 = 1'204'500'000, s.lat_e7 = 300'500'000 + 10'000;
      tx.insert(s);
      return {};
    }));
    township = member_of("township_organiser", trial.town, "AAAAAAAB");
    leader = member_of("county_leader", trial.district, "AAAA");
    organiser = member_of("county_organiser", trial.district, "AAAA");
  }
  void outlet(store::WriteTx& tx, const std::string& name, const std::string& path, int couriers, int north) {
    employers::Outlet o;
    o.realm_id = trial.realm_id, o.id = trial.ids.next(), o.name = name, o.name_key = name, o.union_path = path;
    o.courier_count = couriers, o.surveyed_on = *Date::from_ymd(2021, 10, 31);
    if (north >= 0) o.lon_e7 = 1'204'500'000, o.lat_e7 = 300'500'000 + north * 10'000;
    tx.insert(o);
  }
  Actor member_of(const std::string& role, Id union_id, const std::string& path) const {
    Actor actor;
    actor.realm_id = trial.realm_id, actor.account_id = 77, actor.name = role;
    actor.held.push_back({role, union_id, path, "某工会"});
    return actor;
  }
  SitingPlace host(const std::string& name, int north, const std::string& township_code = "") const {
    SitingPlace p;
    p.name = name, p.township_code = township_code, p.datum = record::WrittenDatum::wgs84;
    p.written_position = "120.45," + std::to_string(30.05 + north / 1000.0);
    return p;
  }
  SitingPlan question(int n = 1) const {
    SitingPlan plan = default_plan(trial.clock.today());
    plan.new_sites = n, plan.radius_m = 500, plan.detour_percent = 100;
    return plan;
  }
  SitingPlan now(Id id) {
    return must(trial.database().read([&](store::ReadTx& tx) -> Result<SitingPlan> { return *find_plan(tx, trial.realm_id, id); }));
  }
  SitingPlan until(Id id, PlanState state) {
    for (int i = 0; i < 1000 && now(id).state != state; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return now(id);
  }
  std::vector<std::string> faults() {
    return must(trial.database().read([&](store::ReadTx& tx) -> Result<std::vector<std::string>> { return violations(tx, trial.realm_id); }));
  }
  House& house() { return *trial.house; }
  TrialHouse trial;
  Actor township, leader, organiser;
};

TEST(SitingPlaces, each_is_entered_where_the_actor_answers) {
  County c;
  auto mine = create_place(c.house(), c.township, c.host("邮政所", 3), nullptr);
  ASSERT_TRUE(mine.ok()) << mine.problem().message;
  EXPECT_EQ(mine->union_path, "AAAAAAAB") << "without a township it is the actor's own";
  EXPECT_EQ(reason_of(create_place(c.house(), c.township, c.host("外镇邮政所", 3, "330603001"), nullptr)), "access.forbidden");
  EXPECT_EQ(reason_of(create_place(c.house(), c.leader, c.host("领导看好的", 3), nullptr)), "access.forbidden");
  EXPECT_EQ(reason_of(create_place(c.house(), c.township, c.host("邮政所", 4), nullptr)), "input.invalid") << "the name stands";
  auto county_wide = create_place(c.house(), c.organiser, c.host("外镇邮政所", 21, "330603001"), nullptr);
  ASSERT_TRUE(county_wide.ok());
  EXPECT_EQ(county_wide->union_path, "AAAAAAAC");
  EXPECT_EQ(reason_of(edit_place(c.house(), c.township, county_wide->id, 1, "{\"note\":\"x\"}")), "siting.no_place") << "not even seen";
  EXPECT_EQ(reason_of(edit_place(c.house(), c.township, mine->id, 9, "{\"note\":\"x\"}")), "siting.changed") << "another's edit in between";
  ASSERT_TRUE(edit_place(c.house(), c.township, mine->id, 1, "{\"capacity\":20,\"kind\":\"crowd\"}").ok());
  EXPECT_TRUE(drop_place(c.house(), c.township, mine->id).ok());
  EXPECT_EQ(drop_place(c.house(), c.township, mine->id).problem().reason, "siting.no_place");
}

TEST(SitingPlaces, a_list_is_tried_written_and_handed_in_again) {
  County c;
  TrialFolder folder;
  const std::string path = folder.file("list.csv");
  std::ofstream(path) << "\xEF\xBB\xBF候选场所登记表\r\n序号,场所名称,所属镇街,地址,经度,纬度,坐标系,可容纳人数（人）,联系人,领导意见\r\n"
                         "1,邮政所,,云路1号,120.45,30.053,WGS84,20人,张三,好\r\n2,,,,120.45,30.05,GPS,,,\r\n3,便利店,,云路2号,30.055,120.4502,,很多,,\r\n"
                         "4,加油站,不存在镇,,,,,,,\r\n5,书店,,云路5号,东门,,GPS,,,\r\n合计,,,,,,,,,\r\n";
  auto tried = take_list(c.house(), c.township, PlaceKind::host, path, true);
  ASSERT_TRUE(tried.ok()) << tried.problem().message;
  EXPECT_EQ(tried->rows, 5);
  EXPECT_EQ(tried->added, 2);
  EXPECT_EQ(tried->refused, 3);
  EXPECT_EQ(tried->unread_columns, std::vector<std::string>{"领导意见"});
  auto count = [&] {
    return must(c.trial.database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
      return list_places(tx, visible(c.township, "siting.read"), {}, 0, 50).total;
    }));
  };
  EXPECT_EQ(count(), 0) << "a trial writes nothing";
  ASSERT_TRUE(take_list(c.house(), c.township, PlaceKind::host, path, false).ok());
  EXPECT_EQ(count(), 2);
  auto again = take_list(c.house(), c.township, PlaceKind::host, path, false);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->same, 2) << "handed in twice it changes nothing";
  EXPECT_EQ(count(), 2);
  const std::string bare = folder.file("bare.csv");
  std::ofstream(bare) << "甲,乙\r\n1,2\r\n";
  EXPECT_EQ(reason_of(take_list(c.house(), c.township, PlaceKind::host, bare, true)), "siting.no_titles");
}

TEST(SitingPlans, what_is_missing_is_told_and_nothing_is_written) {
  County c;
  EXPECT_EQ(reason_of(ask_plan(c.house(), c.organiser, c.question(), nullptr)), "siting.no_hosts");
  must(create_place(c.house(), c.organiser, c.host("邮政所", 21), nullptr));
  EXPECT_EQ(reason_of(ask_plan(c.house(), c.organiser, c.question(2), nullptr)), "siting.too_few_hosts");
  EXPECT_EQ(reason_of(ask_plan(c.house(), c.leader, c.question(), nullptr)), "access.forbidden");
  SitingPlan elsewhere = c.question();
  elsewhere.union_id = c.trial.other_town;
  EXPECT_EQ(reason_of(ask_plan(c.house(), c.township, elsewhere, nullptr)), "access.forbidden") << "another township's plan";
  EXPECT_EQ(reason_of(ask_plan(c.house(), c.township, c.question(), nullptr)), "siting.no_hosts") << "the host is another township's";
  EXPECT_TRUE(c.faults().empty());
}

TEST(SitingPlans, it_is_solved_kept_and_solved_again_alike) {
  County c;
  must(create_place(c.house(), c.organiser, c.host("邮政所", 21, "330603001"), nullptr));
  must(create_place(c.house(), c.organiser, c.host("便利店", 2, "330603002"), nullptr));
  auto asked = must(ask_plan(c.house(), c.organiser, c.question(), nullptr));
  EXPECT_EQ(asked.unplaced_outlets, 1);
  EXPECT_DOUBLE_EQ(asked.demand_people, 42);
  EXPECT_EQ(asked.station_count, 1);
  PlanThread thread(c.house(), c.trial.realm_id, solve_here, kQuick);
  const SitingPlan done = c.until(asked.id, PlanState::done);
  ASSERT_EQ(done.state, PlanState::done) << done.message;
  EXPECT_EQ(done.chosen, std::vector<std::string>{"邮政所"});
  EXPECT_DOUBLE_EQ(*done.covered_before, 12);
  EXPECT_DOUBLE_EQ(*done.covered_after, 42);
  // What happens to the host afterwards changes nothing of what was answered.
  auto again = must(again_plan(c.house(), c.organiser, done.id));
  EXPECT_NE(again.id, done.id);
  EXPECT_EQ(c.until(again.id, PlanState::done).inputs_digest, done.inputs_digest);
  const auto kept = must(c.trial.database().read([&](store::ReadTx& tx) -> Result<std::pair<std::string, std::string>> {
    return std::pair{find_record(tx, c.trial.realm_id, done.id)->result_digest, find_record(tx, c.trial.realm_id, again.id)->result_digest};
  }));
  EXPECT_EQ(kept.first, kept.second);
  EXPECT_TRUE(c.faults().empty());
  must(c.trial.database().write([&](store::WriteTx& tx) -> Result<void> {
    tx.execute("UPDATE siting_record SET result = '{}' WHERE realm_id = ? AND plan_id = ?", store::Params{c.trial.realm_id, done.id});
    return {};
  }));
  EXPECT_EQ(c.faults().size(), 1u) << "a kept answer that was changed is found";
}

TEST(SitingPlans, a_township_counts_its_own_people_and_every_open_station) {
  County c;
  must(create_place(c.house(), c.township, c.host("便利店", 2), nullptr));
  auto asked = must(ask_plan(c.house(), c.township, c.question(), nullptr));
  EXPECT_EQ(asked.union_path, "AAAAAAAB");
  EXPECT_DOUBLE_EQ(asked.demand_people, 12);
  EXPECT_EQ(asked.station_count, 1);
}

TEST(SitingPlans, called_off_it_ends_and_may_start_again) {
  County c;
  must(create_place(c.house(), c.organiser, c.host("邮政所", 21), nullptr));
  auto asked = must(ask_plan(c.house(), c.organiser, c.question(), nullptr));
  {
    PlanThread thread(c.house(), c.trial.realm_id, sit, kQuick);
    c.until(asked.id, PlanState::running);
    EXPECT_EQ(reason_of(again_plan(c.house(), c.organiser, asked.id)), "siting.still_open");
    EXPECT_EQ(reason_of(cancel_plan(c.house(), c.leader, asked.id)), "access.forbidden");
    ASSERT_TRUE(cancel_plan(c.house(), c.organiser, asked.id).ok());
    EXPECT_EQ(reason_of(cancel_plan(c.house(), c.organiser, asked.id)), "siting.not_open");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(c.now(asked.id).state, PlanState::cancelled);
    ASSERT_TRUE(again_plan(c.house(), c.organiser, asked.id).ok());
    c.until(asked.id, PlanState::running);
  }
  EXPECT_EQ(c.now(asked.id).state, PlanState::cut) << "the program stopped in good order";
  ASSERT_TRUE(again_plan(c.house(), c.organiser, asked.id).ok());
  PlanThread thread(c.house(), c.trial.realm_id, solve_here, kQuick);
  EXPECT_EQ(c.until(asked.id, PlanState::done).state, PlanState::done);
}

TEST(SitingPlans, one_whose_solver_fell_silent_says_so) {
  County c;
  must(create_place(c.house(), c.organiser, c.host("邮政所", 21), nullptr));
  auto asked = must(ask_plan(c.house(), c.organiser, c.question(), nullptr));
  must(c.trial.database().write([&](store::WriteTx& tx) -> Result<bool> {
    return claim_plan(tx, c.trial.realm_id, asked.id, "gone", Instant{c.trial.clock.at.ms - 60'000});
  }));
  PlanThread thread(c.house(), c.trial.realm_id, solve_here, kQuick);
  const SitingPlan cut = c.until(asked.id, PlanState::cut);
  EXPECT_EQ(cut.state, PlanState::cut);
  EXPECT_NE(cut.message.find("重新开始"), std::string::npos);
}

TEST(SitingPlans, two_solvers_take_one_plan_once) {
  County c;
  must(create_place(c.house(), c.organiser, c.host("邮政所", 21), nullptr));
  auto asked = must(ask_plan(c.house(), c.organiser, c.question(), nullptr));
  std::atomic<int> solved = 0;
  auto counting = [&](const std::string& text, const std::function<bool()>& go_on) { return ++solved, solve_here(text, go_on); };
  PlanThread one(c.house(), c.trial.realm_id, counting, kQuick), two(c.house(), c.trial.realm_id, counting, kQuick);
  c.until(asked.id, PlanState::done);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(solved, 1);
}

TEST(SitingPlans, a_question_starts_from_the_numbers_of_its_day) {
  const SitingPlan usual = default_plan(*Date::from_ymd(2021, 11, 12));
  EXPECT_EQ(usual.radius_m, 800);
  EXPECT_EQ(usual.detour_percent, 130);
  EXPECT_EQ(usual.seconds, 60);
}

TEST(SitingPlans, reports_other_than_a_locked_door_count_when_they_are_weighed) {
  County c;
  must(create_place(c.house(), c.organiser, c.host("邮政所", 21), nullptr));
  must(c.trial.database().write([&](store::WriteTx& tx) -> Result<void> {
    const Id station = *tx.integer("SELECT id FROM station WHERE realm_id = ?", store::Params{c.trial.realm_id});
    for (auto kind : {stations::TroubleKind::locked, stations::TroubleKind::broken_kit, stations::TroubleKind::wrong_place}) {
      stations::StationReport r;
      r.realm_id = c.trial.realm_id, r.id = c.trial.ids.next(), r.station_id = station, r.kind = kind;
      r.reported_at = c.house().clock.now();
      tx.insert(r);
    }
    return {};
  }));
  const Date today = c.house().clock.today();
  const Stocktaking stock = must(c.trial.database().read([&](store::ReadTx& tx) -> Result<Stocktaking> {
    return take_stock(tx, visible(c.organiser, "siting.read"), today.plus_days(-10), today);
  }));
  EXPECT_EQ(stock.reports.people, 1);
  EXPECT_EQ(stock.troubles.people, 2);
  const double before = must(ask_plan(c.house(), c.organiser, c.question(), nullptr)).demand_people;
  SitingPlan weighed = c.question();
  weighed.trouble_percent = 50;
  EXPECT_DOUBLE_EQ(must(ask_plan(c.house(), c.organiser, weighed, nullptr)).demand_people, before + 1);
}

TEST(SitingPlans, what_cannot_be_solved_says_why) {
  County c;
  SitingPlace tiny = c.host("小店", 21);
  tiny.capacity = 1;
  must(create_place(c.house(), c.organiser, tiny, nullptr));
  SitingPlan plan = c.question();
  plan.kind = PlanKind::nearest, plan.radius_m = 60;
  auto asked = must(ask_plan(c.house(), c.organiser, plan, nullptr));
  PlanThread thread(c.house(), c.trial.realm_id, solve_here, kQuick);
  const SitingPlan failed = c.until(asked.id, PlanState::failed);
  EXPECT_EQ(failed.state, PlanState::failed);
  EXPECT_NE(failed.message.find("半径"), std::string::npos) << failed.message;
}

}  // namespace
}  // namespace niangjia::siting_plans
