// "到了没开": told with one tap from the road, without an account and without a name.
#include "base/text.h"
#include "modules/parameters/parameters.h"
#include "modules/stations/troubles.h"

namespace niangjia::stations {

namespace {

// The day is part of the mark: a phone is told from another for a day and by nobody for longer.
record::Blob mark_of(House& house, const ReportWish& wish, Date today) {
  return {house.vault.blind_index("station_report", wish.reporter + "|" + today.iso())};
}

}  // namespace

Result<Reported> report_trouble(House& house, Id realm_id, Id station_id, const ReportWish& wish) {
  const Instant now = house.clock.now();
  const Date today = now.day_in_china();
  const record::Blob mark = mark_of(house, wish, today);
  const Actor visitor = Actor::visitor(realm_id, "现场报错");
  return house.database.write([&](store::WriteTx& tx) -> Result<Reported> {
    auto station = find_station(tx, realm_id, station_id);
    if (!station || station->status == StationStatus::withdrawn || station->status == StationStatus::applied ||
        station->status == StationStatus::planned)
      return no_such_station();
    TRY(Permit permit, allow(visitor, "stations.report", {realm_id, station->union_path, 0, 0}));
    StationReport report;
    report.realm_id = realm_id, report.id = house.ids.next(), report.station_id = station_id;
    report.kind = wish.kind, report.note = trim(wish.note), report.reported_at = now, report.reporter_mark = mark;
    if (!tx.insert_new(report)) return Reported{true, false};
    const auto days = parameters::value_on("stations.reports_days", today);
    const auto waiting = waiting_reports(tx, realm_id, station_id, wish.kind, Instant{now.ms - days * 86'400'000});
    const bool stands = open_trouble(tx, realm_id, station_id, wish.kind).has_value();
    const auto wanted = parameters::value_on("stations.reports_to_raise", today);
    if (!stands && static_cast<std::int64_t>(waiting.size()) < wanted) return Reported{false, false};
    std::string note;
    for (const StationReport& one : waiting)
      if (!one.note.empty()) note += (note.empty() ? "" : "；") + one.note;
    const std::int64_t reports = static_cast<std::int64_t>(waiting.size());
    const StationTrouble trouble = raise_trouble(
        tx, house, permit, *station, {wish.kind, note.empty() ? "职工报错：" + std::string(record::label_of(wish.kind)) : note, reports});
    attach_reports(tx, permit, trouble);
    ++station->version;
    station->updated_at = now;
    if (!save_station(tx, permit, *station))
      return refuse(Code::conflict, "station.changed", "系统正忙，请再点一次。");
    return Reported{false, !stands};
  });
}

}  // namespace niangjia::stations
