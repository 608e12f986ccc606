#pragma once
// The p-median: Lagrangian bound, interchange, reduced costs, and CBC for what is left.

#include "siting/siting.h"

namespace niangjia::siting {

// No capacities; every point is within reach of some site.
Result<Solution> solve_median(const Problem& problem);

}  // namespace niangjia::siting
