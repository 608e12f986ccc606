#include "modules/siting_plans/rules.h"

#include <gtest/gtest.h>

#include "siting/siting.h"

namespace niangjia::siting_plans {
namespace {

// Points on one meridian: a thousandth of a degree of latitude is 111 m.
record::Position north(int thousandths) { return {1'204'500'000, 290'000'000 + thousandths * 10'000}; }

Demand people(const std::string& id, double n, int at, DemandSource source = DemandSource::outlet) { return {id, source, "点" + id, n, north(at)}; }
Stand host(const std::string& id, int at, std::optional<std::int64_t> capacity = {}) { return {id, "场所" + id, "路1号", false, north(at), capacity}; }
Stand station(const std::string& id, int at) { return {id, "站" + id, "", true, north(at), {}}; }

SitingPlan plan_of(PlanKind kind, std::int64_t n, std::int64_t radius_m = 500) {
  SitingPlan plan;
  plan.kind = kind, plan.new_sites = n, plan.radius_m = radius_m, plan.detour_percent = 100, plan.seconds = 60;
  return plan;
}
// A station in the south, two crowds north of it, a host at each, and a lone point far away.
Inputs county() {
  Inputs in;
  in.demand = {people("d", 3, 90), people("a", 10, 0), people("b", 40, 20), people("c", 30, 40)};
  in.stands = {host("h3", 41), station("s1", 1), host("h2", 19)};
  return in;
}
std::string solved(SitingPlan& plan, Inputs in) {
  put_in_order(plan, in);
  const std::string text = problem_text(plan, in);
  take_inputs(plan, in, text);
  auto problem = siting::read_problem(text);
  EXPECT_TRUE(problem.ok()) << (problem.ok() ? "" : problem.problem().message);
  auto solution = siting::solve(*problem);
  EXPECT_TRUE(solution.ok()) << (solution.ok() ? "" : solution.problem().message);
  auto kept = take_solution(plan, text, siting::solution_json(*problem, *solution));
  EXPECT_TRUE(kept.ok());
  return kept.ok() ? *kept : "";
}

TEST(SitingRules, a_place_is_refused_for_the_first_thing_wrong) {
  struct Case {
    SitingPlace place;
    std::string_view field;
  };
  SitingPlace good;
  good.name = "湖塘邮政所";
  SitingPlace nameless = good, lost = good, small = good, crowd = good, empty = good;
  nameless.name = " 邮 ";
  lost.written_position = "东门";
  small.capacity = 0;
  crowd.kind = PlaceKind::crowd, crowd.people = 10;
  empty = crowd, empty.written_position = "120.45,29.05", empty.people = 0;
  for (auto& [place, field] : {Case{nameless, "name"}, Case{lost, "written_position"}, Case{small, "capacity"}, Case{crowd, "written_position"},
                               Case{empty, "people"}}) {
    SitingPlace row = place;
    auto judged = settle(row, nullptr);
    ASSERT_FALSE(judged.ok()) << field;
    EXPECT_EQ(judged.problem().fields.front().path, field);
  }
  EXPECT_TRUE(settle(good, nullptr).ok()) << "a host without a position is placed later";
  good.written_position = "120.45,29.05", good.datum = record::WrittenDatum::wgs84;
  ASSERT_TRUE(settle(good, nullptr).ok());
  EXPECT_EQ(good.lon_e7, 1'204'500'000);
}

TEST(SitingRules, a_question_is_refused_in_the_order_of_its_form) {
  auto field_of = [](auto change) {
    SitingPlan plan = plan_of(PlanKind::cover, 3);
    change(plan);
    auto judged = judge_question(plan);
    return judged.ok() ? std::string() : judged.problem().fields.front().path;
  };
  EXPECT_EQ(field_of([](SitingPlan&) {}), "");
  EXPECT_EQ(field_of([](SitingPlan& p) { p.new_sites = 0, p.radius_m = 0; }), "new_sites");
  EXPECT_EQ(field_of([](SitingPlan& p) { p.radius_m = 0; }), "radius_m");
  EXPECT_EQ(field_of([](SitingPlan& p) { p.kind = PlanKind::nearest, p.radius_m = 0; }), "") << "no bound on the walk";
  EXPECT_EQ(field_of([](SitingPlan& p) { p.kind = PlanKind::promise, p.new_sites = 0; }), "") << "the number is what is asked";
  EXPECT_EQ(field_of([](SitingPlan& p) { p.detour_percent = 90; }), "detour_percent");
  EXPECT_EQ(field_of([](SitingPlan& p) { p.seconds = 601; }), "seconds");
  EXPECT_EQ(field_of([](SitingPlan& p) { p.report_percent = -1; }), "report_percent");
  EXPECT_EQ(field_of([](SitingPlan& p) { p.outlet_percent = p.service_percent = p.report_percent = p.point_percent = 0; }), "outlet_percent");
  EXPECT_EQ(field_of([](SitingPlan& p) { p.counted_from = Date::from_ymd(2021, 3, 2), p.counted_to = Date::from_ymd(2021, 3, 1); }), "counted_to");
}

TEST(SitingRules, what_is_missing_before_solving_is_told) {
  SitingPlan plan = plan_of(PlanKind::cover, 3);
  Inputs none;
  none.unplaced_outlets = 37;
  EXPECT_EQ(judge_inputs(plan, none).problem().reason, "siting.no_demand");
  EXPECT_NE(judge_inputs(plan, none).problem().message.find("37 个网点没有位置"), std::string::npos);
  Inputs in = county();
  EXPECT_EQ(judge_inputs(plan, in).problem().reason, "siting.too_few_hosts");
  plan.new_sites = 2;
  EXPECT_TRUE(judge_inputs(plan, in).ok());
  std::erase_if(in.stands, [](const Stand& s) { return !s.is_fixed; });
  EXPECT_EQ(judge_inputs(plan, in).problem().reason, "siting.no_hosts");
}

TEST(SitingRules, equal_inputs_are_equal_text_and_weights_count) {
  SitingPlan plan = plan_of(PlanKind::cover, 1);
  Inputs in = county(), turned = county();
  in.demand.push_back(people("stn:service", 55, 1, DemandSource::service));
  turned.demand.insert(turned.demand.begin(), people("stn:service", 55, 1, DemandSource::service));
  std::swap(turned.stands[0], turned.stands[2]);
  put_in_order(plan, in), put_in_order(plan, turned);
  EXPECT_EQ(problem_text(plan, in), problem_text(plan, turned));
  take_inputs(plan, in, problem_text(plan, in));
  EXPECT_DOUBLE_EQ(plan.demand_people, 83 + 5.5) << "ten services are one person";
  plan.service_percent = 0;
  put_in_order(plan, in);
  EXPECT_EQ(in.demand.size(), 4u) << "what counts nothing is left out";
}

TEST(SitingRules, cover_takes_the_larger_crowd_and_tells_before_and_after) {
  SitingPlan plan = plan_of(PlanKind::cover, 1);
  const std::string kept = solved(plan, county());
  EXPECT_EQ(plan.chosen, std::vector<std::string>{"场所h2"});
  EXPECT_TRUE(plan.is_proven);
  EXPECT_DOUBLE_EQ(*plan.covered_before, 10);
  EXPECT_DOUBLE_EQ(*plan.covered_after, 50);
  EXPECT_DOUBLE_EQ(*plan.second_value, 40) << "the other host";
  EXPECT_LT(*plan.walk_after_m, *plan.walk_before_m);
  EXPECT_NE(kept.find("\"gained\":[40]"), std::string::npos) << kept;
  SitingPlan again = plan_of(PlanKind::cover, 1);
  EXPECT_EQ(solved(again, county()), kept) << "the same inputs, the same answer";
}

TEST(SitingRules, a_promise_leaves_out_whom_no_host_reaches) {
  SitingPlan plan = plan_of(PlanKind::promise, 0);
  solved(plan, county());
  EXPECT_EQ(plan.chosen.size(), 2u);
  EXPECT_DOUBLE_EQ(*plan.value, 2);
  EXPECT_DOUBLE_EQ(*plan.covered_after, 80);
}

TEST(SitingRules, nearest_without_a_bound_covers_nobody_and_shortens_the_walk) {
  SitingPlan plan = plan_of(PlanKind::nearest, 1, 0);
  solved(plan, county());
  EXPECT_FALSE(plan.covered_after.has_value());
  EXPECT_NEAR(*plan.value, *plan.walk_after_m * plan.demand_people, 1);
  EXPECT_LT(*plan.walk_after_m, *plan.walk_before_m);
}

TEST(SitingRules, without_a_station_nobody_walks_anywhere_before) {
  SitingPlan plan = plan_of(PlanKind::cover, 1);
  Inputs in = county();
  std::erase_if(in.stands, [](const Stand& s) { return s.is_fixed; });
  solved(plan, in);
  EXPECT_FALSE(plan.walk_before_m.has_value());
  EXPECT_DOUBLE_EQ(*plan.covered_before, 0);
}

TEST(SitingRules, a_full_host_covers_no_more_than_it_holds) {
  SitingPlan plan = plan_of(PlanKind::cover, 1);
  plan.uses_capacity = true;
  Inputs in = county();
  in.stands.push_back(host("h2b", 20, 25));
  std::erase_if(in.stands, [](const Stand& s) { return s.id == "h2"; });
  solved(plan, in);
  EXPECT_EQ(plan.chosen, std::vector<std::string>{"场所h3"}) << "thirty without a limit are more than twenty-five of forty";
  EXPECT_DOUBLE_EQ(*plan.covered_after, 40);
}

}  // namespace
}  // namespace niangjia::siting_plans
