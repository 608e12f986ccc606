#pragma once
// Services given at stations (十重礼 and any other): one row a giving, with or without a name, counted in 人次 (how many
// times) and 人数 (how many different people, known by their phone). The ledger fills itself from the counter, from a
// scan, and from the sheets a county kept before.

#include "access/access.h"
#include "record/record.h"

namespace niangjia::services {

enum class GivenWay { counter, scan, import };

}  // namespace niangjia::services

namespace niangjia::record {
template <>
struct CodeWords<services::GivenWay> {
  static constexpr std::array words{CodeWord{"counter", "站点登记"}, CodeWord{"scan", "职工扫码"}, CodeWord{"import", "台账导入"}};
};
}  // namespace niangjia::record

namespace niangjia::services {

using record::field;
using record::id_field;

// What can be given. Known everywhere: data/service_items.tsv; a federation adds and limits its own. The name is the key.
struct ServiceItem {
  Id realm_id = 0;
  std::string name;
  std::vector<std::string> aliases;
  bool is_offered = true;
  std::int64_t person_limit = 0;  // at most so many times a person …
  std::int64_t limit_days = 0;    // … within so many days; 0: within the season, else the calendar year
  std::string season_from, season_to;  // given only from "06-01" to "09-30"; empty: all the year
  std::string note;
};
inline constexpr std::array service_item_fields{
    id_field<&ServiceItem::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    field<&ServiceItem::name>("name", "服务项目", {record::kKey | record::kRequired, 30}),
    field<&ServiceItem::aliases>("aliases", "别名"),
    field<&ServiceItem::is_offered>("is_offered", "提供"),
    field<&ServiceItem::person_limit>("person_limit", "每人限次"),
    field<&ServiceItem::limit_days>("limit_days", "限次天数"),
    field<&ServiceItem::season_from>("season_from", "季节起", {0, 12}),
    field<&ServiceItem::season_to>("season_to", "季节止", {0, 12}),
    field<&ServiceItem::note>("note", "说明", {0, 200}),
};
inline constexpr record::Shape service_item_shape{"service_item", "service_item", "服务项目", service_item_fields};
constexpr const record::Shape& shape_of(const ServiceItem*) { return service_item_shape; }

struct ServiceGiven {
  Id realm_id = 0, id = 0;
  Id station_id = 0;
  std::string union_path, township_code;  // of the station
  std::string item;
  Date given_on;
  std::int64_t given_min = 0;  // minute of that day in China; -1: not told
  std::int64_t amount = 1;     // 人次
  std::string receiver_name;   // empty: nobody named
  std::optional<record::Blob> phone_sealed, phone_index;
  Id person_id = 0;
  GivenWay way = GivenWay::counter;
  std::string clerk_name;
  std::string client_key;      // made by the counter that gave it, so that a second sending changes nothing
  Id import_id = 0;
  Instant recorded_at;
  std::optional<Instant> undone_at;
  std::string remark;          // what a late row wants said: 库存不足, 时钟不准
  std::int64_t drawn = 0;      // taken off the shelf; less than `amount` where it was short or not counted
};
inline constexpr std::array service_given_fields{
    id_field<&ServiceGiven::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&ServiceGiven::id>("id", "编号", "svg", {record::kKey | record::kReadOnly}),
    id_field<&ServiceGiven::station_id>("station_id", "站点", "stn"),
    field<&ServiceGiven::union_path>("union_path", "路径", {record::kHidden}),
    field<&ServiceGiven::township_code>("township_code", "乡镇街道", {record::kReadOnly, 12, "township"}),
    field<&ServiceGiven::item>("item", "服务项目", {record::kRequired, 30}),
    field<&ServiceGiven::given_on>("given_on", "日期"),
    field<&ServiceGiven::given_min>("given_min", "时刻"),
    field<&ServiceGiven::amount>("amount", "人次"),
    field<&ServiceGiven::receiver_name>("receiver_name", "服务对象", {record::kPersonal, 40}),
    field<&ServiceGiven::phone_sealed>("phone_sealed", "手机", {record::kHidden}),
    field<&ServiceGiven::phone_index>("phone_index", "手机索引", {record::kHidden}),
    id_field<&ServiceGiven::person_id>("person_id", "会员", "mem", {record::kReadOnly}),
    field<&ServiceGiven::way>("way", "登记方式", {record::kReadOnly}),
    field<&ServiceGiven::clerk_name>("clerk_name", "登记人", {0, 60}),
    field<&ServiceGiven::client_key>("client_key", "登记键", {record::kHidden}),
    id_field<&ServiceGiven::import_id>("import_id", "导入批次", "job", {record::kReadOnly}),
    field<&ServiceGiven::recorded_at>("recorded_at", "录入时间", {record::kReadOnly}),
    field<&ServiceGiven::undone_at>("undone_at", "作废时间", {record::kReadOnly}),
    field<&ServiceGiven::remark>("remark", "说明", {record::kReadOnly, 200}),
    field<&ServiceGiven::drawn>("drawn", "减库存", {record::kHidden}),
};
inline constexpr record::Shape service_given_shape{"service_given", "service_given", "服务记录", service_given_fields};
constexpr const record::Shape& shape_of(const ServiceGiven*) { return service_given_shape; }

// How many of an item a station still has (清凉包, 雨衣 …). No row: not counted.
struct ServiceStock {
  Id realm_id = 0, station_id = 0;
  std::string item;
  std::int64_t amount_left = 0;
  Instant updated_at;
};
inline constexpr std::array service_stock_fields{
    id_field<&ServiceStock::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&ServiceStock::station_id>("station_id", "站点", "stn", {record::kKey}),
    field<&ServiceStock::item>("item", "服务项目", {record::kKey | record::kRequired, 30}),
    field<&ServiceStock::amount_left>("amount_left", "余量"),
    field<&ServiceStock::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape service_stock_shape{"service_stock", "service_stock", "服务物资", service_stock_fields};
constexpr const record::Shape& shape_of(const ServiceStock*) { return service_stock_shape; }

// Items by any of their names, for the length of a job or a request.
class ItemBook {
 public:
  explicit ItemBook(std::vector<ServiceItem> items);
  // Width, case and spaces do not matter, nor words such as 免费 and 服务 about the name; null: unknown.
  const ServiceItem* find(std::string_view name) const;
  const std::vector<ServiceItem>& all() const { return items_; }

 private:
  std::vector<ServiceItem> items_;
  using Keys = std::vector<std::pair<std::string, std::size_t>>;  // sorted
  const ServiceItem* find_in(const Keys& keys, const std::string& key) const;
  Keys by_key_, by_bare_key_;
};
// Of data/service_items.tsv alone, before any federation's own.
ItemBook known_item_book();
// The known ones, overlaid by the federation's own.
std::vector<ServiceItem> list_items(store::ReadTx& tx, Id realm_id);
// Rows for add_access_rows().
const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::services
