#pragma once
// How rows go out, and the question a list is asked.

#include "modules/siting_plans/actions.h"

namespace niangjia::siting_plans {

Result<PlaceFilter> read_place_filter(store::ReadTx& tx, Id realm_id, const Query& query);

// A row of the list: labels, where the map draws it, what this actor may do.
std::string place_json(const House& house, const Actor& actor, const SitingPlace& place);
std::string receipt_json(const SheetReceipt& receipt);
// `usual`: what a new question starts from.
std::string stock_json(const Stocktaking& stock, Date from, Date to, const SitingPlan& usual);
std::string plan_json(const Actor& actor, const SitingPlan& plan, std::string_view union_name);
// The map of before and after, of a plan that is done: demand points with their walks, stations, hosts, what was chosen.
Result<std::string> map_json(const House& house, const SitingPlan& plan, const SitingRecord& record);

// --- what is taken out ---
Result<std::string> export_places(House& house, const Actor& actor, const Query& query);
// The chosen sites with address, both positions and whom they bring.
Result<std::string> export_chosen(House& house, const Actor& actor, Id id);
// The same as text/csv: UTF-8 with its mark, the note of who took it in the last line.
Result<std::string> export_chosen_csv(House& house, const Actor& actor, Id id);
// The problem as it was solved, for `niangjia site`.
Result<std::string> export_problem(House& house, const Actor& actor, Id id);

Result<SitingPlan> seen_plan(store::ReadTx& tx, const Actor& actor, Id id);

}  // namespace niangjia::siting_plans
