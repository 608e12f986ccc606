// A worker sees and asks about nobody but themselves; the union that keeps the record answers.

#include "modules/workers/workers.h"

namespace niangjia::workers {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows{
      {"member", "self.read", Place::self},
      {"member", "self.ask", Place::self},
      {"county_organiser", "self_requests.read", Place::realm},
      {"county_organiser", "self_requests.decide", Place::realm},
      {"township_organiser", "self_requests.read", Place::own_and_below},
      {"township_organiser", "self_requests.decide", Place::own_and_below},
      {"union_chair", "self_requests.read", Place::own},
      {"union_chair", "self_requests.decide", Place::own},
      {"union_keeper", "self_requests.read", Place::own},
      {"union_keeper", "self_requests.decide", Place::own},
  };
  return rows;
}

}  // namespace niangjia::workers
