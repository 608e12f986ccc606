// Who looks after the outbox: the organisation department answers for what people were told, a township for
// its own. Neither sees a whole number or the text, which may hold a code; those the machine's operator
// reads.

#include "modules/notices/notices.h"

namespace niangjia::notices {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows{
      {"county_organiser", "notices.read", Place::realm},
      {"county_organiser", "notices.resend", Place::realm},
      {"township_organiser", "notices.read", Place::own_and_below},
  };
  return rows;
}

}  // namespace niangjia::notices
