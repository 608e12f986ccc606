#pragma once
// What the life of a station says to the figures: station.open rises and falls with the doors.

#include "modules/stations/stations.h"

namespace niangjia::stations {

// After a step taken on a day; nothing when the doors stay as they were.
void emit_open_change(store::WriteTx& tx, House& house, const Station& after, bool was_open, Date on);
// An open station goes to another union (a correction of the register): it leaves there and stands here today.
void move_open_fact(store::WriteTx& tx, House& house, const Station& before, const Station& after);

}  // namespace niangjia::stations
