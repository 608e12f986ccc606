#pragma once
// Verdicts without a database, a clock or a network.

#include "modules/stations/stations.h"

namespace niangjia::stations {

// People may come in: what station.open counts. A station in repair stays open.
inline bool is_open_to_people(StationStatus s) { return s == StationStatus::in_use || s == StationStatus::repair; }

// What a person must still do before the station may take this step; empty: it may.
//   applied → planned (a passed check on the spot) → in_use (plate, number, hours, position) ⇄ paused;
//   in_use → repair by a work item and back when the last one is closed; any → withdrawn, with a reason.
struct StepAsk {
  StationStatus to = StationStatus::in_use;
  std::string reason;
  Date on;
};
std::string why_not(const Station& station, const StepAsk& ask, bool is_verified, Date today);

// The fields people type, put in order: name, position with its datum, hours. The first thing wrong, told beside its
// field; `previous` is null for a new station.
Result<void> settle(Station& station, const Station* previous);

// One platform of a map as a person tells it: its code, a state that fits the station, a day that is not to come. `asked` is
// put in order; the first thing wrong is told beside its field.
Result<void> judge_listing(const Station& station, StationListing& asked, Date today);

// The checklist (data/station_checks.tsv).
struct CheckItem {
  std::string code, name;
  std::int64_t points = 0;
};
const std::vector<CheckItem>& check_items();
// Fills score and is_passed; refuses items that are not on the list or not answered.
Result<void> judge_check(StationCheck& check, std::int64_t pass_score);
// What a failed item is as a work item.
TroubleKind trouble_of_item(std::string_view code);

// An image by its first bytes: "image/jpeg", "image/png", "image/webp"; empty: none of these.
std::string_view image_type(std::string_view bytes);

}  // namespace niangjia::stations
