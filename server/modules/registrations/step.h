#pragma once
// How every act on an application is done: find it, ask the grant, ask whose turn it is, do the work, save the row while
// nobody else changed it, note the step, journal. One transaction.

#include <functional>

#include "modules/registrations/actions.h"
#include "modules/registrations/store.h"

namespace niangjia::registrations {

struct Step {
  store::WriteTx& tx;
  House& house;
  const Actor& actor;
  const Permit& permit;
  Registration& row;
  Date today;
  Instant now;
};
using Work = std::function<Result<Date>(Step&)>;  // the day on which it was done

Result<Registration> take_step(House& house, const Actor& actor, Id id, Act act, std::string_view reason,
                               const Work& work);
void note_step(store::WriteTx& tx, House& house, const Permit& permit, const Registration& r, std::string_view act, Date on,
               std::string_view reason);
Problem no_such_registration();
Problem changed_meanwhile();

}  // namespace niangjia::registrations
