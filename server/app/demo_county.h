#pragma once
// The demo county: the workbooks and the ledger that a county federation hands in, of any size, so that a cadre can try
// the whole work and a machine can be measured. Every person, union and unit is made up. The division is a
// real one, because townships are read through data/divisions.csv; its federation and all that stands below
// it are not.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace niangjia::app {

inline constexpr std::int64_t kFewestDemoMembers = 1000;
inline constexpr std::int64_t kMostDemoMembers = 20'000'000;

struct DemoOptions {
  std::string folder;                          // made when it is not there
  std::int64_t members = 6000;                 // in the stock at the end of last year
  std::uint64_t seed = 20211103;               // the same options give the same cells
  std::string realm;                           // empty: the county's name + 总工会
  std::string division = "330727";             // a county of data/divisions.csv that has townships
  Date as_of = *Date::from_ymd(2021, 11, 12);  // 填报时间; the changes of standing are those of its year
  bool members_as_csv = false;  // the list of members as UTF-8 .csv: several times as fast as .xlsx
};

// Told every few thousand rows: the file's label, rows done, rows expected.
using DemoProgress = std::function<void(std::string_view step, std::int64_t done, std::int64_t total)>;

// Writes the files and answers their paths in the order in which they should be imported (unions, coverage,
// outlets, roster, members, standing, stations, services). A sheet holds at most 500,000 members and a workbook 1,000,000; more
// go to …_01, …_02. Memory grows with the number of unions (a few bytes each), not with that of members.
// Beside them lies 候选场所_….csv, which the page of siting plans takes and the import centre does not.
Result<std::vector<std::string>> write_demo_county(const DemoOptions& options, const DemoProgress& progress);

// The made-up county's outline, as GeoJSON in WGS84.
std::string demo_outline();

}  // namespace niangjia::app
