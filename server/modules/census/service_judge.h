#pragma once
// Rows of a ledger of services given, judged in parts. A row that says exactly what the row before said is the clerk's
// double; a row that stands on record from an earlier file (ledgers are handed in again with the new months below) is
// counted off against it, so that two honest equal rows stay two.

#include "modules/census/item_columns.h"
#include "modules/census/organisation_judge.h"
#include "modules/services/services.h"
#include "modules/stations/stations.h"

namespace niangjia::census {

// A row read and put right, before the library is asked; made outside any transaction.
struct ServiceRow {
  OrganisationRow raw;
  std::string as_written;  // all its cells
  services::ServiceGiven given;
  std::string phone_number;
  bool is_by_columns = false;     // the ledger has a column for each item: `counts` instead of an item and an amount
  std::vector<ItemCount> counts;
  bool is_of_unknown_sheet = false;  // no column names the station, and the sheet names none that is known
};
ServiceRow read_service_row(const RawRow& raw, std::int64_t seq, Date as_of, const Vault& vault);

class ServiceJudge {
 public:
  ServiceJudge(const JudgeContext& context, std::vector<stations::StationPlace> places, services::ItemBook items);
  // `tx` answers which of these rows are on record from elsewhere.
  void begin_part(store::ReadTx& tx, const std::vector<ServiceRow>& rows);
  void judge(ServiceRow& row);
  void confirm_part();  // written: what was counted off stays so
  std::vector<services::ServiceGiven> given;
  std::vector<facts::Fact> facts;

 private:
  const stations::StationPlace* find_word(std::string_view written, std::ptrdiff_t& count) const;
  const stations::StationPlace* find_station(const ServiceRow& row, std::ptrdiff_t& count);
  bool settle_when(ServiceRow& row, const stations::StationPlace& place);
  bool settle_amount(ServiceRow& row);
  void judge_columns(ServiceRow& row, const stations::StationPlace& place, bool is_double);  // service_columns.cpp
  bool is_on_record(const ServiceRow& row);
  void look_at_days(store::ReadTx& tx);
  void take(ServiceRow& row, const stations::StationPlace& place);

  JudgeContext c_;
  std::vector<stations::StationPlace> places_;
  std::multimap<std::string, std::size_t, std::less<>> by_word_;
  struct Found {
    const stations::StationPlace* place = nullptr;
    std::ptrdiff_t count = 0;
  };
  std::map<std::pair<std::string, std::string>, Found> found_;  // by the words of name and number
  services::ItemBook items_;
  // Days on record when the pass began, or another import last wrote: a ledger mostly brings new ones, whose rows need no look.
  // What counters give while an import runs cannot stand in the file that was handed in before.
  std::vector<std::pair<Id, Date>> days_;
  std::optional<std::string> days_mark_;  // none: not looked at yet
  std::map<std::string, std::int64_t, std::less<>> on_record_;  // of this part
  std::map<std::string, std::int64_t, std::less<>> taken_off_, taken_off_before_;
  std::string last_written_, last_before_;
};

}  // namespace niangjia::census
