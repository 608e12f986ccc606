#pragma once
// The module's only SQL. Lists take a Scope and a bound, writes take a Permit.

#include <map>

#include "access/list_question.h"
#include "modules/stations/outline.h"
#include "modules/stations/stations.h"

namespace niangjia::stations {

struct StationFilter {
  std::string under;  // path of a chosen union; empty: all
  std::string words;  // of name, number or address
  std::string township, brand;
  std::optional<StationStatus> status;
  bool wants_datum = false;     // position whose datum nobody said
  bool wants_position = false;  // without a position
  bool wants_hours = false;     // hours that could not be read
  bool wants_map = false;       // open to people, and no map shows it
  std::optional<Instant> photos_before;  // has a subject whose latest photo was taken before this
};
struct StationPage {
  std::vector<Station> items;
  Id next = 0;  // 0: no more rows
  std::int64_t total = 0;
};
StationPage list_stations(store::ReadTx& tx, const Scope& scope, const StationFilter& filter, Id after, int limit);
// How many of a scope have each brand, by status: (brand, status, n).
void count_stations(store::ReadTx& tx, const Scope& scope,
                    const std::function<void(std::string_view, std::string_view, std::int64_t)>& each);
std::vector<StationKit> kit_of(store::ReadTx& tx, Id realm_id, Id station_id);
std::vector<StationListing> listings_of(store::ReadTx& tx, Id realm_id, Id station_id);
// Of stations between two ids, both included: those of a page, asked once.
std::map<Id, std::vector<StationListing>> listings_between(store::ReadTx& tx, Id realm_id, Id first, Id last);
std::vector<StationClosing> closings_of(store::ReadTx& tx, Id realm_id, Id station_id, Date from);
std::string path_of_union(store::ReadTx& tx, Id realm_id, Id union_id);  // empty: none of that id
std::string name_of_union(store::ReadTx& tx, Id realm_id, Id union_id);
struct UnionSpot {
  Id id = 0;
  std::string path;
};
UnionSpot union_of_township(store::ReadTx& tx, Id realm_id, std::string_view township);  // else the root
void save_outline(store::WriteTx& tx, const Permit& permit, Id realm_id, const Outline& outline, Datum datum, Instant at);
std::string root_path(store::ReadTx& tx, Id realm_id);
std::string realm_name(store::ReadTx& tx, Id realm_id);
std::string division_of(store::ReadTx& tx, Id realm_id);
std::string next_number(store::ReadTx& tx, Id realm_id, std::string_view division);  // 330603034

void insert_station(store::WriteTx& tx, const Permit& permit, const Station& row);
// A row changes only when nobody changed it since it was read (its version less one); false: somebody did.
bool save_station(store::WriteTx& tx, const Permit& permit, const Station& row);
void replace_kit(store::WriteTx& tx, const Permit& permit, Id realm_id, Id station_id, const std::vector<StationKit>& kit);
// Writes or overwrites one platform; a state of none takes it out.
void keep_listing(store::WriteTx& tx, const Permit& permit, const StationListing& row);
bool remove_closing(store::WriteTx& tx, const Permit& permit, Id realm_id, Id station_id, Id id);

// --- checks, reports, work items ---
std::vector<StationCheck> checks_of(store::ReadTx& tx, Id realm_id, Id station_id, int limit);
std::vector<StationPhoto> photos_of(store::ReadTx& tx, Id realm_id, Id station_id, int limit);  // without bytes
std::optional<StationPhoto> find_photo(store::ReadTx& tx, Id realm_id, Id id);
// `state`: open, repaired, "" for both, all.
std::vector<StationTrouble> list_troubles(store::ReadTx& tx, const Scope& scope, Id station_id, std::string_view state, Id after,
                                          int limit);
std::optional<StationTrouble> find_trouble(store::ReadTx& tx, Id realm_id, Id id);
std::optional<StationTrouble> open_trouble(store::ReadTx& tx, Id realm_id, Id station_id, TroubleKind kind);
bool save_trouble(store::WriteTx& tx, const Permit& permit, const StationTrouble& row);
// Reports of one kind that wait for a second one, since a moment.
std::vector<StationReport> waiting_reports(store::ReadTx& tx, Id realm_id, Id station_id, TroubleKind kind, Instant since);
std::int64_t count_open_troubles(store::ReadTx& tx, Id realm_id, Id station_id);
std::int64_t count_photos(store::ReadTx& tx, Id realm_id, Id station_id, Id check_id);
void attach_reports(store::WriteTx& tx, const Permit& permit, const StationTrouble& trouble);
std::int64_t epoch_of(store::ReadTx& tx, Id realm_id);
// Every station the public may see, with kit and closings from `today` on, in one walk each.
void each_public_station(store::ReadTx& tx, Id realm_id, const std::function<void(const Station&)>& each);
void each_kit(store::ReadTx& tx, Id realm_id, const std::function<void(Id, std::string_view, std::string_view)>& each);
void each_closing(store::ReadTx& tx, Id realm_id, Date today, const std::function<void(const StationClosing&)>& each);
struct RealmFace {
  Id id = 0;
  std::string name, division;
};
// By division code, else the only (or first) federation of the database.
std::optional<RealmFace> public_realm(store::ReadTx& tx, std::string_view division);

}  // namespace niangjia::stations
