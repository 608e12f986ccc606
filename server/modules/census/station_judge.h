#pragma once
// Rows of a register of service stations. Registers are small and name a station twice now and then, so a file is judged
// and written whole.

#include "modules/census/organisation_judge.h"
#include "modules/census/place_gaps.h"
#include "modules/stations/stations.h"

namespace niangjia::census {

struct StationWrites {
  std::vector<stations::Station> stations;
  std::vector<stations::StationKit> kit;
  std::vector<stations::StationListing> listings;
  std::vector<stations::Station> filled;  // that stood, with what was empty filled in
  std::vector<PlaceGap> gaps;
  std::vector<facts::Fact> facts;
  std::vector<JournalRow> journal;
};

// The datum that the title of a sheet's position columns names: 经度（百度）; by number of the sheet.
using SheetDatums = std::map<std::size_t, Datum>;
// What a bare number of a column of money counts, as its title says (投入资金（万元）); by sheet and field.
using SheetMoney = std::map<std::pair<std::size_t, Field>, std::int64_t>;
struct SheetTitles {
  SheetDatums datums;
  SheetMoney money;
};

class StationJudge {
 public:
  StationJudge(const JudgeContext& context, SheetTitles titles) : c_(context), titles_(std::move(titles)) {}
  Result<void> judge(store::ReadTx& tx, std::vector<OrganisationRow>& rows);
  StationWrites writes;

 private:
  // One station as the file or the library names it.
  struct Known {
    Id id = 0;  // of the library
    std::string number, name_key, township;
    bool is_here = false;  // of this file
  };
  void learn_numbers(const std::vector<OrganisationRow>& rows);
  std::string number_of(const OrganisationRow& row) const;
  void judge_row(store::ReadTx& tx, OrganisationRow& row);
  const Known* find_known(const stations::Station& station) const;
  // What a row says of a station that stands: fills its gaps, tells what differs (station_gaps.cpp).
  void compare_standing(store::ReadTx& tx, OrganisationRow& row, const Known& known, const stations::Station& placed);
  void fill_parts(OrganisationRow& row, stations::Station& standing, Compared& compared);
  void keep_gap(Id station_id, std::string field, std::string before, std::string after);
  std::string township_beside(const OrganisationRow& row) const;
  void place(OrganisationRow& row, stations::Station& station);
  void read_position(store::ReadTx& tx, OrganisationRow& row, stations::Station& station);
  void read_hours(OrganisationRow& row, stations::Station& station);
  std::vector<stations::StationKit> read_kit(OrganisationRow& row, Id station_id);
  std::vector<stations::StationListing> read_maps(OrganisationRow& row, Id station_id);
  std::int64_t money_of(OrganisationRow& row, Field field);
  std::vector<std::string> codes_of(OrganisationRow& row, Field field, stations::StationCodes list);
  void describe_money_and_people(OrganisationRow& row, stations::Station& station);
  void describe(OrganisationRow& row, stations::Station& station);
  void settle(OrganisationRow& row, stations::Station& station);
  void warn_of_far_ones(std::vector<OrganisationRow>& rows);

  const JudgeContext c_;
  const SheetTitles titles_;
  std::optional<StandingStations> standing_;  // loaded when the first row meets one
  std::set<Id> compared_;                     // the first row of a station speaks for it
  bool numbers_are_serial_ = false;  // 编号 is 1, 2, 3 … of each sheet and names no station
  std::multimap<std::string, Known, std::less<>> by_number_, by_name_;
  std::map<std::size_t, std::size_t> row_of_;           // station in writes → row
};

}  // namespace niangjia::census
