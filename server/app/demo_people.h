#pragma once
// The people of the demo county. A person is a number; everything about him or her follows from it. No two
// numbers share an identity number or a phone, at any size.

#include <string>
#include <vector>

#include "app/demo_names.h"
#include "base/date.h"
#include "modules/divisions/divisions.h"

namespace niangjia::app {

struct DemoPerson {
  std::string name, identity, phone;
  std::string_view ethnicity, education, politics;
  bool is_male = false;
  bool is_migrant = false;  // 农民工
  Date born;
};

class Population {
 public:
  // `size`: how many people there may be. All are at least 19 and at most 61 years old on `as_of`.
  Population(const Dice& dice, std::int64_t size, const divisions::DivisionBook& divisions,
             const std::string& county, Date as_of);
  // `male_per_mille` must be the same whenever the same person is asked for.
  DemoPerson at(std::int64_t index, int male_per_mille) const;
  std::string phone(std::int64_t index) const;  // also for those who are no member: chairs, contacts
  std::int64_t size() const { return order_.size(); }

 private:
  std::string identity(std::int64_t index, bool is_male, Date& born, bool& is_local) const;
  std::string_view education(std::int64_t index, Date born) const;
  void lay_out_days(std::int64_t size, Date as_of);
  void choose_areas(const divisions::DivisionBook& divisions, const std::string& county);

  Dice dice_;
  Shuffle order_;
  Date first_day_;
  std::vector<std::int64_t> before_;     // before_[d]: how many people were born before day d
  std::vector<std::string> home_areas_;  // of the county first, then of its city, then of its province
  std::vector<std::string> far_areas_;
};

}  // namespace niangjia::app
