#include "modules/joining/rules.h"

#include <gtest/gtest.h>

namespace niangjia::joining {
namespace {

const Date kToday = *Date::from_ymd(2021, 11, 12);

Intake good_intake() {
  Intake in;
  in.name = "李明";
  in.consents = {"membership"};
  return in;
}
Identity good_identity(const char* born = "1990-01-01") {
  Identity id;
  id.verdict = IdentityVerdict::ok;
  id.born_on = Date::parse_iso(born);
  return id;
}
Phone good_phone() { return read_phone("13900000001"); }

std::string paths(const Result<void>& verdict) {
  if (verdict.ok()) return "";
  std::string out;
  for (const auto& f : verdict.problem().fields) out += f.path + " ";
  return out;
}

TEST(JudgeIntake, tells_everything_at_once_in_the_order_of_the_form) {
  EXPECT_EQ(paths(judge_intake(good_intake(), good_identity(), good_phone(), true, kToday)), "");
  Intake bad = good_intake();
  bad.name = " ";
  bad.category = 99;
  bad.township_code = "330603999";
  bad.consents = {"unknown"};
  Identity wrong;
  EXPECT_EQ(paths(judge_intake(bad, wrong, read_phone("12"), false, kToday)),
            "name identity_number phone category township_code consents consents ");
}

TEST(JudgeIntake, sixteen_is_old_enough_and_a_day_less_is_not) {
  EXPECT_EQ(paths(judge_intake(good_intake(), good_identity("2005-11-12"), good_phone(), true, kToday)), "");
  EXPECT_EQ(paths(judge_intake(good_intake(), good_identity("2005-11-13"), good_phone(), true, kToday)),
            "identity_number ");
}

TEST(JudgeIntake, only_the_required_purpose_is_required) {
  Intake in = good_intake();
  in.consents = {"benefits", "partners"};
  EXPECT_EQ(paths(judge_intake(in, good_identity(), good_phone(), true, kToday)), "consents ");
}

TEST(JudgePoster, revoked_is_told_before_expired) {
  Poster p;
  p.expires_on = kToday;
  EXPECT_EQ(judge_poster(p, kToday), PosterVerdict::ok);
  EXPECT_EQ(judge_poster(p, kToday.plus_days(1)), PosterVerdict::expired);
  p.revoked_on = kToday;
  EXPECT_EQ(judge_poster(p, kToday.plus_days(1)), PosterVerdict::revoked);
}

RoutingRule rule(RouteBy by, Id union_id = 0) {
  RoutingRule r;
  r.route_by = by;
  r.union_id = union_id;
  return r;
}

TEST(RouteOf, first_rule_that_fits_decides) {
  RoutingRule couriers = rule(RouteBy::category, 7);
  couriers.category = 13;
  std::vector<RoutingRule> rules{rule(RouteBy::own_unit), couriers, rule(RouteBy::township),
                                 rule(RouteBy::pool)};
  std::vector<Place> open{{7, "aaaaaaab", "区快递行业工会"}};
  RouteQuestion q{13, "", "330603001", Place{5, "aaaaaaaa", "甲厂"}, Place{6, "aaaaaaac", "柯桥新业态"}};
  EXPECT_EQ(route_of(rules, open, q).union_id, 5);
  q.own_unit.reset();
  EXPECT_EQ(route_of(rules, open, q).union_id, 7);
  EXPECT_EQ(route_of(rules, open, q).why, "按从业类别：区快递行业工会");
  q.category = 14;
  EXPECT_EQ(route_of(rules, open, q).union_id, 6);
  q.township_union.reset();
  EXPECT_TRUE(route_of(rules, open, q).is_pool());
}

TEST(RouteOf, union_that_closed_is_passed_over) {
  RoutingRule platform = rule(RouteBy::platform, 8);
  platform.platform = "美团（配送）";
  RouteQuestion q{14, "美团(配送)", "", {}, {}};
  EXPECT_EQ(route_of({platform}, {{8, "p", "骑手联合工会"}}, q).union_id, 8)
      << "width of brackets does not matter";
  EXPECT_TRUE(route_of({platform}, {}, q).is_pool());
}

TEST(RouteOf, without_any_rule_nobody_is_lost) { EXPECT_TRUE(route_of({}, {}, {}).is_pool()); }

TEST(JudgeRules, name_their_target_and_end_with_the_pool) {
  EXPECT_TRUE(judge_rules(default_rules()).ok());
  EXPECT_EQ(paths(judge_rules({rule(RouteBy::pool), rule(RouteBy::category)})),
            "rules.0.route_by rules.1.union_id rules.1.category ");
  EXPECT_EQ(paths(judge_rules({rule(RouteBy::platform, 1), rule(RouteBy::township_rule, 1)})),
            "rules.0.platform rules.1.township_code ");
}

}  // namespace
}  // namespace niangjia::joining
