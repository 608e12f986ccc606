#pragma once
// What seasons mean beside each other, once all of a text is read.

#include "modules/stations/hours.h"

namespace niangjia::stations {

// 其余 beside summer is winter; beside dates, what is left of the year.
SeasonKind other_season(SeasonKind kind);
// Hours without a season beside some with one hold for what is left of the year: they become the dates (or the half year)
// in between, so that no two seasons hold one day. False: the seasons contradict each other.
bool settle_seasons(OpeningHours& hours);

}  // namespace niangjia::stations
