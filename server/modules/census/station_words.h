#pragma once
// The titles of a register of stations and of a ledger of services; joined with all others by field_words.cpp.

#include "modules/census/census.h"

namespace niangjia::census {

const std::vector<FieldInfo>& station_field_words();

}  // namespace niangjia::census
