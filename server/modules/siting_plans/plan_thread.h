#pragma once
// The one thread of a process that has plans solved, one after another. What it does is on record: a plan that was being solved
// when the program ended is found by its silence, says so, and may be started again.

#include <functional>
#include <memory>

#include "modules/siting_plans/siting_plans.h"

namespace niangjia::siting_plans {

// Solves a problem (SitingRecord::inputs) and answers as siting::solution_json does. Asks `go_on` several times a second and
// gives up with the reason siting.stopped when it says no.
using Solver = std::function<Result<std::string>(const std::string& problem, const std::function<bool()>& go_on)>;

class PlanThread {
 public:
  struct Pace {
    std::int64_t look_ms = 500, beat_ms = 2'000, silent_ms = 10'000;
  };
  PlanThread(House& house, Id realm_id, Solver solver, Pace pace);
  PlanThread(House& house, Id realm_id, Solver solver) : PlanThread(house, realm_id, std::move(solver), Pace()) {}
  ~PlanThread();  // calls off what is being solved

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace niangjia::siting_plans
