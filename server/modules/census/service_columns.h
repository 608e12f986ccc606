#pragma once
// Ledgers in other layouts: one sheet for each station, one column for each item.

#include "modules/census/service_judge.h"

namespace niangjia::census {

// Which station each sheet without a column for it is about.
class SheetStations {
 public:
  SheetStations(const Layout& layout, const std::vector<stations::StationPlace>& places);
  // The row with its station written in, where the sheet tells it.
  ServiceRow named(ServiceRow row) const;

 private:
  std::map<std::size_t, std::string> words_;  // number or name; empty: the sheet names none that is known
};

}  // namespace niangjia::census
