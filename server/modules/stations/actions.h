#pragma once
// One function per verb: permit, rule, write, facts, journal, in one transaction.

#include "access/idempotency.h"
#include "modules/stations/rules.h"
#include "modules/stations/store.h"

namespace niangjia::stations {

Problem no_such_station();

Result<Station> create_station(House& house, const Actor& actor, const Station& input, const IdempotencyKey* key);
Result<Station> edit_station(House& house, const Actor& actor, Id id, std::int64_t seen_version, std::string_view change_json);
Result<Station> step_station(House& house, const Actor& actor, Id id, const StepAsk& ask);
// How one map has it (上图): state and day by platform.
Result<Station> tell_listing(House& house, const Actor& actor, Id id, const StationListing& asked);
// 已下线 on this platform; no platform named: on every one that shows it.
Result<Station> take_off_map(House& house, const Actor& actor, Id id, std::string_view platform);
Result<void> set_kit(House& house, const Actor& actor, Id id, std::vector<StationKit> kit);
Result<StationClosing> add_closing(House& house, const Actor& actor, Id id, StationClosing closing);
Result<void> end_closing(House& house, const Actor& actor, Id id, Id closing_id);
// The keeper's phone, in full, with a reason that is journalled before it is shown.
Result<std::string> reveal_keeper(House& house, const Actor& actor, Id id, std::string_view reason);
Result<void> set_keeper_phone(House& house, const Actor& actor, Id id, std::string_view phone);

// The outline of the whole federation, from GeoJSON.
Result<std::size_t> set_outline(House& house, const Actor& actor, std::string_view geojson, std::string_view datum);

// --- checks and work items ---
struct CheckWish {
  CheckKind kind = CheckKind::patrol;
  std::vector<std::string> items;
  std::optional<LonLat> stood_at;  // WGS84, as a phone tells it
  std::string note;
};
Result<StationCheck> record_check(House& house, const Actor& actor, Id station_id, const CheckWish& wish,
                                  const IdempotencyKey* key);
Result<StationPhoto> add_photo(House& house, const Actor& actor, Id station_id, Id check_id, std::string_view subject,
                               std::string bytes);
Result<StationTrouble> repair_trouble(House& house, const Actor& actor, Id id, std::string_view note);
// Confirmed after a look: closes it; the station is in use again when it was the last one.
Result<StationTrouble> close_trouble(House& house, const Actor& actor, Id id, bool is_mended, std::string_view note);

// --- from the road; the station is public ---
struct ReportWish {
  TroubleKind kind = TroubleKind::locked;
  std::string note;
  std::string reporter;  // what tells one phone from another: address and a number the phone made
};
struct Reported {
  bool is_repeated = false, has_raised = false;
};
Result<Reported> report_trouble(House& house, Id realm_id, Id station_id, const ReportWish& wish);

}  // namespace niangjia::stations
