#include "siting/siting.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <functional>

namespace niangjia::siting {
namespace {

// A small problem of whole numbers, with fixed sites among the others.
Problem random_problem(ProblemKind kind) {
  Problem p;
  p.kind = kind;
  const int n = *rc::gen::inRange(1, 9), m = *rc::gen::inRange(2, 8);
  for (int i = 0; i < n; ++i) p.demand.push_back({"d" + std::to_string(i), static_cast<double>(*rc::gen::inRange(0, 20))});
  for (int j = 0; j < m; ++j) p.sites.push_back({"s" + std::to_string(j), *rc::gen::inRange(0, 6) == 0, std::nullopt});
  for (int k = 0; k < n * m; ++k) p.distances_m.push_back(*rc::gen::inRange(0, 100));
  int candidates = 0;
  for (const Site& s : p.sites) candidates += !s.is_fixed;
  p.p = candidates == 0 ? 0 : *rc::gen::inRange(1, std::min(candidates, 4) + 1);
  p.radius_m = kind == ProblemKind::p_median ? 0 : *rc::gen::inRange(5, 90);
  p.seconds = 20;
  return p;
}

// Every set of new sites there is.
void each_choice(const Problem& p, const std::function<void(const std::vector<std::size_t>&)>& look) {
  std::vector<std::size_t> candidates;
  for (std::size_t j = 0; j < p.sites.size(); ++j)
    if (!p.sites[j].is_fixed) candidates.push_back(j);
  for (unsigned bits = 0; bits < (1u << candidates.size()); ++bits) {
    std::vector<std::size_t> chosen;
    for (std::size_t k = 0; k < candidates.size(); ++k)
      if (bits >> k & 1) chosen.push_back(candidates[k]);
    if (p.kind == ProblemKind::lscp || chosen.size() == static_cast<std::size_t>(p.p)) look(chosen);
  }
}

std::optional<double> best_by_trying(const Problem& p) {
  std::optional<double> best;
  each_choice(p, [&](const auto& chosen) {
    auto answer = evaluate(p, chosen);
    if (answer && (!best || (p.kind == ProblemKind::mclp ? answer->value > *best : answer->value < *best))) best = answer->value;
  });
  return best;
}

void is_optimal(ProblemKind kind) {
  const Problem p = random_problem(kind);
  auto solution = solve(p);
  const auto expected = best_by_trying(p);
  if (!solution.ok()) {
    RC_ASSERT(!expected || p.p == 0);
    return;
  }
  RC_ASSERT(expected.has_value());
  RC_ASSERT(solution->is_proven);
  RC_ASSERT(std::abs(solution->best.value - *expected) < 1e-6);
  RC_ASSERT(std::abs(solution->bound - *expected) < 1e-6);
  RC_ASSERT(std::abs(evaluate(p, solution->best.chosen)->value - *expected) < 1e-6);
  if (solution->second) RC_ASSERT(solution->second->chosen != solution->best.chosen);
}

RC_GTEST_PROP(Siting, mclp_is_what_trying_everything_finds, ()) { is_optimal(ProblemKind::mclp); }
RC_GTEST_PROP(Siting, lscp_is_what_trying_everything_finds, ()) { is_optimal(ProblemKind::lscp); }
RC_GTEST_PROP(Siting, p_median_is_what_trying_everything_finds, ()) { is_optimal(ProblemKind::p_median); }

TEST(Siting, capacities_hold) {
  auto p = *read_problem(R"({"kind":"mclp","p":1,"radius":10,"demand":[{"id":"a","weight":8},{"id":"b","weight":5}],
    "sites":[{"id":"big","capacity":9},{"id":"small","capacity":4}],"distances":[[1,1],[1,1]]})");
  auto s = solve(p);
  ASSERT_TRUE(s.ok());
  EXPECT_EQ(s->best.value, 9);
  EXPECT_EQ(p.sites[s->best.chosen.at(0)].id, "big");
  p.kind = ProblemKind::lscp;
  EXPECT_EQ(solve(p)->best.value, 2);
  p.sites[0].capacity = 5;
  EXPECT_FALSE(solve(p).ok()) << "nine places for thirteen";
}

TEST(Siting, who_cannot_be_reached_is_named) {
  auto p = *read_problem(R"({"kind":"lscp","radius":10,"demand":[{"id":"near"},{"id":"far"}],"sites":[{"id":"s"}],"distances":[[5],[50]]})");
  auto s = solve(p);
  ASSERT_TRUE(s.ok());
  EXPECT_EQ(s->best.value, 1);
  ASSERT_EQ(s->best.uncovered.size(), 1u);
  EXPECT_EQ(p.demand[s->best.uncovered[0]].id, "far");
  p.kind = ProblemKind::p_median;
  auto refused = solve(p);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.problem().message.find("far"), std::string::npos);
}

TEST(Siting, positions_are_measured_on_the_ground) {
  auto p = *read_problem(R"({"kind":"p-median","p":1,"detour":1.3,"demand":[{"lon":120.0,"lat":30.0}],"sites":[{"id":1,"lon":120.0,"lat":30.01}]})");
  EXPECT_NEAR(p.distances_m.at(0), 1.3 * 1111.95, 1);
}

// A ring of six, all edges 1: one station serves with 0+1+1+2+2+3 = 9, two opposite ones with 4.
TEST(Siting, reads_the_files_of_the_or_library) {
  auto p = *read_problem("6 6 2\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n5 6 1\n6 1 1\n");
  EXPECT_EQ(solve(p)->best.value, 4);
  p.p = 1;
  EXPECT_EQ(solve(p)->best.value, 9);
}

TEST(Siting, files_that_make_no_sense_are_refused_with_a_sentence) {
  for (const char* text :
       {"", "{", "[]", "{}", R"({"kind":"best"})", R"({"kind":"mclp","radius":1,"demand":[],"sites":[{}]})",
        R"({"kind":"mclp","radius":1,"demand":[{"weight":-1}],"sites":[{}],"distances":[[1]]})",
        R"({"kind":"mclp","radius":1,"demand":[{}],"sites":[{}]})", R"({"kind":"mclp","radius":1,"demand":[{}],"sites":[{}],"distances":[[1,2]]})",
        R"({"kind":"mclp","radius":1,"p":1.5,"demand":[{}],"sites":[{}],"distances":[[1]]})", "3 2", "2 1 1\n1 9 4", "7\n5888288888882608288\n6", "3 1 1\n1 2 5", "5 x"}) {
    auto p = read_problem(text);
    EXPECT_FALSE(p.ok()) << text;
    if (!p.ok()) { EXPECT_FALSE(p.problem().message.empty()); }
  }
  auto too_many = *read_problem(R"({"kind":"mclp","radius":1,"p":2,"demand":[{}],"sites":[{}],"distances":[[1]]})");
  EXPECT_FALSE(solve(too_many).ok());
}

RC_GTEST_PROP(Siting, any_text_is_read_or_refused_without_harm, (const std::string& text)) { (void)read_problem(text).ok(); }

}  // namespace
}  // namespace niangjia::siting
