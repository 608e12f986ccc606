// Who may do what with registrations: a union and its township fill in, print and file; only the county, which registers
// (办法: 县级以上总工会登记), records that an application came back or that the certificate is there.

#include "modules/registrations/registrations.h"

namespace niangjia::registrations {

const std::vector<AccessRow>& access_rows() {
  static const std::vector<AccessRow> rows{
      {"county_organiser", "registrations.read", Place::realm},
      {"county_organiser", "registrations.prepare", Place::realm},
      {"county_organiser", "registrations.print", Place::realm},
      {"county_organiser", "registrations.certify", Place::realm},
      {"township_organiser", "registrations.read", Place::own_and_below},
      {"township_organiser", "registrations.prepare", Place::own_and_below},
      {"township_organiser", "registrations.print", Place::own_and_below},
      {"union_chair", "registrations.read", Place::own},
      {"union_chair", "registrations.prepare", Place::own},
      {"union_chair", "registrations.print", Place::own},
      {"union_keeper", "registrations.read", Place::own},
      {"union_keeper", "registrations.prepare", Place::own},
      {"union_keeper", "registrations.print", Place::own},
      {"county_leader", "registrations.read", Place::realm},
  };
  return rows;
}

}  // namespace niangjia::registrations
