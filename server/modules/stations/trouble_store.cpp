// Checks with their photos, reports from the road, and the work items they raise.
#include "modules/stations/store.h"

namespace niangjia::stations {

using store::Params;
using store::ReadTx;
using store::Row;
using store::WriteTx;

std::vector<StationCheck> checks_of(ReadTx& tx, Id realm_id, Id station_id, int limit) {
  return tx.select<StationCheck>("WHERE realm_id = ? AND station_id = ? ORDER BY id DESC LIMIT ?",
                                 Params{realm_id, station_id, limit});
}

std::vector<StationPhoto> photos_of(ReadTx& tx, Id realm_id, Id station_id, int limit) {
  std::vector<StationPhoto> photos;
  tx.query("SELECT id, check_id, subject, taken_at, content_type FROM station_photo WHERE realm_id = ? AND station_id = ? "
           "ORDER BY id DESC LIMIT ?",
           Params{realm_id, station_id, limit}, [&](const Row& row) {
             StationPhoto photo;
             photo.realm_id = realm_id, photo.station_id = station_id;
             photo.id = row.integer(0), photo.check_id = row.is_null(1) ? 0 : row.integer(1);
             photo.subject = row.text(2), photo.taken_at.ms = row.integer(3), photo.content_type = row.text(4);
             photos.push_back(std::move(photo));
             return true;
           });
  return photos;
}

std::optional<StationPhoto> find_photo(ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<StationPhoto>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::vector<StationTrouble> list_troubles(ReadTx& tx, const Scope& scope, Id station_id, std::string_view state, Id after,
                                          int limit) {
  if (scope.sees_nothing()) return {};
  Params params;
  std::string where = "WHERE " + scope.condition("", "union_path", params);
  if (station_id) where += " AND station_id = ?", params.emplace_back(station_id);
  if (state.empty()) where += " AND state IN ('open', 'repaired')";
  else if (state != "all") where += " AND state = ?", params.emplace_back(state);
  params.emplace_back(after ? after : INT64_MAX);
  params.emplace_back(limit);
  return tx.select<StationTrouble>(where + " AND id < ? ORDER BY id DESC LIMIT ?", params);
}

std::optional<StationTrouble> find_trouble(ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<StationTrouble>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<StationTrouble> open_trouble(ReadTx& tx, Id realm_id, Id station_id, TroubleKind kind) {
  return tx.select_one<StationTrouble>("WHERE realm_id = ? AND station_id = ? AND kind = ? AND state <> 'closed'",
                                       Params{realm_id, station_id, record::word_of(kind)});
}

bool save_trouble(WriteTx& tx, const Permit&, const StationTrouble& row) {
  if (tx.execute("UPDATE station_trouble SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 Params{row.realm_id, row.id, row.version - 1}) != 1)
    return false;
  tx.update(row);
  return true;
}

std::vector<StationReport> waiting_reports(ReadTx& tx, Id realm_id, Id station_id, TroubleKind kind, Instant since) {
  return tx.select<StationReport>(
      "WHERE realm_id = ? AND station_id = ? AND kind = ? AND trouble_id IS NULL AND reported_at >= ? ORDER BY id LIMIT 100",
      Params{realm_id, station_id, record::word_of(kind), since});
}

std::int64_t count_open_troubles(ReadTx& tx, Id realm_id, Id station_id) {
  return tx.integer("SELECT count(*) FROM station_trouble WHERE realm_id = ? AND station_id = ? AND state <> 'closed'",
                    Params{realm_id, station_id}).value_or(0);
}

std::int64_t count_photos(ReadTx& tx, Id realm_id, Id station_id, Id check_id) {
  return tx.integer("SELECT count(*) FROM station_photo WHERE realm_id = ? AND station_id = ? AND check_id = ?",
                    Params{realm_id, station_id, check_id}).value_or(0);
}

void attach_reports(WriteTx& tx, const Permit&, const StationTrouble& trouble) {
  tx.execute("UPDATE station_report SET trouble_id = ? WHERE realm_id = ? AND station_id = ? AND kind = ? AND trouble_id IS "
             "NULL",
             Params{trouble.id, trouble.realm_id, trouble.station_id, record::word_of(trouble.kind)});
}

}  // namespace niangjia::stations
