#pragma once
// Verdicts without a database, a clock or a network: what may be entered, what may be asked, how a problem is written down and
// what its answer means.

#include "modules/siting_plans/siting_plans.h"

namespace niangjia::siting_plans {

inline constexpr std::int64_t kMostSeconds = 600, kMostRadius_m = 50'000;

// The fields people type, put in order; the first thing wrong, told beside its field. `previous` is null for a new place.
Result<void> settle(SitingPlace& place, const SitingPlace* previous);
// Of the question alone; the order is that of the form.
Result<void> judge_question(const SitingPlan& plan);

// --- what goes in ---
enum class DemandSource { outlet, service, report, point, trouble };
struct Demand {
  std::string id;  // of the row on the wire; a station's may stand twice, for services and for reports
  DemandSource source = DemandSource::outlet;
  std::string name;
  double people = 0;  // as counted, before the weight
  record::Position at;
};
struct Stand {  // a place where a station stands or could
  std::string id, name, address;
  bool is_fixed = false;
  record::Position at;
  std::optional<std::int64_t> capacity;
};
struct Inputs {
  std::vector<Demand> demand;
  std::vector<Stand> stands;
  std::int64_t unplaced_outlets = 0, unplaced_hosts = 0;
};
double weighed(const SitingPlan& plan, const Demand& demand);
// Sorted by id and without what counts nothing, so that equal inputs are equal text.
void put_in_order(const SitingPlan& plan, Inputs& inputs);
// What is missing before it can be solved. After put_in_order().
Result<void> judge_inputs(const SitingPlan& plan, const Inputs& inputs);
// JSON as docs/guide/选址.md tells it, with names beside: what is solved, and what can be solved again in ten years.
std::string problem_text(const SitingPlan& plan, const Inputs& inputs);
// Fills the numbers of the plan that its inputs tell.
void take_inputs(SitingPlan& plan, const Inputs& inputs, std::string_view problem);

// --- what comes out ---
// Reads the answer of the solver (siting::solution_json) to this problem, fills the plan's results and gives the text to keep:
// chosen, uncovered, second, and how far every demand point walks before and after.
Result<std::string> take_solution(SitingPlan& plan, std::string_view problem, std::string_view solution);
// One problem has one answer: how the time was spent is no part of it.
std::string digest_of(std::string_view text);

}  // namespace niangjia::siting_plans
