#include "modules/stations/troubles.h"

#include "base/text.h"
#include "modules/parameters/parameters.h"

namespace niangjia::stations {

namespace {

Problem no_such_trouble() {
  return refuse(Code::not_found, "trouble.not_found", "找不到这张问题单，可能已办结，或不在本人管辖范围内。");
}
Problem changed_meanwhile() {
  return refuse(Code::conflict, "trouble.changed", "这张问题单刚被他人办理过，请刷新后再办。");
}

void tell(store::WriteTx& tx, House& house, const Permit& permit, const StationTrouble& before, const StationTrouble& after,
          Instant at, std::string_view reason) {
  write_journal(tx, permit, house.ids.next(), at,
                {"station_trouble", after.id, after.union_path, before.id ? record::to_json(before) : std::string(),
                 record::to_json(after), reason});
}

// The last work item of a station is closed: its doors were never shut, its sign says 在用 again.
void leave_repair(store::WriteTx& tx, House& house, const Permit& permit, const StationTrouble& closed) {
  auto station = find_station(tx, closed.realm_id, closed.station_id);
  if (!station || station->status != StationStatus::repair || count_open_troubles(tx, closed.realm_id, closed.station_id) > 0)
    return;
  station->status = StationStatus::in_use, station->status_reason.clear();
  station->verified_at = closed.closed_at;
  ++station->version;
  station->updated_at = house.clock.now();
  save_station(tx, permit, *station);
}

}  // namespace

std::string name_of_item(std::string_view check_item) {
  for (const CheckItem& item : check_items())
    if (item.code == check_item) return item.name;
  return std::string(check_item);
}

StationTrouble raise_trouble(store::WriteTx& tx, House& house, const Permit& permit, Station& station,
                             const TroubleCause& cause) {
  const Instant now = house.clock.now();
  if (station.status == StationStatus::in_use) {
    station.status = StationStatus::repair;
    station.status_reason = record::label_of(cause.kind);
  }
  if (auto stands = open_trouble(tx, station.realm_id, station.id, cause.kind)) {
    StationTrouble after = *stands;
    after.reports += cause.reports;
    if (!contains(after.note, cause.note) && after.note.size() + cause.note.size() < 1200) after.note += "；" + cause.note;
    ++after.version;
    save_trouble(tx, permit, after);
    return after;
  }
  StationTrouble made;
  made.realm_id = station.realm_id, made.id = house.ids.next(), made.station_id = station.id;
  made.union_path = station.union_path, made.kind = cause.kind, made.note = cause.note, made.reports = cause.reports;
  made.raised_at = now;
  made.due_on = now.day_in_china().plus_days(static_cast<int>(parameters::value_on("stations.repair_days", now.day_in_china())));
  tx.insert(made);
  tell(tx, house, permit, {}, made, now, cause.note);
  return made;
}

Result<StationTrouble> repair_trouble(House& house, const Actor& actor, Id id, std::string_view note) {
  if (trim(note).empty()) return wrong_field("note", "请写明怎样整改的。");
  return house.database.write([&](store::WriteTx& tx) -> Result<StationTrouble> {
    auto before = find_trouble(tx, actor.realm_id, id);
    if (!before) return no_such_trouble();
    TRY(Permit permit, allow_seen(actor, "stations.keep", "stations.read", {before->realm_id, before->union_path, 0, 0},
                                  no_such_trouble));
    if (before->state != TroubleState::open)
      return refuse(Code::conflict, "trouble.wrong_state", "这张问题单已是“" + std::string(record::label_of(before->state)) + "”。");
    StationTrouble after = *before;
    after.state = TroubleState::repaired, after.repaired_at = house.clock.now(), after.repair_note = trim(note);
    ++after.version;
    if (!save_trouble(tx, permit, after)) return changed_meanwhile();
    tell(tx, house, permit, *before, after, *after.repaired_at, note);
    return after;
  });
}

Result<StationTrouble> close_trouble(House& house, const Actor& actor, Id id, bool is_mended, std::string_view note) {
  if (!is_mended && trim(note).empty()) return wrong_field("note", "退回整改请写明还差什么。");
  return house.database.write([&](store::WriteTx& tx) -> Result<StationTrouble> {
    auto before = find_trouble(tx, actor.realm_id, id);
    if (!before) return no_such_trouble();
    TRY(Permit permit, allow_seen(actor, "stations.verify", "stations.read", {before->realm_id, before->union_path, 0, 0},
                                  no_such_trouble));
    if (before->state == TroubleState::closed) return refuse(Code::conflict, "trouble.wrong_state", "这张问题单已经办结。");
    StationTrouble after = *before;
    const Instant now = house.clock.now();
    if (is_mended) after.state = TroubleState::closed, after.closed_at = now, after.closed_by = permit.actor_name();
    else after.state = TroubleState::open, after.repaired_at.reset(), after.note += "；退回：" + trim(note);
    ++after.version;
    if (!save_trouble(tx, permit, after)) return changed_meanwhile();
    tell(tx, house, permit, *before, after, now, note);
    if (is_mended) leave_repair(tx, house, permit, after);
    return after;
  });
}

}  // namespace niangjia::stations
