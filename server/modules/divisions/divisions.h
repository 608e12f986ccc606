#pragma once
// Administrative divisions (GB/T 2260 and the statistics code of townships), and the many ways a township's
// name is written.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace niangjia::divisions {

struct Division {
  std::string code;  // 6 digits, or 9 for a township
  std::string name;
  std::string parent;
  int level = 0;  // 1 province, 2 city, 3 county, 4 township
};

struct TownshipMatch {
  enum class How { exact, short_name, old_name, none } how = How::none;
  std::string code, name;
};

class DivisionBook {
 public:
  // `csv`: code,name,parent,level. `changes`: old_code,new_code,year,note of counties that were renamed or
  // redrawn.
  explicit DivisionBook(std::string_view csv, std::string_view changes = {});
  static DivisionBook embedded();  // data/divisions.csv, data/division_changes.csv
  const Division* find(std::string_view code) const;
  const Division* find_county(std::string_view name) const;  // by full name, the first of that name
  // 330621 → 330603: what a county's old code became; a code that did not change is given back.
  std::string current_code(std::string_view code) const;
  std::vector<const Division*> townships_of(std::string_view county) const;  // an old county code will do
  // 柯桥街道, 柯桥, 绍兴市柯桥区柯桥街道, 钱清镇 (now 钱清街道): the township inside `county`; none when it
  // is not there, or when two townships bear that short name.
  TownshipMatch find_township(std::string_view county, std::string_view written) const;

 private:
  TownshipMatch match(std::string_view county, const std::string& name) const;

  std::vector<Division> divisions_;
  std::map<std::string, std::size_t, std::less<>> by_code_;
  std::map<std::string, std::string, std::less<>> changed_;  // old code → the first that followed it
};

// The one that comes with the program, read once.
const DivisionBook& book();

}  // namespace niangjia::divisions
