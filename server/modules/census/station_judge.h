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

class StationJudge {
 public:
  explicit StationJudge(const JudgeContext& context) : c_(context) {}
  Result<void> judge(store::ReadTx& tx, std::vector<OrganisationRow>& rows);
  StationWrites writes;

 private:
  void judge_row(store::ReadTx& tx, OrganisationRow& row);
  bool is_known(OrganisationRow& row, const stations::Station& station);
  void place(OrganisationRow& row, stations::Station& station);
  void read_position(store::ReadTx& tx, OrganisationRow& row, stations::Station& station);
  void read_hours(OrganisationRow& row, stations::Station& station);
  void read_kit(OrganisationRow& row, const stations::Station& station);
  void describe(OrganisationRow& row, stations::Station& station);
  void settle(OrganisationRow& row, stations::Station& station);
  void warn_of_far_ones(std::vector<OrganisationRow>& rows);

  const JudgeContext c_;
  std::map<std::string, bool, std::less<>> seen_;  // number, or name when there is none
  std::map<std::string, bool, std::less<>> standing_;  // numbers and names on record
  std::map<std::size_t, std::size_t> row_of_;           // station in writes → row
};

}  // namespace niangjia::census
