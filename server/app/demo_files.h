#pragma once
// What the files of the demo county have in common, and one function for each.

#include "app/demo_book.h"
#include "app/demo_unions.h"
#include "base/geodesy.h"

namespace niangjia::app {

struct DemoOutlet {
  std::string_view trade, brand;  // 快递, 顺丰速运
  std::string name, township, firm, code;
  std::int64_t couriers = 0, truckers = 0, riders = 0, drivers = 0, others = 0;
  std::int64_t first_courier = 0;  // the couriers of all outlets, numbered one after another
  std::int64_t total() const { return couriers + truckers + riders + drivers + others; }
};

enum class DemoAct { join, transfer_in, transfer_out, move, retain, leave, expel, restore, death };
struct DemoChange {  // one act of the year; a move inside the county is told by both unions
  DemoAct act = DemoAct::join;
  Date day;
  std::int64_t person = 0;
  std::int64_t from_union = -1, to_union = -1;
};

// People are numbered: members of the stock, then those who come in the year (one for each act), then
// couriers who are no members.
class DemoCounty {
 public:
  DemoCounty(const DemoOptions& options, DemoPlace where, const divisions::DivisionBook& divisions);

  std::int64_t members() const { return unions.members(); }
  std::int64_t acts() const { return members() * 88 / 1000; }
  DemoPerson person(std::int64_t index) const;
  enum class Stock { active, retained, left };
  Stock stock_of(std::int64_t member) const;
  DemoChange change(std::int64_t act) const;
  std::int64_t courier(std::int64_t number) const;  // whose row a courier's is

  const DemoOptions& options;
  const DemoPlace place;
  const Dice dice;
  const DemoUnions unions;
  const std::vector<DemoOutlet> outlets;

 private:
  bool joins_new_form(std::int64_t act) const { return dice.chance(345, "new form act", act); }
  Shuffle act_members_, courier_members_;
  const Population people_;

 public:
  std::string phone(std::int64_t index) const { return people_.phone(people_.size() + index); }
};

std::vector<DemoOutlet> make_outlets(const Dice& dice, const DemoPlace& place, const DemoUnions& unions,
                                     std::int64_t members);

// The middle of the default county. A demo of another division lies here as well: nobody lives in a demo.
inline constexpr LonLat kDemoMiddle{120.4501, 29.0545};
std::string demo_degrees(double value);
// Where an outlet lies: those of one township near each other, and near the township's stations or not.
LonLat demo_spot(const DemoCounty& county, const std::string& township, std::string_view what, std::int64_t index);

// Harmless mistakes of the hand, the same for the same row.
std::string full_width(std::string_view digits);
std::string untidy_identity(const Dice& dice, std::int64_t whose, const std::string& number);
std::string untidy_name(const Dice& dice, std::int64_t whose, const std::string& name);
std::string wrong_check_digit(std::string code);

using DemoPaths = std::vector<std::string>;
Result<void> write_demo_unions(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths);
Result<void> write_demo_coverage(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths);
Result<void> write_demo_outlets(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths);
Result<void> write_demo_roster(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths);
Result<void> write_demo_members(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths);
Result<void> write_demo_standing(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths);
Result<void> write_demo_stations(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths);
Result<void> write_demo_services(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths);
// 候选场所: handed in on the page of siting plans and not by the import centre, so no path is told.
Result<void> write_demo_hosts(const DemoCounty& county);

}  // namespace niangjia::app
