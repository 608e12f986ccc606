#pragma once
// Work items (问题单) inside a transaction: raised by reports and by checks.

#include "modules/stations/actions.h"

namespace niangjia::stations {

struct TroubleCause {
  TroubleKind kind = TroubleKind::locked;
  std::string note;
  std::int64_t reports = 0;
};
// Raises a work item, or adds to the one that stands for this trouble; the station goes into repair. Changes `station`
// in memory only: the caller saves it.
StationTrouble raise_trouble(store::WriteTx& tx, House& house, const Permit& permit, Station& station,
                             const TroubleCause& cause);
std::string name_of_item(std::string_view check_item);

}  // namespace niangjia::stations
