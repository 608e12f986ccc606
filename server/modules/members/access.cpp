// Who may do what with people (DOMAIN appendix F): the county reads and changes all, a township its own and
// below with numbers masked, a basic union itself. A leader reads figures and no list of persons. Full
// numbers are for who keeps the register (the basic union) and who answers for it (the county).

#include "modules/members/members.h"

namespace niangjia::members {

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
           {"members.read", "members.create", "members.edit", "members.change_standing", "members.reveal",
            "members.merge", "members.export"})
        if (h.role != "township_organiser" || action != "members.reveal")
          all.push_back({h.role, action, h.place});
    return all;
  }();
  return rows;
}

}  // namespace niangjia::members
