#pragma once
// Rows of a register of service stations. Registers are small and name a station twice now and then, so a file is judged
// and written whole.

#include "modules/census/organisation_judge.h"
#include "modules/stations/stations.h"

namespace niangjia::census {

struct StationWrites {
  std::vector<stations::Station> stations;
  std::vector<stations::StationKit> kit;
  std::vector<facts::Fact> facts;
  std::vector<JournalRow> journal;
};

// The datum that the title of a sheet's position columns names: 经度（百度）; by number of the sheet.
using SheetDatums = std::map<std::size_t, Datum>;

class StationJudge {
 public:
  StationJudge(const JudgeContext& context, SheetDatums datums) : c_(context), datums_(std::move(datums)) {}
  Result<void> judge(store::ReadTx& tx, std::vector<OrganisationRow>& rows);
  StationWrites writes;

 private:
  // One station as the file or the library names it.
  struct Known {
    std::string number, name_key, township;
    bool is_here = false;  // of this file
  };
  void learn_numbers(const std::vector<OrganisationRow>& rows);
  std::string number_of(const OrganisationRow& row) const;
  void judge_row(store::ReadTx& tx, OrganisationRow& row);
  bool is_known(OrganisationRow& row, const stations::Station& station);
  std::string township_beside(const OrganisationRow& row) const;
  void place(OrganisationRow& row, stations::Station& station);
  void read_position(store::ReadTx& tx, OrganisationRow& row, stations::Station& station);
  void read_hours(OrganisationRow& row, stations::Station& station);
  void read_kit(OrganisationRow& row, const stations::Station& station);
  void describe(OrganisationRow& row, stations::Station& station);
  void settle(OrganisationRow& row, stations::Station& station);
  void warn_of_far_ones(std::vector<OrganisationRow>& rows);

  const JudgeContext c_;
  const SheetDatums datums_;
  bool numbers_are_serial_ = false;  // 编号 is 1, 2, 3 … of each sheet and names no station
  std::multimap<std::string, Known, std::less<>> by_number_, by_name_;
  std::map<std::size_t, std::size_t> row_of_;           // station in writes → row
};

}  // namespace niangjia::census
