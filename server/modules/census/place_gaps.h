#pragma once
// What a register says of a station or an outlet that stands already. A field that is empty is filled in and can be emptied
// again with the import; one that says something else is told and left alone.

#include <set>

#include "modules/census/job.h"
#include "modules/employers/employers.h"
#include "modules/stations/stations.h"

namespace niangjia::census {

// One group of fields that an import filled in. `before` and `after`: as pack_group gives them.
struct PlaceGap {
  Id realm_id = 0, id = 0, import_id = 0;
  std::string noun;  // station, outlet
  Id subject_id = 0;
  std::string field;  // name of the group; kit; listing:amap
  std::string before, after;
};
inline constexpr std::array place_gap_fields{
    id_field<&PlaceGap::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&PlaceGap::id>("id", "编号", "pgp", {record::kKey | record::kHidden}),
    id_field<&PlaceGap::import_id>("import_id", "导入批次", "job", {record::kHidden}),
    field<&PlaceGap::noun>("noun", "对象", {record::kHidden}),
    id_field<&PlaceGap::subject_id>("subject_id", "编号", "obj", {record::kHidden}),
    field<&PlaceGap::field>("field", "字段", {record::kHidden}),
    field<&PlaceGap::before>("before", "原值", {record::kHidden}),
    field<&PlaceGap::after>("after", "补填", {record::kHidden}),
};
inline constexpr record::Shape place_gap_shape{"place_gap", "place_gap", "站点和网点补填", place_gap_fields};
constexpr const record::Shape& shape_of(const PlaceGap*) { return place_gap_shape; }

// Fields that mean something only together: the words of a position, its datum and where that is.
struct FieldGroup {
  std::string_view name, label;
  std::vector<std::string_view> fields;  // the first tells whether there is anything
};
const std::vector<FieldGroup>& station_groups();
const std::vector<FieldGroup>& outlet_groups();
const FieldGroup* find_group(const std::vector<FieldGroup>& groups, std::string_view name);

// Values as their columns have them, so that any kind of field, sealed ones too, can be kept and put back.
std::string pack_group(const record::Shape& shape, const void* row, const FieldGroup& group);
void unpack_group(const record::Shape& shape, void* row, const FieldGroup& group, std::string_view packed);
bool is_group_empty(const record::Shape& shape, const void* row, const FieldGroup& group);
std::string pack_kit(const std::vector<stations::StationKit>& kit);
std::string pack_listing(const stations::StationListing& listing);

// What came of comparing one row with what stands.
struct Compared {
  std::vector<std::string> filled, differs;  // labels; "开放时间：登记“…”，表中“…”"
  void tell(Verdict& verdict, Field field) const;
};
// Fills empty groups of `standing` from `told` and remembers them; tells the others. Empty means also: could not be read, or a
// position whose datum nobody had said, when the words are the same.
Compared compare_groups(const record::Shape& shape, const std::vector<FieldGroup>& groups, void* standing, const void* told,
                        const std::function<void(const FieldGroup&, std::string before, std::string after)>& keep);

// --- SQL of it (place_gap_store.cpp) ---
struct StandingStations {
  std::map<Id, stations::Station> stations;
  std::map<Id, std::vector<stations::StationKit>> kit;
  std::map<Id, std::vector<stations::StationListing>> listings;
};
StandingStations load_standing_stations(store::ReadTx& tx, Id realm_id);
std::map<Id, employers::Outlet> load_standing_outlets(store::ReadTx& tx, Id realm_id);
// False: somebody changed it since it was read.
bool save_filled(store::WriteTx& tx, const stations::Station& after);
bool save_filled(store::WriteTx& tx, const employers::Outlet& after, Instant seen_at);
// Puts back what an import had filled in, where it still stands as it was filled in.
void empty_place_gaps(store::WriteTx& tx, Id realm_id, Id import_id, Instant now);

}  // namespace niangjia::census
