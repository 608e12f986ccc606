#pragma once
// What a unit's row must satisfy, as pure functions; refusals in the order in which they are told.

#include "modules/employers/employers.h"

namespace niangjia::employers {

// Puts right what needs no question: width and spaces of the name, case of the credit code.
void tidy(Employer& e);
// `same_code`: another unit of the federation with this credit code, or null.
Result<void> judge_employer(const Employer& e, const Employer* same_code);

}  // namespace niangjia::employers
