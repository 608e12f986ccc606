#pragma once
// Figures made of facts: stocks and flows of a place and a period, divided by month, union, township or
// category. The face for the command line; pages ask over routes.cpp.

#include "modules/facts/facts.h"

namespace niangjia::figures {

// The words of facts, which every page of this folder speaks.
using facts::Fact;
using facts::Indicator;
using facts::kNoTerritory;
using facts::kSegment;
using facts::kTerritories;
using facts::kWholeTime;
using facts::own_segment;
using facts::parent_segment;
using facts::territory_node;

// For the command line: an array of figures; `by` is empty, month, union, township or category.
Result<std::string> figures_json(House& house, const Actor& actor,
                                 std::string_view union_name_or_id_or_township, std::optional<Date> from,
                                 std::optional<Date> to, std::string_view by);
// Sentences that say which identity does not hold, and where; empty: all hold.
Result<std::vector<std::string>> check_identities(House& house, Id realm_id);

}  // namespace niangjia::figures
