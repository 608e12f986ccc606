#pragma once
// Siting problems and their solution by CBC (branch and cut). Deterministic: the same problem gives the same answer, but for
// what a time limit cuts off. Not thread-safe by itself: one solution at a time in a process.
// MCLP: Church and ReVelle 1974. LSCP: Toregas et al. 1971. p-median: Hakimi 1964; bound by Lagrangian relaxation of the
// assignment (Cornuejols, Fisher and Nemhauser 1977), reduced costs fix most of it, CBC proves the rest.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace niangjia::siting {

enum class ProblemKind { mclp, lscp, p_median };

struct DemandPoint {
  std::string id;
  double weight = 1;  // people
};
struct Site {
  std::string id;
  bool is_fixed = false;           // stands already: open at no charge to p
  std::optional<double> capacity;  // of weight; nothing: no limit
};
struct Problem {
  ProblemKind kind = ProblemKind::mclp;
  std::vector<DemandPoint> demand;
  std::vector<Site> sites;
  std::vector<double> distances_m;  // demand × sites, row by row
  int p = 1;                        // how many new sites (mclp, p_median)
  double radius_m = 0;              // mclp, lscp; p_median: nobody is served from farther when it is above 0
  double seconds = 60;              // of solving, both answers together
  bool wants_second = true;
  double distance_m(std::size_t point, std::size_t site) const { return distances_m[point * sites.size() + site]; }
  bool has_capacity() const;
};
// The sizes that are taken; more is refused in words.
inline constexpr std::size_t kMostPoints = 20'000, kMostSites = 5'000, kMostPairs = 6'000'000;

struct Answer {
  double value = 0;  // weight covered; new sites; weight × metres
  std::vector<std::size_t> chosen;     // new sites, in order
  std::vector<std::size_t> uncovered;  // demand points nobody serves
};
struct Solution {
  Answer best;
  double bound = 0;  // no solution is better than this
  bool is_proven = false;
  double gap() const;  // |bound − value| / |value|
  std::optional<Answer> second;
  double seconds = 0;
};
// Refused: no site can serve a point that must be served (lscp leaves such points out and names them; p_median refuses),
// fewer candidates than p, capacities that cannot hold the demand.
Result<Solution> solve(const Problem& problem);
// What a set of new sites is worth; nothing when it serves not what must be served. Capacities are left out of it.
std::optional<Answer> evaluate(const Problem& problem, const std::vector<std::size_t>& chosen);

// A plain problem: JSON as docs/guide/选址.md tells it, or the text of OR-Library's pmed files (n m p, then edges).
Result<Problem> read_problem(std::string_view text);
std::string solution_json(const Problem& problem, const Solution& solution);

}  // namespace niangjia::siting
