#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>

#include "siting/integer_program.h"
#include "siting/median.h"
#include "siting/siting.h"

namespace niangjia::siting {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count(); }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

bool is_within(const Problem& p, std::size_t i, std::size_t j) {
  if (p.kind == ProblemKind::p_median) return p.radius_m <= 0 || p.distance_m(i, j) <= p.radius_m;
  return p.distance_m(i, j) <= p.radius_m;
}

std::vector<std::size_t> candidates_of(const Problem& p) {
  std::vector<std::size_t> out;
  for (std::size_t j = 0; j < p.sites.size(); ++j)
    if (!p.sites[j].is_fixed) out.push_back(j);
  return out;
}

// One column a site (fixed ones are held open); for coverage without capacities one column a distinct set of sites that
// covers somebody, with the weight of all who share it.
struct CoverProgram {
  IntegerProgram program;
  std::vector<int> site_columns;
};

CoverProgram cover_program(const Problem& p) {
  const bool is_mclp = p.kind == ProblemKind::mclp;
  CoverProgram c{IntegerProgram(is_mclp), {}};
  for (const Site& site : p.sites)
    c.site_columns.push_back(c.program.add_column(is_mclp || site.is_fixed ? 0 : 1, site.is_fixed ? 1 : 0, 1, true));
  std::map<std::vector<std::size_t>, double> groups;
  for (std::size_t i = 0; i < p.demand.size(); ++i) {
    std::vector<std::size_t> near;
    for (std::size_t j = 0; j < p.sites.size(); ++j)
      if (is_within(p, i, j)) near.push_back(j);
    const bool is_settled = near.empty() || std::any_of(near.begin(), near.end(), [&](std::size_t j) { return p.sites[j].is_fixed; });
    if (!is_settled) groups[near] += p.demand[i].weight;
  }
  for (const auto& [near, weight] : groups) {
    const int row = c.program.add_row(is_mclp ? 0 : 1, kInfinity);
    if (is_mclp) c.program.put(row, c.program.add_column(weight, 0, 1, false), -1);
    for (std::size_t j : near) c.program.put(row, c.site_columns[j], 1);
  }
  return c;
}

// With capacities people are assigned; a point may be shared out among sites.
CoverProgram assigned_program(const Problem& p) {
  const bool is_mclp = p.kind == ProblemKind::mclp, is_median = p.kind == ProblemKind::p_median;
  CoverProgram c{IntegerProgram(is_mclp), {}};
  std::vector<int> capacity_rows;
  for (const Site& site : p.sites) {
    c.site_columns.push_back(c.program.add_column(is_mclp || is_median || site.is_fixed ? 0 : 1, site.is_fixed ? 1 : 0, 1, true));
    capacity_rows.push_back(site.capacity ? c.program.add_row(-kInfinity, 0) : -1);
    if (site.capacity) c.program.put(capacity_rows.back(), c.site_columns.back(), -*site.capacity);
  }
  for (std::size_t i = 0; i < p.demand.size(); ++i) {
    std::vector<std::size_t> near;
    for (std::size_t j = 0; j < p.sites.size(); ++j)
      if (is_within(p, i, j)) near.push_back(j);
    if (near.empty()) continue;
    const int served = c.program.add_row(is_mclp ? -kInfinity : 1, 1);
    for (std::size_t j : near) {
      const double w = p.demand[i].weight;
      const int z = c.program.add_column(is_mclp ? w : is_median ? w * p.distance_m(i, j) : 0, 0, 1, false);
      c.program.put(served, z, 1);
      if (capacity_rows[j] >= 0) c.program.put(capacity_rows[j], z, w);
      const int opens = c.program.add_row(-kInfinity, 0);
      c.program.put(opens, z, 1), c.program.put(opens, c.site_columns[j], -1);
    }
  }
  return c;
}

void limit_new_sites(const Problem& p, CoverProgram& c) {
  if (p.kind == ProblemKind::lscp) return;
  const int row = c.program.add_row(p.p, p.p);
  for (std::size_t j : candidates_of(p)) c.program.put(row, c.site_columns[j], 1);
}

// The same set of new sites once more is no second answer.
void forbid(const Problem& p, CoverProgram& c, const std::vector<std::size_t>& chosen) {
  const int row = c.program.add_row(-kInfinity, static_cast<double>(chosen.size()) - 1);
  for (std::size_t j : chosen) c.program.put(row, c.site_columns[j], 1);
  if (p.kind != ProblemKind::lscp) return;
  for (std::size_t j : candidates_of(p))  // a superset would be one more than needed
    if (std::find(chosen.begin(), chosen.end(), j) == chosen.end()) c.program.put(row, c.site_columns[j], -1e-6);
}

std::vector<std::size_t> opened(const Problem& p, const CoverProgram& c, const ProgramAnswer& answer) {
  std::vector<std::size_t> chosen;
  for (std::size_t j : candidates_of(p))
    if (answer.columns[static_cast<std::size_t>(c.site_columns[j])] > 0.5) chosen.push_back(j);
  return chosen;
}

// What fixed sites cover by themselves stands outside the program.
double settled_weight(const Problem& p) {
  double weight = 0;
  if (p.kind != ProblemKind::mclp || p.has_capacity()) return 0;
  for (std::size_t i = 0; i < p.demand.size(); ++i)
    for (std::size_t j = 0; j < p.sites.size(); ++j)
      if (p.sites[j].is_fixed && is_within(p, i, j)) {
        weight += p.demand[i].weight;
        break;
      }
  return weight;
}

Answer answer_of(const Problem& p, const CoverProgram& c, const ProgramAnswer& solved) {
  Answer answer;
  answer.chosen = opened(p, c, solved);
  if (auto worth = evaluate(p, answer.chosen)) answer = *worth;
  if (p.has_capacity()) answer.value = solved.value;
  if (p.kind == ProblemKind::lscp) answer.value = static_cast<double>(answer.chosen.size());
  return answer;
}

Result<Solution> solve_cover(const Problem& p) {
  const Stopwatch watch;
  CoverProgram c = p.has_capacity() ? assigned_program(p) : cover_program(p);
  limit_new_sites(p, c);
  const ProgramAnswer solved = c.program.solve(p.seconds * (p.wants_second ? 0.7 : 1));
  if (solved.is_infeasible)
    return refuse(Code::invalid, "siting.infeasible", "没有可行的方案：场所容量装不下需求，或候选场所不够。请放宽半径、容量或增加个数。");
  if (!solved.has_solution)
    return refuse(Code::unavailable, "siting.no_time", "在限定的时间内没有找到方案，请把时间放长一些。");
  Solution s;
  s.best = answer_of(p, c, solved);
  s.bound = solved.is_proven ? s.best.value : solved.bound + settled_weight(p);
  if (p.kind == ProblemKind::lscp && !solved.is_proven) s.bound = std::ceil(solved.bound - 1e-6);
  s.is_proven = solved.is_proven || std::abs(s.bound - s.best.value) < 1e-9 * std::max(1.0, std::abs(s.best.value));
  if (p.wants_second && !s.best.chosen.empty()) {
    forbid(p, c, s.best.chosen);
    const ProgramAnswer again = c.program.solve(p.seconds - watch.seconds());
    if (again.has_solution) s.second = answer_of(p, c, again);
  }
  s.seconds = watch.seconds();
  return s;
}

Result<void> judge(const Problem& p) {
  auto wrong = [](std::string sentence) { return refuse(Code::invalid, "siting.invalid", std::move(sentence)); };
  if (p.demand.empty() || p.sites.empty()) return wrong("至少要有一个需求点和一个候选场所。");
  const std::size_t candidates = candidates_of(p).size();
  if (p.kind != ProblemKind::lscp && (p.p < 0 || static_cast<std::size_t>(p.p) > candidates))
    return wrong("要选 " + std::to_string(p.p) + " 个，候选场所只有 " + std::to_string(candidates) + " 个。");
  if (p.kind == ProblemKind::p_median && p.p == 0 && candidates == p.sites.size()) return wrong("p 应至少为 1。");
  if (p.kind != ProblemKind::p_median && p.radius_m <= 0) return wrong("请给出步行半径 radius（米），应大于 0。");
  return {};
}

Result<void> must_reach_everybody(const Problem& p) {
  if (p.kind != ProblemKind::p_median) return {};
  std::string far;
  int count = 0;
  for (std::size_t i = 0; i < p.demand.size(); ++i) {
    bool is_near = false;
    for (std::size_t j = 0; j < p.sites.size() && !is_near; ++j) is_near = is_within(p, i, j);
    if (is_near) continue;
    if (++count <= 5) far += (far.empty() ? "" : "、") + p.demand[i].id;
  }
  if (count == 0) return {};
  return refuse(Code::invalid, "siting.out_of_reach",
                "有 " + std::to_string(count) + " 个需求点在半径内没有任何场所（" + far + (count > 5 ? " 等" : "") + "），请放宽半径或增加候选场所。");
}

}  // namespace

bool Problem::has_capacity() const {
  return std::any_of(sites.begin(), sites.end(), [](const Site& s) { return s.capacity.has_value(); });
}

double Solution::gap() const {
  const double size = std::max(std::abs(best.value), 1e-12);
  return is_proven ? 0 : std::abs(bound - best.value) / size;
}

std::optional<Answer> evaluate(const Problem& p, const std::vector<std::size_t>& chosen) {
  std::vector<std::size_t> open = chosen;
  for (std::size_t j = 0; j < p.sites.size(); ++j)
    if (p.sites[j].is_fixed) open.push_back(j);
  Answer answer;
  answer.chosen = chosen;
  std::sort(answer.chosen.begin(), answer.chosen.end());
  for (std::size_t i = 0; i < p.demand.size(); ++i) {
    double nearest = kInfinity;
    bool could_be_served = false;
    for (std::size_t j : open)
      if (is_within(p, i, j)) nearest = std::min(nearest, p.distance_m(i, j));
    const bool is_served = nearest < kInfinity;
    if (!is_served) answer.uncovered.push_back(i);
    if (p.kind == ProblemKind::mclp && is_served) answer.value += p.demand[i].weight;
    if (p.kind == ProblemKind::p_median && !is_served) return std::nullopt;
    if (p.kind == ProblemKind::p_median) answer.value += p.demand[i].weight * nearest;
    if (p.kind != ProblemKind::lscp || is_served) continue;
    for (std::size_t j = 0; j < p.sites.size() && !could_be_served; ++j) could_be_served = is_within(p, i, j);
    if (could_be_served) return std::nullopt;
  }
  if (p.kind == ProblemKind::lscp) answer.value = static_cast<double>(chosen.size());
  return answer;
}

Result<Solution> solve(const Problem& problem) {
  CHECK_OK(judge(problem));
  CHECK_OK(must_reach_everybody(problem));
  if (problem.kind == ProblemKind::p_median && !problem.has_capacity()) return solve_median(problem);
  return solve_cover(problem);
}

}  // namespace niangjia::siting
