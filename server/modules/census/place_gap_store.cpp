// Stations and outlets that stand, as an import compares with them; filling their empty fields, and emptying them again.

#include "modules/census/place_gaps.h"

namespace niangjia::census {

using employers::Outlet;
using stations::Station;
using stations::StationKit;
using stations::StationListing;
using store::Params;

StandingStations load_standing_stations(store::ReadTx& tx, Id realm_id) {
  StandingStations all;
  for (Station& row : tx.select<Station>("WHERE realm_id = ? ORDER BY id", Params{realm_id})) all.stations.emplace(row.id, std::move(row));
  for (StationKit& row : tx.select<StationKit>("WHERE realm_id = ? ORDER BY station_id, item", Params{realm_id}))
    all.kit[row.station_id].push_back(std::move(row));
  for (StationListing& row : tx.select<StationListing>("WHERE realm_id = ? ORDER BY station_id, platform", Params{realm_id}))
    all.listings[row.station_id].push_back(std::move(row));
  return all;
}

std::map<Id, Outlet> load_standing_outlets(store::ReadTx& tx, Id realm_id) {
  std::map<Id, Outlet> all;
  for (Outlet& row : tx.select<Outlet>("WHERE realm_id = ? ORDER BY id", Params{realm_id})) all.emplace(row.id, std::move(row));
  return all;
}

bool save_filled(store::WriteTx& tx, const Station& after) {
  if (tx.execute("UPDATE station SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 Params{after.realm_id, after.id, after.version - 1}) != 1)
    return false;
  tx.update(after);
  return true;
}

bool save_filled(store::WriteTx& tx, const Outlet& after, Instant seen_at) {
  if (tx.execute("UPDATE outlet SET updated_at = ? WHERE realm_id = ? AND id = ? AND updated_at = ?",
                 Params{after.updated_at, after.realm_id, after.id, seen_at}) != 1)
    return false;
  tx.update(after);
  return true;
}

namespace {

template <class Row>
bool put_back(const std::vector<FieldGroup>& groups, Row& row, const PlaceGap& gap) {
  const FieldGroup* group = find_group(groups, gap.field);
  const record::Shape& shape = shape_of(static_cast<const Row*>(nullptr));
  if (!group || pack_group(shape, &row, *group) != gap.after) return false;
  unpack_group(shape, &row, *group, gap.before);
  return true;
}

// True: the gap was of another table of the station, and is dealt with.
bool put_back_part(store::WriteTx& tx, const PlaceGap& gap) {
  if (gap.field == "kit") {
    const auto kit = tx.select<StationKit>("WHERE realm_id = ? AND station_id = ? ORDER BY item", Params{gap.realm_id, gap.subject_id});
    if (pack_kit(kit) == gap.after)
      tx.execute("DELETE FROM station_kit WHERE realm_id = ? AND station_id = ?", Params{gap.realm_id, gap.subject_id});
    return true;
  }
  constexpr std::string_view kListing = "listing:";
  if (!gap.field.starts_with(kListing)) return false;
  const std::string platform = gap.field.substr(kListing.size());
  const auto row = tx.select_one<StationListing>("WHERE realm_id = ? AND station_id = ? AND platform = ?",
                                                 Params{gap.realm_id, gap.subject_id, platform});
  if (row && pack_listing(*row) == gap.after)
    tx.execute("DELETE FROM station_listing WHERE realm_id = ? AND station_id = ? AND platform = ?",
               Params{gap.realm_id, gap.subject_id, platform});
  return true;
}

void empty_station(store::WriteTx& tx, const std::vector<PlaceGap>& gaps, Instant now) {
  auto row = tx.select_one<Station>("WHERE realm_id = ? AND id = ?", Params{gaps.front().realm_id, gaps.front().subject_id});
  if (!row) return;
  bool has_changed = false;
  for (const PlaceGap& gap : gaps) {
    if (put_back_part(tx, gap)) continue;
    has_changed = put_back(station_groups(), *row, gap) || has_changed;
  }
  if (!has_changed) return;
  ++row->version;
  row->updated_at = now;
  tx.update(*row);
}

void empty_outlet(store::WriteTx& tx, const std::vector<PlaceGap>& gaps, Instant now) {
  auto row = tx.select_one<Outlet>("WHERE realm_id = ? AND id = ?", Params{gaps.front().realm_id, gaps.front().subject_id});
  bool has_changed = false;
  for (const PlaceGap& gap : gaps) has_changed = (row && put_back(outlet_groups(), *row, gap)) || has_changed;
  if (!has_changed) return;
  row->updated_at = now;
  tx.update(*row);
}

}  // namespace

void empty_place_gaps(store::WriteTx& tx, Id realm_id, Id import_id, Instant now) {
  std::map<std::pair<std::string, Id>, std::vector<PlaceGap>> by_subject;
  for (PlaceGap& gap : tx.select<PlaceGap>("WHERE realm_id = ? AND import_id = ? ORDER BY id", Params{realm_id, import_id}))
    by_subject[{gap.noun, gap.subject_id}].push_back(std::move(gap));
  for (const auto& [subject, gaps] : by_subject)
    if (subject.first == "station") empty_station(tx, gaps, now);
    else empty_outlet(tx, gaps, now);
  tx.execute("DELETE FROM place_gap WHERE realm_id = ? AND import_id = ?", Params{realm_id, import_id});
}

}  // namespace niangjia::census
