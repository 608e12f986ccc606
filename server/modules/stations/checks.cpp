// Checks on the spot, their photos, and the work items that checks and reports raise.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "modules/parameters/parameters.h"
#include "modules/stations/actions.h"
#include "modules/stations/troubles.h"

namespace niangjia::stations {

namespace {

constexpr std::size_t kMostPhotoBytes = 2 << 20;  // the page shrinks what a phone takes to a tenth of this
constexpr std::size_t kMostPhotos = 30;           // of one check

RowPlace place_of(const Station& s) { return {s.realm_id, s.union_path, 0, 0}; }

// A keeper looks after the own station; verifying, patrolling and confirming a repair is another's.
std::string_view action_of(CheckKind kind) { return kind == CheckKind::self ? "stations.keep" : "stations.verify"; }

StationCheck check_of(const Station& station, const CheckWish& wish, const Permit& permit, House& house) {
  StationCheck check;
  check.realm_id = station.realm_id, check.station_id = station.id, check.union_path = station.union_path;
  check.id = house.ids.next();
  check.kind = wish.kind, check.items = wish.items, check.note = trim(wish.note);
  check.checked_at = house.clock.now(), check.checked_by = permit.actor_name();
  if (!wish.stood_at) return check;
  check.lon_e7 = std::llround(wish.stood_at->lon * 1e7), check.lat_e7 = std::llround(wish.stood_at->lat * 1e7);
  if (auto at = position_of(station)) check.distance_m = std::llround(distance_m(*at, *wish.stood_at));
  return check;
}

// Verified is what was seen there: without a position within reach nothing was seen.
Result<void> must_stand_there(const StationCheck& check, Date today) {
  const auto most_m = parameters::value_on("stations.verify_distance_m", today);
  if (check.kind != CheckKind::verify) return {};
  if (check.distance_m < 0)
    return wrong_field("stood_at", "现场核验要有位置：请在站点打开定位后再提交；站点没有经纬度的请先补填。");
  if (check.distance_m <= most_m) return {};
  return wrong_field("stood_at", "您离登记的站点位置有 " + std::to_string(check.distance_m) + " 米，核验要在 " +
                                     std::to_string(most_m) + " 米以内。若站点位置登记错了，请先改正经纬度和坐标系。");
}

void apply_check(store::WriteTx& tx, House& house, const Permit& permit, Station& station, const StationCheck& check) {
  if (check.is_passed) {
    station.verified_at = check.checked_at;
    if (check.kind == CheckKind::verify && station.status == StationStatus::applied) station.status = StationStatus::planned;
  }
  for (const std::string& item : check.items) {
    if (!item.ends_with(":bad") || !is_open_to_people(station.status)) continue;
    const std::string code = item.substr(0, item.find(':'));
    raise_trouble(tx, house, permit, station, {trouble_of_item(code), "检查不符合：" + name_of_item(code), 0});
  }
  ++station.version;
  station.updated_at = check.checked_at;
}

}  // namespace

Result<StationCheck> record_check(House& house, const Actor& actor, Id station_id, const CheckWish& wish,
                                  const IdempotencyKey* key) {
  const Date today = house.clock.today();
  return house.database.write([&](store::WriteTx& tx) -> Result<StationCheck> {
    auto station = find_station(tx, actor.realm_id, station_id);
    if (!station) return no_such_station();
    TRY(Permit permit, allow_seen(actor, action_of(wish.kind), "stations.read", place_of(*station), no_such_station));
    if (station->status == StationStatus::withdrawn)
      return refuse(Code::conflict, "station.withdrawn", "这个站点已经撤销，不用再检查。");
    StationCheck check = check_of(*station, wish, permit, house);
    CHECK_OK(judge_check(check, parameters::value_on("stations.pass_score", today)));
    CHECK_OK(must_stand_there(check, today));
    if (key && !claim_key(tx, permit, *key, check.checked_at)) return key_in_use();
    tx.insert(check);
    apply_check(tx, house, permit, *station, check);
    if (!save_station(tx, permit, *station))
      return refuse(Code::conflict, "station.changed", "这个站点刚被他人修改过，请刷新后再提交。");
    const std::string text = record::to_json(check);
    write_journal(tx, permit, house.ids.next(), check.checked_at,
                  {"station_check", check.id, check.union_path, "", text, check.note});
    if (key) complete_key(tx, permit, *key, {201, text});
    return check;
  });
}

Result<StationPhoto> add_photo(House& house, const Actor& actor, Id station_id, Id check_id, std::string_view subject,
                               std::string bytes) {
  if (bytes.size() > kMostPhotoBytes)
    return refuse(Code::invalid, "photo.too_large",
                  "照片超过 2 MB。请在拍照页面直接拍摄（会自动缩小），或先压缩后再上传。");
  const std::string_view type = image_type(bytes);
  if (type.empty()) return refuse(Code::invalid, "photo.not_image", "这个文件不是照片，请上传 JPG、PNG 或 WebP 格式的照片。");
  StationPhoto photo;
  photo.realm_id = actor.realm_id, photo.id = house.ids.next(), photo.station_id = station_id, photo.check_id = check_id;
  photo.subject = subject, photo.content_type = type, photo.taken_at = house.clock.now();
  photo.bytes.bytes = std::move(bytes);
  return house.database.write([&](store::WriteTx& tx) -> Result<StationPhoto> {
    auto station = find_station(tx, actor.realm_id, station_id);
    if (!station) return no_such_station();
    TRY(Permit permit, allow_seen(actor, "stations.keep", "stations.read", place_of(*station), no_such_station));
    if (check_id && count_photos(tx, actor.realm_id, station_id, check_id) >= static_cast<std::int64_t>(kMostPhotos))
      return refuse(Code::conflict, "photo.too_many", "一次检查最多30张照片。");
    tx.insert(photo);
    write_journal(tx, permit, house.ids.next(), photo.taken_at,
                  {"station_photo", photo.id, station->union_path, "", photo.subject, ""});
    StationPhoto told = photo;
    told.bytes.bytes.clear();
    return told;
  });
}

}  // namespace niangjia::stations
