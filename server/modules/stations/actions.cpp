#include "modules/stations/actions.h"

#include "base/identifiers.h"
#include "base/text.h"
#include "modules/stations/open_facts.h"

namespace niangjia::stations {

namespace {

RowPlace place_of(const Station& s) { return {s.realm_id, s.union_path, 0, 0}; }

void tell(store::WriteTx& tx, House& house, const Permit& permit, const Station& row, std::string_view before,
          std::string_view after, std::string_view reason = {}) {
  write_journal(tx, permit, house.ids.next(), row.updated_at, {"station", row.id, row.union_path, before, after, reason});
}

Problem changed_meanwhile() {
  return refuse(Code::conflict, "station.changed", "这个站点刚被他人修改过，本次没有保存。请刷新后核对，再重新修改。");
}

struct Found {
  Station station;
  Permit permit;
};
Result<Found> find_for(store::ReadTx& tx, const Actor& actor, Id id, std::string_view action) {
  auto station = find_station(tx, actor.realm_id, id);
  if (!station) return no_such_station();
  TRY(Permit permit, allow_seen(actor, action, "stations.read", place_of(*station), no_such_station));
  return Found{std::move(*station), std::move(permit)};
}

Result<void> must_lie_inside(store::ReadTx& tx, const Station& row, const Station* previous) {
  if (previous && previous->written_position == row.written_position && previous->datum == row.datum) return {};
  return stations::must_lie_inside(tx, row.realm_id, row.written_position, row.datum);
}

// The union a person chose, else the federation of the township.
Result<void> settle_union(store::ReadTx& tx, Station& row) {
  if (row.union_id == 0) {
    const UnionSpot spot = union_of_township(tx, row.realm_id, row.township_code);
    row.union_id = spot.id, row.union_path = spot.path;
    return {};
  }
  row.union_path = path_of_union(tx, row.realm_id, row.union_id);
  if (row.union_path.empty()) return wrong_field("union_id", "找不到管理工会，请重新选择。");
  return {};
}

Result<Station> create_in(store::WriteTx& tx, House& house, const Actor& actor, Station row, const IdempotencyKey* key) {
  row.realm_id = actor.realm_id;
  CHECK_OK(settle_union(tx, row));
  TRY(Permit permit, allow(actor, "stations.edit", place_of(row)));
  CHECK_OK(settle(row, nullptr));
  CHECK_OK(must_lie_inside(tx, row, nullptr));
  row.updated_at = house.clock.now();
  if (key && !claim_key(tx, permit, *key, row.updated_at)) return key_in_use();
  row.id = house.ids.next();
  row.status = StationStatus::applied;
  row.version = 1;
  insert_station(tx, permit, row);
  std::string text = record::to_json(row);
  tell(tx, house, permit, row, "", text);
  if (key) complete_key(tx, permit, *key, {201, text});
  return row;
}

Result<Station> edit_in(store::WriteTx& tx, House& house, const Actor& actor, Id id, std::int64_t seen_version,
                        std::string_view change_json) {
  TRY(Found found, find_for(tx, actor, id, "stations.edit"));
  Station after = found.station;
  CHECK_OK(record::read_record(change_json, station_shape, &after, true, nullptr));
  CHECK_OK(settle(after, &found.station));
  CHECK_OK(must_lie_inside(tx, after, &found.station));
  if (after.union_id != found.station.union_id || after.township_code != found.station.township_code) {
    CHECK_OK(settle_union(tx, after));
    CHECK_OK(allow(actor, "stations.edit", place_of(after)));
  }
  after.version = seen_version + 1;
  after.updated_at = house.clock.now();
  if (!save_station(tx, found.permit, after)) return changed_meanwhile();
  if (is_open_to_people(after.status) && after.opened_on && after.union_path != found.station.union_path)
    move_open_fact(tx, house, found.station, after);
  tell(tx, house, found.permit, after, record::to_json(found.station), record::to_json(after));
  return after;
}

// Those that a map shows, as they are once it shows them no longer. `platform` empty: all of them.
std::vector<StationListing> taken_off(const std::vector<StationListing>& listings, std::string_view platform, Date on) {
  std::vector<StationListing> gone;
  for (StationListing one : listings) {
    if (one.state != ListingState::listed || (!platform.empty() && one.platform != platform)) continue;
    one.state = ListingState::removed, one.state_on = on;
    gone.push_back(std::move(one));
  }
  return gone;
}

Result<Station> write_listings(store::WriteTx& tx, House& house, const Found& found, const std::vector<StationListing>& rows) {
  Station after = found.station;
  const std::string before = listings_text(listings_of(tx, after.realm_id, after.id));
  for (const StationListing& row : rows) keep_listing(tx, found.permit, row);
  ++after.version;
  after.updated_at = house.clock.now();
  if (!save_station(tx, found.permit, after)) return changed_meanwhile();
  tell(tx, house, found.permit, after, before, listings_text(listings_of(tx, after.realm_id, after.id)));
  return after;
}

Result<Station> step_in(store::WriteTx& tx, House& house, const Actor& actor, Id id, const StepAsk& ask) {
  TRY(Found found, find_for(tx, actor, id, "stations.verify"));
  Station after = found.station;
  const Date today = house.clock.today();
  const std::string why = why_not(after, ask, after.verified_at.has_value() || after.import_id != 0, today);
  if (!why.empty()) return refuse(Code::conflict, "station.step_refused", why);
  const bool was_open = is_open_to_people(after.status);
  after.status = ask.to, after.status_reason = trim(ask.reason);
  if (ask.to == StationStatus::in_use && after.number.empty())
    after.number = next_number(tx, after.realm_id, division_of(tx, after.realm_id));
  if (ask.to == StationStatus::in_use && !after.opened_on) after.opened_on = ask.on;
  if (ask.to == StationStatus::withdrawn) {
    after.withdrawn_on = ask.on;
    for (const StationListing& gone : taken_off(listings_of(tx, after.realm_id, id), {}, ask.on)) keep_listing(tx, found.permit, gone);
  }
  ++after.version;
  after.updated_at = house.clock.now();
  if (!save_station(tx, found.permit, after)) return changed_meanwhile();
  emit_open_change(tx, house, after, was_open, ask.on);
  tell(tx, house, found.permit, after, record::to_json(found.station), record::to_json(after), ask.reason);
  return after;
}

}  // namespace

Problem no_such_station() {
  return refuse(Code::not_found, "station.not_found", "找不到这个站点，可能编号有误，或不在本人管辖范围内。");
}

Result<Station> create_station(House& house, const Actor& actor, const Station& input, const IdempotencyKey* key) {
  return house.database.write([&](store::WriteTx& tx) { return create_in(tx, house, actor, input, key); });
}

Result<Station> edit_station(House& house, const Actor& actor, Id id, std::int64_t seen_version,
                             std::string_view change_json) {
  return house.database.write([&](store::WriteTx& tx) { return edit_in(tx, house, actor, id, seen_version, change_json); });
}

Result<Station> step_station(House& house, const Actor& actor, Id id, const StepAsk& ask) {
  return house.database.write([&](store::WriteTx& tx) { return step_in(tx, house, actor, id, ask); });
}

Result<Station> tell_listing(House& house, const Actor& actor, Id id, const StationListing& asked) {
  return house.database.write([&](store::WriteTx& tx) -> Result<Station> {
    TRY(Found found, find_for(tx, actor, id, "stations.verify"));
    StationListing row = asked;
    row.realm_id = actor.realm_id, row.station_id = id;
    CHECK_OK(judge_listing(found.station, row, house.clock.today()));
    return write_listings(tx, house, found, {row});
  });
}

Result<Station> take_off_map(House& house, const Actor& actor, Id id, std::string_view platform) {
  const StationCode* known = find_code(StationCodes::platform, platform);
  const std::string named = known ? known->code : trim(platform);
  return house.database.write([&](store::WriteTx& tx) -> Result<Station> {
    TRY(Found found, find_for(tx, actor, id, "stations.verify"));
    const std::vector<StationListing> gone = taken_off(listings_of(tx, actor.realm_id, id), named, house.clock.today());
    if (gone.empty()) return refuse(Code::not_found, "station.not_listed", "没有登记这个平台已上图，请刷新后核对。");
    return write_listings(tx, house, found, gone);
  });
}

Result<void> set_kit(House& house, const Actor& actor, Id id, std::vector<StationKit> kit) {
  if (kit.size() > 60) return wrong_field("kit", "设施最多60项。");
  std::map<std::string, bool> seen;
  for (StationKit& one : kit) {
    if (const KitItem* item = find_kit_item(one.item)) one.item = item->code;
    one.realm_id = actor.realm_id, one.station_id = id;
    if (one.amount < 0 || one.amount > 9999) return wrong_field("kit", "“" + std::string(kit_label(one.item)) + "”的数量应在0到9999之间。");
    if (!seen.try_emplace(one.item, true).second) return wrong_field("kit", "“" + std::string(kit_label(one.item)) + "”写了两次。");
  }
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    TRY(Found found, find_for(tx, actor, id, "stations.keep"));
    std::string before, after;
    for (const StationKit& one : kit_of(tx, actor.realm_id, id)) before += record::to_json(one);
    for (const StationKit& one : kit) after += record::to_json(one);
    replace_kit(tx, found.permit, actor.realm_id, id, kit);
    found.station.updated_at = house.clock.now();
    tell(tx, house, found.permit, found.station, before, after);
    return true;
  });
  if (!done.ok()) return std::move(done).problem();
  return {};
}

Result<StationClosing> add_closing(House& house, const Actor& actor, Id id, StationClosing closing) {
  const Date today = house.clock.today();
  if (trim(closing.reason).empty()) return wrong_field("reason", "请写明关闭的原因，职工会看到。");
  if (closing.to_on && *closing.to_on < closing.from_on) return wrong_field("to_on", "结束日期早于开始日期，请核对。");
  if (closing.to_on && *closing.to_on < today) return wrong_field("to_on", "结束日期已经过去，不用登记。");
  return house.database.write([&](store::WriteTx& tx) -> Result<StationClosing> {
    TRY(Found found, find_for(tx, actor, id, "stations.keep"));
    if (!is_open_to_people(found.station.status))
      return refuse(Code::conflict, "station.not_open", "这个站点现在不对外开放，不用登记临时关闭。");
    closing.realm_id = actor.realm_id, closing.id = house.ids.next(), closing.station_id = id;
    closing.reason = trim(closing.reason);
    tx.insert(closing);
    touch_stations(tx, actor.realm_id);
    found.station.updated_at = house.clock.now();
    tell(tx, house, found.permit, found.station, "", record::to_json(closing), closing.reason);
    return closing;
  });
}

Result<void> end_closing(House& house, const Actor& actor, Id id, Id closing_id) {
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    TRY(Found found, find_for(tx, actor, id, "stations.keep"));
    if (!remove_closing(tx, found.permit, actor.realm_id, id, closing_id))
      return refuse(Code::not_found, "station.no_closing", "没有这条临时关闭，可能已被取消，请刷新。");
    found.station.updated_at = house.clock.now();
    tell(tx, house, found.permit, found.station, id_to_wire("stc", closing_id), "", "恢复开放");
    return true;
  });
  if (!done.ok()) return std::move(done).problem();
  return {};
}

Result<std::string> reveal_keeper(House& house, const Actor& actor, Id id, std::string_view reason) {
  if (trim(reason).empty()) return wrong_field("reason", "请写明查看的原因。");
  return house.database.write([&](store::WriteTx& tx) -> Result<std::string> {
    TRY(Found found, find_for(tx, actor, id, "stations.reveal"));
    if (found.station.keeper_phone_sealed.bytes.empty())
      return refuse(Code::not_found, "station.no_phone", "没有登记管理责任人的电话。");
    found.station.updated_at = house.clock.now();
    write_journal(tx, found.permit, house.ids.next(), found.station.updated_at,
                  {"station", id, found.station.union_path, "keeper_phone", "keeper_phone", reason, {DisclosureKind::reveal}});
    return house.vault.unseal(found.station.keeper_phone_sealed.bytes, "station", "keeper_phone", id);
  });
}

Result<void> set_keeper_phone(House& house, const Actor& actor, Id id, std::string_view text) {
  const Phone phone = read_phone(text);
  if (phone.verdict == PhoneVerdict::bad) return wrong_field("keeper_phone", "电话号码位数不对，请核对。");
  record::Blob sealed;
  if (!phone.number.empty()) sealed.bytes = house.vault.seal(phone.number, "station", "keeper_phone", id);
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    TRY(Found found, find_for(tx, actor, id, "stations.edit"));
    Station after = found.station;
    after.keeper_phone_sealed = sealed;
    ++after.version;
    after.updated_at = house.clock.now();
    if (!save_station(tx, found.permit, after)) return changed_meanwhile();
    tell(tx, house, found.permit, after, "keeper_phone", "keeper_phone");
    return true;
  });
  if (!done.ok()) return std::move(done).problem();
  return {};
}

Result<std::size_t> set_outline(House& house, const Actor& actor, std::string_view geojson, std::string_view said) {
  const auto datum = read_datum(said);
  if (!datum) return wrong_field("datum", "请选择轮廓文件的坐标系：WGS84、GCJ-02 或 BD-09。");
  TRY(Outline outline, read_outline(geojson, *datum));
  return house.database.write([&](store::WriteTx& tx) -> Result<std::size_t> {
    const std::string root = root_path(tx, actor.realm_id);
    TRY(Permit permit, allow(actor, "stations.outline", {actor.realm_id, root, 0, 0}));
    const Instant now = house.clock.now();
    save_outline(tx, permit, actor.realm_id, outline, *datum, now);
    write_journal(tx, permit, house.ids.next(), now, {"realm_outline", 0, root, "", geojson, ""});
    return outline.rings.size();
  });
}

}  // namespace niangjia::stations
