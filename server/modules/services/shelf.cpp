// What can be given, and how much of it a station has left.
#include "access/list_question.h"
#include "base/text.h"
#include "modules/services/actions.h"
#include "modules/stations/stations.h"

namespace niangjia::services {

namespace {

Result<void> judge_items(const std::vector<ServiceItem>& items) {
  if (items.size() > 200) return wrong_field("items", "服务项目最多200项。");
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string at = "items." + std::to_string(i) + ".";
    if (trim(items[i].name).empty()) return wrong_field(at + "name", "请填写服务项目名称。");
    if (items[i].person_limit < 0 || items[i].person_limit > 1000) return wrong_field(at + "person_limit", "每人限次应在0（不限）到1000之间。");
    if (items[i].limit_days < 0 || items[i].limit_days > 3660) return wrong_field(at + "limit_days", "限次天数应在0（按自然年）到3660之间。");
    const bool is_all_year = trim(items[i].season_from).empty() && trim(items[i].season_to).empty();
    if (!is_all_year && (!read_month_day(items[i].season_from) || !read_month_day(items[i].season_to)))
      return wrong_field(at + "season_from", "季节请写起止两个日子，如 6-1 至 9-30；全年提供的两格都不填。");
    for (std::size_t j = 0; j < i; ++j)
      if (items[j].name == items[i].name) return wrong_field(at + "name", "“" + items[i].name + "”写了两次。");
  }
  return {};
}

void tidy_season(ServiceItem& item) {
  item.season_from = read_month_day(item.season_from).value_or("");
  item.season_to = read_month_day(item.season_to).value_or("");
}

}  // namespace

Result<void> write_items(House& house, const Actor& actor, std::vector<ServiceItem> items) {
  CHECK_OK(judge_items(items));
  for (ServiceItem& item : items) item.realm_id = actor.realm_id, item.name = trim(item.name), tidy_season(item);
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    const std::string root = root_path(tx, actor.realm_id);
    TRY(Permit permit, allow(actor, "services.manage", {actor.realm_id, root, 0, 0}));
    std::string before, after;
    for (const ServiceItem& item : own_items(tx, actor.realm_id)) before += record::to_json(item);
    for (const ServiceItem& item : items) after += record::to_json(item);
    replace_items(tx, permit, actor.realm_id, items);
    write_journal(tx, permit, house.ids.next(), house.clock.now(), {"service_item", 0, root, before, after, ""});
    return true;
  });
  if (!done.ok()) return std::move(done).problem();
  return {};
}

Result<void> set_stock(House& house, const Actor& actor, Id station_id, std::string_view item, std::int64_t amount_left) {
  if (amount_left < -1 || amount_left > 1'000'000) return wrong_field("amount_left", "余量应在0到1000000之间；-1 为不再计库存。");
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    auto station = stations::find_station(tx, actor.realm_id, station_id);
    auto absent = [] { return refuse(Code::not_found, "station.not_found", "找不到这个站点，或不在本人管辖范围内。"); };
    if (!station) return absent();
    TRY(Permit permit, allow_seen(actor, "services.give", "services.read", {station->realm_id, station->union_path, 0, 0}, absent));
    const ItemBook items(list_items(tx, actor.realm_id));
    const ServiceItem* known = items.find(item);
    if (!known) return wrong_field("item", "服务项目不在目录中，请从列表中选择。");
    const Instant now = house.clock.now();
    put_stock(tx, permit, {actor.realm_id, station_id, known->name, amount_left, now});
    write_journal(tx, permit, house.ids.next(), now,
                  {"service_stock", station_id, station->union_path, "", known->name + " " + std::to_string(amount_left), ""});
    return true;
  });
  if (!done.ok()) return std::move(done).problem();
  return {};
}

}  // namespace niangjia::services
