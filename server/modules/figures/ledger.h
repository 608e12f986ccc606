#pragma once
// Sums of facts for a place, read from figure_sum, its tail and the facts of edge days in one snapshot.

#include <tuple>

#include "modules/figures/place.h"

namespace niangjia::figures {

struct Amounts {
  std::int64_t flow = 0;   // of the period
  std::int64_t stock = 0;  // up to its last day
  std::int64_t ever = 0;   // of everything on record
};
using LedgerKey = std::tuple<std::string, int, int>;  // node, indicator, category
using Ledger = std::map<LedgerKey, Amounts>;

struct LedgerAsk {
  const Place& place;
  By by = By::total;
  const std::vector<int>& indicators;
  const Cut& flow;
  const Cut& stock;
};
Ledger read_ledger(store::ReadTx& tx, const LedgerAsk& ask);

// First and last day of facts of the realm.
Bounds read_bounds(store::ReadTx& tx, Id realm_id);
// Whether any roster of couriers counts by that day; without one the outlets' own numbers stand in.
bool has_roster(store::ReadTx& tx, Id realm_id, Date at);

}  // namespace niangjia::figures
