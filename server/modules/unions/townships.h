#pragma once
// Administrative divisions (GB/T 2260 and the statistics code of townships), and the many ways a township's name is written.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace niangjia::unions {

struct Division {
  std::string code;     // 6 digits, or 9 for a township
  std::string name;
  std::string parent;
  int level = 0;        // 1 province, 2 city, 3 county, 4 township
};

struct TownshipMatch {
  enum class How { exact, short_name, old_name, none } how = How::none;
  std::string code, name;
};

class DivisionBook {
 public:
  explicit DivisionBook(std::string_view csv);   // code,name,parent,level
  static DivisionBook embedded();                // data/divisions.csv
  const Division* find(std::string_view code) const;
  const Division* find_county(std::string_view name) const;   // by full name, the first of that name
  std::vector<const Division*> townships_of(std::string_view county) const;
  // 柯桥街道, 柯桥, 绍兴市柯桥区柯桥街道, 钱清镇 (now 钱清街道): the township inside `county`; none when it is not there.
  TownshipMatch find_township(std::string_view county, std::string_view written) const;

 private:
  std::vector<Division> divisions_;
  std::map<std::string, std::size_t, std::less<>> by_code_;
};

}  // namespace niangjia::unions
