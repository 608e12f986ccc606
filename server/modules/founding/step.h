#pragma once
// How every step of a case is done: find it, ask the grant, ask whose turn it is, do the work, save the row
// while nobody else changed it, journal. One transaction.

#include <functional>

#include "modules/founding/actions.h"

namespace niangjia::founding {

// One step under way.
struct Step {
  store::WriteTx& tx;
  House& house;
  const Actor& actor;
  const Permit& permit;
  FoundingCase& row;
  Date today;
  Instant now;
};
using Work = std::function<Result<Date>(Step&)>;  // the day on which the step was done

Result<FoundingCase> take_step(House& house, const Actor& actor, Id id, Act act, std::string_view reason,
                               const Work& work);
// The union a case is about, in the state the case needs: in preparation for a founding, active for the
// others.
Result<unions::Union> union_of_case(store::ReadTx& tx, const FoundingCase& c);
Problem no_such_case();
Problem not_its_turn(const FoundingCase& c);

}  // namespace niangjia::founding
