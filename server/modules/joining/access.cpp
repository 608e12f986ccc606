// Who may do what with joining: every place that may take members in decides the applications at its desk;
// the county alone writes the rules by which they are routed.

#include "modules/joining/joining.h"

namespace niangjia::joining {

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
      for (std::string_view action : {"posters.read", "posters.create", "posters.revoke", "applications.read",
                                      "applications.decide", "applications.export"})
        all.push_back({h.role, action, h.place});
    all.push_back({"county_organiser", "routing.manage", Place::realm});
    all.push_back({"visitor", "applications.apply", Place::realm});
    return all;
  }();
  return rows;
}

}  // namespace niangjia::joining
