#include <algorithm>

#include "base/identifiers.h"
#include "base/text.h"
#include "modules/facts/facts.h"
#include "modules/members/members.h"
#include "modules/parameters/parameters.h"
#include "modules/services/actions.h"
#include "modules/stations/stations.h"

namespace niangjia::services {

namespace {

constexpr std::int64_t kMinute_ms = 60'000, kDay_ms = 86'400'000;
constexpr std::int64_t kOnline_ms = 2 * kMinute_ms;  // older than this was given without a network

// A row made ready outside the transaction: sealed, indexed, its time put right.
struct Ready {
  Giving wish;
  ServiceGiven row;
  bool was_offline = false;
};

Problem row_refused(std::string sentence) { return refuse(Code::invalid, "service.refused", std::move(sentence)); }

// The device's clock is compared with ours as it sends; what it lags or leads is taken off every row.
Instant given_at(const Giving& wish, const GivingBatch& batch, Instant now, std::string& remark) {
  if (!wish.given_at) return now;
  std::int64_t skew_ms = batch.sent_at ? now.ms - batch.sent_at->ms : 0;
  if (std::abs(skew_ms) <= kOnline_ms) skew_ms = 0;
  if (skew_ms != 0) remark = "登记设备的时钟差 " + std::to_string(skew_ms / kMinute_ms) + " 分钟，已按服务器时间校正";
  return {wish.given_at->ms + skew_ms};
}

Result<Ready> make_ready(House& house, const Actor& actor, const Giving& wish, const GivingBatch& batch, Instant now) {
  Ready r;
  r.wish = wish;
  ServiceGiven& g = r.row;
  if (wish.client_key.size() < 8 || wish.client_key.size() > 80) return row_refused("登记键缺失，请更新登记页面后重试。");
  if (wish.amount < 1 || wish.amount > 10'000) return row_refused("人次应在1到10000之间，请核对。");
  const Phone phone = read_phone(wish.phone);
  if (phone.verdict == PhoneVerdict::bad) return row_refused("手机号位数或号段不对，请核对；不愿意留的可以不填。");
  Instant at = given_at(wish, batch, now, g.remark);
  if (at.ms > now.ms + parameters::value_on("services.ahead_minutes", now.day_in_china()) * kMinute_ms)
    return row_refused("服务时间晚于现在，登记设备的时钟可能不准，请校准后重试。");
  at.ms = std::min(at.ms, now.ms);
  const auto late_days = parameters::value_on("services.late_days", now.day_in_china());
  if (now.ms - at.ms > late_days * kDay_ms)
    return row_refused("这条服务是 " + std::to_string(late_days) + " 天以前的，请整理成服务登记表，从导入中心导入。");
  r.was_offline = now.ms - at.ms > kOnline_ms;
  g.realm_id = actor.realm_id, g.id = house.ids.next(), g.station_id = wish.station_id, g.amount = wish.amount;
  g.given_on = at.day_in_china(), g.given_min = stations::local_minute(at) % 1440;
  g.client_key = wish.client_key, g.clerk_name = actor.name, g.recorded_at = now;
  if (phone.verdict != PhoneVerdict::mobile) return r;
  g.receiver_name = normalise_person_name(wish.name);
  g.phone_index = record::Blob{house.vault.blind_index(members::kPhoneIndexKind, phone.number)};
  g.phone_sealed = record::Blob{house.vault.seal(phone.number, "service_given", "phone", g.id)};
  return r;
}

facts::Fact fact_of(const ServiceGiven& g, std::int64_t amount) {
  facts::Fact fact;
  fact.realm_id = g.realm_id, fact.indicator = static_cast<int>(facts::Indicator::service_times);
  fact.union_path = g.union_path, fact.township = g.township_code;
  fact.happened_on = g.given_on, fact.amount = amount;
  fact.subject_id = g.station_id, fact.source_id = g.id;
  return fact;
}

Result<void> within_limit(store::WriteTx& tx, const ServiceItem& item, const ServiceGiven& g) {
  if (!is_in_season(item, g.given_on))
    return row_refused("“" + item.name + "”只在" + month_day_label(item.season_from) + "至" + month_day_label(item.season_to) + "提供，" +
                       g.given_on.chinese() + "不在其中。");
  if (item.person_limit <= 0 || !g.phone_index) return {};
  take_turn(tx, g.realm_id, *g.phone_index);
  const auto before = givings_of(tx, g.realm_id, *g.phone_index, item.name, limit_span(item, g.given_on));
  const std::int64_t had = times_beside(item, g.given_on, before);
  if (had + g.amount <= item.person_limit) return {};
  return row_refused("“" + item.name + "”每人" + limit_label(item) + "限 " + std::to_string(item.person_limit) + " 次，此人已领 " +
                     std::to_string(had) + " 次。");
}

// What was handed over without a network is on record even when the shelf, as we know it, was empty by then.
Result<void> take_from_stock(store::WriteTx& tx, Ready& r) {
  const auto [taken, missing] = draw_stock(tx, r.row.realm_id, r.row.station_id, r.row.item, r.row.amount, r.was_offline);
  r.row.drawn = taken;
  if (missing == 0) return {};
  if (!r.was_offline)
    return row_refused("“" + r.row.item + "”只剩 " + std::to_string(r.row.amount - missing) + " 份，请先补货并登记库存。");
  r.row.remark += (r.row.remark.empty() ? "" : "；") + ("库存不足 " + std::to_string(missing) + " 份，请盘点");
  return {};
}

Result<GivingAnswer> give_in(store::WriteTx& tx, House& house, const Actor& actor, Ready r, GivenWay way) {
  if (auto before = find_by_key(tx, r.row.realm_id, r.row.client_key))
    return GivingAnswer{r.row.client_key, GivingOutcome::repeated, "这一条已经登记过，没有重复。", before->id};
  auto station = stations::find_station(tx, r.row.realm_id, r.row.station_id);
  const std::string_view action = way == GivenWay::scan ? "services.scan" : "services.give";
  if (!station || !allow(actor, action, {station->realm_id, station->union_path, 0, 0}).ok())
    return row_refused("找不到这个站点，或您不能在这个站点登记服务。");
  TRY(Permit permit, allow(actor, action, {station->realm_id, station->union_path, 0, 0}));
  if (station->status == stations::StationStatus::withdrawn && !r.was_offline) return row_refused("这个站点已经撤销，不能再登记服务。");
  if (station->opened_on && r.row.given_on < *station->opened_on)
    return row_refused("服务日期早于站点启用日期 " + station->opened_on->iso() + "，请核对。");
  const ItemBook items(list_items(tx, r.row.realm_id));
  const ServiceItem* item = items.find(r.wish.item);
  if (!item || !item->is_offered) return row_refused("服务项目“" + r.wish.item + "”不在目录中，请从列表中选择。");
  r.row.item = item->name, r.row.way = way;
  r.row.union_path = station->union_path, r.row.township_code = station->township_code;
  CHECK_OK(within_limit(tx, *item, r.row));
  CHECK_OK(take_from_stock(tx, r));
  if (r.row.phone_index) r.row.person_id = person_with_phone(tx, r.row.realm_id, *r.row.phone_index);
  if (!tx.insert_new(r.row))
    return refuse(Code::conflict, "service.twice", "这一条正在登记，请稍后再试。");
  std::vector<facts::Fact> facts{fact_of(r.row, r.row.amount)};
  facts::emit_facts(tx, house.ids, facts);
  write_journal(tx, permit, house.ids.next(), r.row.recorded_at,
                {"service", r.row.id, r.row.union_path, "", r.row.item + " " + std::to_string(r.row.amount), ""});
  return GivingAnswer{r.row.client_key, GivingOutcome::given, r.row.remark, r.row.id};
}

bool is_verdict(const Problem& p) { return p.code == Code::invalid; }

Result<GivingAnswer> give_one(House& house, const Actor& actor, const Giving& wish, const GivingBatch& batch, GivenWay way) {
  auto ready = make_ready(house, actor, wish, batch, house.clock.now());
  auto done = ready.ok() ? house.database.write([&](store::WriteTx& tx) { return give_in(tx, house, actor, *ready, way); })
                         : Result<GivingAnswer>(ready.problem());
  if (done.ok() || !is_verdict(done.problem())) return done;
  return GivingAnswer{wish.client_key, GivingOutcome::refused, done.problem().message, 0};
}

}  // namespace

Result<std::vector<GivingAnswer>> give(House& house, const Actor& actor, const GivingBatch& batch) {
  const auto most = static_cast<std::size_t>(parameters::value_on("services.rows_at_once", house.clock.today()));
  if (batch.rows.empty() || batch.rows.size() > most)
    return wrong_field("rows", "每次上传 1 至 " + std::to_string(most) + " 条，请分批提交。");
  std::vector<GivingAnswer> answers;
  for (const Giving& wish : batch.rows) {
    TRY(GivingAnswer answer, give_one(house, actor, wish, batch, GivenWay::counter));
    answers.push_back(std::move(answer));
  }
  return answers;
}

Result<GivingAnswer> give_by_scan(House& house, Id realm_id, Id station_id, const Giving& wish, std::string_view device) {
  const Actor visitor = Actor::visitor(realm_id, "职工扫码");
  Giving one = wish;
  one.station_id = station_id, one.amount = 1, one.given_at.reset();
  // One of a kind a phone and day: the key says so, and the database keeps it.
  one.client_key = "scan-" + to_hex(house.vault.blind_index("service_scan", std::string(device) + "|" + wish.item + "|" + id_to_wire("stn", station_id) + "|" + house.clock.today().iso()));
  TRY(GivingAnswer answer, give_one(house, visitor, one, {}, GivenWay::scan));
  if (answer.outcome == GivingOutcome::repeated) answer.sentence = "您今天已经登记过这一项。";
  return answer;
}

Result<ServiceGiven> undo_giving(House& house, const Actor& actor, Id id, std::string_view reason) {
  if (trim(reason).empty()) return wrong_field("reason", "请写明作废的原因。");
  return house.database.write([&](store::WriteTx& tx) -> Result<ServiceGiven> {
    auto given = find_given(tx, actor.realm_id, id);
    auto absent = [] { return refuse(Code::not_found, "service.not_found", "找不到这条服务记录，或不在本人管辖范围内。"); };
    if (!given) return absent();
    TRY(Permit permit, allow_seen(actor, "services.undo", "services.read", {given->realm_id, given->union_path, 0, 0}, absent));
    const Instant now = house.clock.now();
    if (!mark_undone(tx, permit, *given, now)) return refuse(Code::conflict, "service.undone", "这条服务记录已经作废。");
    given->undone_at = now;
    if (given->drawn > 0) return_stock(tx, given->realm_id, given->station_id, given->item, given->drawn);
    std::vector<facts::Fact> facts{fact_of(*given, -given->amount)};
    facts::emit_facts(tx, house.ids, facts);
    write_journal(tx, permit, house.ids.next(), now, {"service", id, given->union_path, given->item, "undone", reason});
    return *given;
  });
}

}  // namespace niangjia::services
