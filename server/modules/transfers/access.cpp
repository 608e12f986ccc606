// Who may do what with transfers: each union speaks for its own side, a township for those below it, the county for both.
// What lies above a side may say its word; a leader and the administrators see nobody's name.

#include "modules/transfers/transfers.h"

namespace niangjia::transfers {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows = [] {
    struct Holder {
      std::string_view role;
      Place place;
    };
    std::vector<AccessRow> all;
    for (Holder h :
         {Holder{"county_organiser", Place::realm}, Holder{"township_organiser", Place::own_and_below},
          Holder{"union_chair", Place::own}, Holder{"union_keeper", Place::own}})
      for (std::string_view action :
           {"transfers.read", "transfers.ask", "transfers.decide", "transfers.export", "transfers.bulk"})
        all.push_back({h.role, action, h.place});
    return all;
  }();
  return rows;
}

}  // namespace niangjia::transfers
