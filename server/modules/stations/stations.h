#pragma once
// Service stations for people who work outdoors (工会户外劳动者服务站点): one register for every brand (爱心翼站, 职工驿站,
// 小哥驿站, 司机之家 …), from the application to the day the plate comes down. Fields and life cycle: 工会户外劳动者服务站点
// 登记表; the "six haves" (统一标识, 选址合理, 设施完善, 服务功能完备, 制度健全, 地图可查).

#include "access/access.h"
#include "modules/stations/hours.h"
#include "record/position.h"

namespace niangjia::stations {

// 申报, 筹建, 在用, 整改, 暂停, 撤销. A station in repair stays open to people; a paused one does not.
enum class StationStatus { applied, planned, in_use, repair, paused, withdrawn };
using StationDatum = record::WrittenDatum;
enum class KitState { ok, broken, missing };
// How a station is found on a map (上图): 未上图, 已提交, 已上图, 信息有误, 已下线.
enum class ListingState { none, submitted, listed, wrong, removed };
// How a position was taken (采集方式).
enum class PositionMethod { unknown, on_site, map, address, survey, other };
enum class CheckKind { verify, self, patrol, visit, recheck };
// 未开门, 设施损坏, 标识不符, 地图位置不符, 其他
enum class TroubleKind { locked, broken_kit, wrong_sign, wrong_place, other };
enum class TroubleState { open, repaired, closed };

}  // namespace niangjia::stations

namespace niangjia::record {
template <>
struct CodeWords<stations::StationStatus> {
  static constexpr std::array words{CodeWord{"applied", "申报"}, CodeWord{"planned", "筹建"}, CodeWord{"in_use", "在用"},
                                    CodeWord{"repair", "整改"},  CodeWord{"paused", "暂停"},  CodeWord{"withdrawn", "撤销"}};
};
template <>
struct CodeWords<stations::KitState> {
  static constexpr std::array words{CodeWord{"ok", "完好"}, CodeWord{"broken", "损坏"}, CodeWord{"missing", "缺失"}};
};
template <>
struct CodeWords<stations::ListingState> {
  static constexpr std::array words{CodeWord{"none", "未上图"}, CodeWord{"submitted", "已提交"}, CodeWord{"listed", "已上图"},
                                    CodeWord{"wrong", "信息有误"}, CodeWord{"removed", "已下线"}};
};
template <>
struct CodeWords<stations::PositionMethod> {
  static constexpr std::array words{CodeWord{"unknown", "未注明"}, CodeWord{"on_site", "现场定位"}, CodeWord{"map", "地图选点"},
                                    CodeWord{"address", "地址解析"}, CodeWord{"survey", "专业测绘"}, CodeWord{"other", "其他"}};
};
template <>
struct CodeWords<stations::CheckKind> {
  static constexpr std::array words{CodeWord{"verify", "现场核验"}, CodeWord{"self", "月度自查"}, CodeWord{"patrol", "季度巡查"},
                                    CodeWord{"visit", "神秘访客"}, CodeWord{"recheck", "整改复核"}};
};
template <>
struct CodeWords<stations::TroubleKind> {
  static constexpr std::array words{CodeWord{"locked", "到了没开门"}, CodeWord{"broken_kit", "设施损坏"},
                                    CodeWord{"wrong_sign", "标识不符"}, CodeWord{"wrong_place", "地图位置不对"},
                                    CodeWord{"other", "其他"}};
};
template <>
struct CodeWords<stations::TroubleState> {
  static constexpr std::array words{CodeWord{"open", "待整改"}, CodeWord{"repaired", "待复核"}, CodeWord{"closed", "已办结"}};
};
}  // namespace niangjia::record

namespace niangjia::stations {

using record::field;
using record::id_field;

// The kind of the signed token in the code at a station's door (access/signed_token.h).
inline constexpr std::string_view kStationToken = "station";

struct Station {
  Id realm_id = 0, id = 0;
  std::string number;  // 站点编号: division (6) + serial (3), as on the plate; empty until verified
  std::string name, name_key;
  std::string brand;
  Id union_id = 0;         // who keeps it: the host's union, or the federation of its township
  std::string union_path;  // only modules/unions rewrites it, when a union moves
  std::string township_code, community, address, door_note;  // community: 社区, 村
  std::string written_position;  // longitude and latitude as handed in
  StationDatum datum = StationDatum::unknown;
  std::int64_t lon_e7 = 0, lat_e7 = 0;  // WGS84 in 1e-7 degrees; both 0: no position
  PositionMethod position_method = PositionMethod::unknown;
  std::optional<Date> position_on;  // 采集时间
  std::string host_unit, builder, building_mode;  // who gives the place, who built it
  std::string keeper_name;
  record::Blob keeper_phone_sealed;
  std::string public_phone;
  std::optional<Date> built_on, opened_on, plate_on;
  std::int64_t area_m2 = 0;
  std::int64_t invested_fen = 0, yearly_cost_fen = 0;
  std::vector<std::string> fund_sources, audiences;  // codes of StationCodes, or the words of the writer
  bool has_sign = false;
  std::string access_control;  // 敞开, 扫码, 刷脸, 刷卡
  std::string hours;           // canonical (hours.h); empty: not known
  std::string hours_text;      // as written
  std::vector<std::string> services;
  StationStatus status = StationStatus::applied;
  std::string status_reason;
  std::string level;  // 县级示范, 省级最美 …: a code, or the words of the writer
  std::int64_t level_year = 0, stars = 0;  // 0: none
  std::optional<Date> listed_on;     // 上图: since when the first map shows it, of the listings (attach_listings)
  std::optional<Date> withdrawn_on;  // 摘牌
  std::optional<Instant> verified_at;  // the last check that found it in order; public
  std::string note;
  Id import_id = 0;
  std::int64_t version = 1;
  Instant updated_at;
};
inline constexpr std::array station_fields{
    id_field<&Station::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Station::id>("id", "编号", "stn", {record::kKey | record::kReadOnly}),
    field<&Station::number>("number", "站点编号", {record::kReadOnly | record::kUnique, 20}),
    field<&Station::name>("name", "站点名称", {record::kRequired, 100}),
    field<&Station::name_key>("name_key", "名称键", {record::kHidden}),
    field<&Station::brand>("brand", "品牌", {0, 40}),
    id_field<&Station::union_id>("union_id", "管理工会", "uni"),
    field<&Station::union_path>("union_path", "路径", {record::kHidden}),
    field<&Station::township_code>("township_code", "乡镇街道", {0, 12, "township"}),
    field<&Station::community>("community", "社区/村", {0, 40}),
    field<&Station::address>("address", "地址", {0, 200}),
    field<&Station::door_note>("door_note", "入口说明", {0, 100}),
    field<&Station::written_position>("written_position", "经纬度", {0, 80}),
    field<&Station::datum>("datum", "坐标系"),
    field<&Station::lon_e7>("lon_e7", "经度", {record::kReadOnly}),
    field<&Station::lat_e7>("lat_e7", "纬度", {record::kReadOnly}),
    field<&Station::position_method>("position_method", "采集方式"),
    field<&Station::position_on>("position_on", "采集时间"),
    field<&Station::host_unit>("host_unit", "场所提供单位", {0, 100}),
    field<&Station::builder>("builder", "建设主体", {0, 100}),
    field<&Station::building_mode>("building_mode", "建设模式", {0, 20}),
    field<&Station::keeper_name>("keeper_name", "管理责任人", {0, 40}),
    field<&Station::keeper_phone_sealed>("keeper_phone_sealed", "联系电话", {record::kHidden}),
    field<&Station::public_phone>("public_phone", "对外电话", {0, 30}),
    field<&Station::built_on>("built_on", "建成日期"),
    field<&Station::opened_on>("opened_on", "启用日期"),
    field<&Station::plate_on>("plate_on", "挂牌日期"),
    field<&Station::area_m2>("area_m2", "面积（㎡）"),
    field<&Station::invested_fen>("invested_fen", "投入资金", {record::kMoney}),
    field<&Station::fund_sources>("fund_sources", "资金来源"),
    field<&Station::yearly_cost_fen>("yearly_cost_fen", "年运行经费", {record::kMoney}),
    field<&Station::has_sign>("has_sign", "统一标识"),
    field<&Station::access_control>("access_control", "门禁方式", {0, 20}),
    field<&Station::hours>("hours", "开放时间（规范）", {record::kReadOnly, 300}),
    field<&Station::hours_text>("hours_text", "开放时间", {0, 200}),
    field<&Station::services>("services", "服务项目"),
    field<&Station::audiences>("audiences", "服务对象"),
    field<&Station::status>("status", "状态", {record::kReadOnly}),
    field<&Station::status_reason>("status_reason", "状态说明", {record::kReadOnly, 200}),
    field<&Station::level>("level", "等级/荣誉", {0, 40}),
    field<&Station::level_year>("level_year", "评定年度"),
    field<&Station::stars>("stars", "星级"),
    field<&Station::listed_on>("listed_on", "上图日期", {record::kReadOnly | record::kDerived}),
    field<&Station::withdrawn_on>("withdrawn_on", "摘牌日期", {record::kReadOnly}),
    field<&Station::verified_at>("verified_at", "最近核实", {record::kReadOnly}),
    field<&Station::note>("note", "备注", {0, 500}),
    id_field<&Station::import_id>("import_id", "导入批次", "job", {record::kReadOnly}),
    field<&Station::version>("version", "版本", {record::kReadOnly}),
    field<&Station::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape station_shape{"station", "station", "服务站点", station_fields};
constexpr const record::Shape& shape_of(const Station*) { return station_shape; }

// One thing a station has (设施). `item` is a code of data/station_kit.tsv, or the words of the writer.
struct StationKit {
  Id realm_id = 0, station_id = 0;
  std::string item;
  std::int64_t amount = 1;
  KitState state = KitState::ok;
};
inline constexpr std::array station_kit_fields{
    id_field<&StationKit::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StationKit::station_id>("station_id", "站点", "stn", {record::kKey | record::kHidden}),
    field<&StationKit::item>("item", "设施", {record::kKey | record::kRequired, 30}),
    field<&StationKit::amount>("amount", "数量"),
    field<&StationKit::state>("state", "状态"),
};
inline constexpr record::Shape station_kit_shape{"station_kit", "station_kit", "站点设施", station_kit_fields};
constexpr const record::Shape& shape_of(const StationKit*) { return station_kit_shape; }

// On one map (上图平台). `platform` is a code of StationCodes::platform, or the words of the writer. Without a row: 未上图.
struct StationListing {
  Id realm_id = 0, station_id = 0;
  std::string platform;
  ListingState state = ListingState::listed;
  std::optional<Date> state_on;  // since when; nothing: a register did not say
};
inline constexpr std::array station_listing_fields{
    id_field<&StationListing::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StationListing::station_id>("station_id", "站点", "stn", {record::kKey | record::kHidden}),
    field<&StationListing::platform>("platform", "上图平台", {record::kKey | record::kRequired, 30}),
    field<&StationListing::state>("state", "上图状态"),
    field<&StationListing::state_on>("state_on", "日期"),
};
inline constexpr record::Shape station_listing_shape{"station_listing", "station_listing", "站点上图", station_listing_fields};
constexpr const record::Shape& shape_of(const StationListing*) { return station_listing_shape; }

// Closed for a time (临时关闭).
struct StationClosing {
  Id realm_id = 0, id = 0, station_id = 0;
  Date from_on;
  std::optional<Date> to_on;  // the last day; nothing: until further notice
  std::string reason;
};
inline constexpr std::array station_closing_fields{
    id_field<&StationClosing::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StationClosing::id>("id", "编号", "stc", {record::kKey | record::kReadOnly}),
    id_field<&StationClosing::station_id>("station_id", "站点", "stn", {record::kReadOnly}),
    field<&StationClosing::from_on>("from_on", "起"),
    field<&StationClosing::to_on>("to_on", "止"),
    field<&StationClosing::reason>("reason", "原因", {record::kRequired, 100}),
};
inline constexpr record::Shape station_closing_shape{"station_closing", "station_closing", "临时关闭", station_closing_fields};
constexpr const record::Shape& shape_of(const StationClosing*) { return station_closing_shape; }

// A check on the spot: `items` are "code:ok" or "code:bad" of data/station_checks.tsv.
struct StationCheck {
  Id realm_id = 0, id = 0, station_id = 0;
  std::string union_path;
  CheckKind kind = CheckKind::patrol;
  Instant checked_at;
  std::string checked_by;
  std::vector<std::string> items;
  std::int64_t score = 0;            // of 100
  std::int64_t lon_e7 = 0, lat_e7 = 0;  // where the checker stood, WGS84; 0: not told
  std::int64_t distance_m = -1;      // from the station; -1: not known
  bool is_passed = false;
  std::string note;
};
inline constexpr std::array station_check_fields{
    id_field<&StationCheck::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StationCheck::id>("id", "编号", "sck", {record::kKey | record::kReadOnly}),
    id_field<&StationCheck::station_id>("station_id", "站点", "stn", {record::kReadOnly}),
    field<&StationCheck::union_path>("union_path", "路径", {record::kHidden}),
    field<&StationCheck::kind>("kind", "检查类型"),
    field<&StationCheck::checked_at>("checked_at", "检查时间", {record::kReadOnly}),
    field<&StationCheck::checked_by>("checked_by", "检查人", {record::kReadOnly, 60}),
    field<&StationCheck::items>("items", "检查项"),
    field<&StationCheck::score>("score", "得分", {record::kReadOnly}),
    field<&StationCheck::lon_e7>("lon_e7", "经度"),
    field<&StationCheck::lat_e7>("lat_e7", "纬度"),
    field<&StationCheck::distance_m>("distance_m", "距站点（米）", {record::kReadOnly}),
    field<&StationCheck::is_passed>("is_passed", "合格", {record::kReadOnly}),
    field<&StationCheck::note>("note", "说明", {0, 500}),
};
inline constexpr record::Shape station_check_shape{"station_check", "station_check", "站点检查", station_check_fields};
constexpr const record::Shape& shape_of(const StationCheck*) { return station_check_shape; }

// A photo of a check (outside with the sign, inside, equipment) or of a report.
struct StationPhoto {
  Id realm_id = 0, id = 0, station_id = 0, check_id = 0;
  std::string subject;  // outside, inside, equipment
  Instant taken_at;
  std::string content_type;
  record::Blob bytes;
};
inline constexpr std::array station_photo_fields{
    id_field<&StationPhoto::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StationPhoto::id>("id", "编号", "sph", {record::kKey | record::kReadOnly}),
    id_field<&StationPhoto::station_id>("station_id", "站点", "stn", {record::kReadOnly}),
    id_field<&StationPhoto::check_id>("check_id", "检查", "sck"),
    field<&StationPhoto::subject>("subject", "内容", {0, 20}),
    field<&StationPhoto::taken_at>("taken_at", "拍摄时间", {record::kReadOnly}),
    field<&StationPhoto::content_type>("content_type", "格式", {record::kHidden, 40}),
    field<&StationPhoto::bytes>("bytes", "内容", {record::kHidden}),
};
inline constexpr record::Shape station_photo_shape{"station_photo", "station_photo", "站点照片", station_photo_fields};
constexpr const record::Shape& shape_of(const StationPhoto*) { return station_photo_shape; }

// What somebody on the road told (到了没开). It names nobody: `reporter_mark` tells one phone from another for a day.
struct StationReport {
  Id realm_id = 0, id = 0, station_id = 0;
  TroubleKind kind = TroubleKind::locked;
  std::string note;
  Instant reported_at;
  record::Blob reporter_mark;
  Id trouble_id = 0;  // the work item it belongs to; 0: waits for a second report
};
inline constexpr std::array station_report_fields{
    id_field<&StationReport::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StationReport::id>("id", "编号", "srp", {record::kKey | record::kReadOnly}),
    id_field<&StationReport::station_id>("station_id", "站点", "stn", {record::kReadOnly}),
    field<&StationReport::kind>("kind", "问题"),
    field<&StationReport::note>("note", "说明", {0, 200}),
    field<&StationReport::reported_at>("reported_at", "时间", {record::kReadOnly}),
    field<&StationReport::reporter_mark>("reporter_mark", "标记", {record::kHidden}),
    id_field<&StationReport::trouble_id>("trouble_id", "问题单", "str", {record::kReadOnly}),
};
inline constexpr record::Shape station_report_shape{"station_report", "station_report", "站点报错", station_report_fields};
constexpr const record::Shape& shape_of(const StationReport*) { return station_report_shape; }

// A work item (问题单): raised by reports or by a check, repaired by the keeper, closed by another check.
struct StationTrouble {
  Id realm_id = 0, id = 0, station_id = 0;
  std::string union_path;
  TroubleKind kind = TroubleKind::locked;
  std::string note;
  Instant raised_at;
  Date due_on;
  std::int64_t reports = 0;
  TroubleState state = TroubleState::open;
  std::optional<Instant> repaired_at, closed_at;
  std::string repair_note, closed_by;
  std::int64_t version = 1;
};
inline constexpr std::array station_trouble_fields{
    id_field<&StationTrouble::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StationTrouble::id>("id", "编号", "str", {record::kKey | record::kReadOnly}),
    id_field<&StationTrouble::station_id>("station_id", "站点", "stn", {record::kReadOnly}),
    field<&StationTrouble::union_path>("union_path", "路径", {record::kHidden}),
    field<&StationTrouble::kind>("kind", "问题"),
    field<&StationTrouble::note>("note", "说明", {0, 500}),
    field<&StationTrouble::raised_at>("raised_at", "提出时间", {record::kReadOnly}),
    field<&StationTrouble::due_on>("due_on", "整改期限", {record::kReadOnly}),
    field<&StationTrouble::reports>("reports", "报错次数", {record::kReadOnly}),
    field<&StationTrouble::state>("state", "状态", {record::kReadOnly}),
    field<&StationTrouble::repaired_at>("repaired_at", "整改时间", {record::kReadOnly}),
    field<&StationTrouble::closed_at>("closed_at", "办结时间", {record::kReadOnly}),
    field<&StationTrouble::repair_note>("repair_note", "整改说明", {0, 300}),
    field<&StationTrouble::closed_by>("closed_by", "办结人", {record::kReadOnly, 60}),
    field<&StationTrouble::version>("version", "版本", {record::kReadOnly}),
};
inline constexpr record::Shape station_trouble_shape{"station_trouble", "station_trouble", "站点问题单", station_trouble_fields};
constexpr const record::Shape& shape_of(const StationTrouble*) { return station_trouble_shape; }

// --- what a row of a register means, for people and for the import ---
struct PlacedPoint {
  StationDatum datum = StationDatum::unknown;
  std::optional<LonLat> wgs84;
};
// The stored position of a written one. An unknown datum is read as GCJ-02.
PlacedPoint place_point(const std::optional<LonLat>& written, StationDatum datum);
void set_position(Station& station, const PlacedPoint& point);
std::optional<LonLat> position_of(const Station& station);
// Things by code, and by every name people have for them (data/station_kit.tsv).
struct KitItem {
  std::string code, name;
  std::vector<std::string> aliases;
};
const std::vector<KitItem>& kit_items();
const KitItem* find_kit_item(std::string_view code_or_name);
std::string_view kit_label(std::string_view item);  // the words themselves when there is no such code
// Words of a list, whatever stands between them (顿号, commas, semicolons, spaces, 1. 2. 3., ①②③); 无 and 等 are none.
std::vector<std::string> split_list(std::string_view text);
// A list of kit with amounts and states: 桌椅2套、微波炉×2、血压计（损坏）. The words themselves when nothing known is meant.
struct WrittenKit {
  std::string item;
  std::int64_t amount = 1;
  KitState state = KitState::ok;
  bool is_known = false;
  std::int64_t out_of_order = 0;  // 2台（1台损坏）: beside the `amount` that works
};
std::vector<WrittenKit> read_kit_list(std::string_view text);
// Lists of codes that grow (data/station_codes.tsv): maps, sources of money, whom a station serves, levels. Where a list has
// no word for what somebody wrote, their words are kept.
enum class StationCodes { platform, fund, audience, level };
struct StationCode {
  std::string code, name;
  std::vector<std::string> words;  // name and aliases, the longest first
};
const std::vector<StationCode>& codes_of(StationCodes list);
const StationCode* find_code(StationCodes list, std::string_view code_or_name);
std::string_view code_label(StationCodes list, std::string_view code);  // the words themselves when there is no such code
// Every code that words of a cell mean ("快递外卖小哥" is two), in the order written; what means none is kept as written and
// also told in `unknown`.
struct WrittenCodes {
  std::vector<std::string> codes, unknown;
};
WrittenCodes read_codes(StationCodes list, std::string_view text);
// 2021年省级最美, 三星级: level, year and stars out of one cell or several. A station with two levels has the higher one.
struct WrittenLevel {
  std::string level;
  std::int64_t year = 0, stars = 0;
};
WrittenLevel read_level(std::string_view text);
// 手机GPS, 地图拾取 …; nothing: says nothing known.
std::optional<PositionMethod> read_method(std::string_view text);
// 高德、百度 / 已上高德；百度待审核 / 是 / 否. `state_on` is set where a day stands beside the platform.
struct WrittenListings {
  std::vector<StationListing> rows;  // platform, state, day
  std::vector<std::string> unknown;  // platforms that no list has, kept as written
  std::string not_understood;
};
WrittenListings read_listings(std::string_view text);
// Listings as people read them: 高德地图（已上图 2021-11-02）、百度地图（已提交）. read_listings reads it back.
std::string listings_text(const std::vector<StationListing>& listings);
// A station is on a map when one platform shows it (上图); listed_on is the first day of it that is known.
void attach_listings(Station& station, const std::vector<StationListing>& listings);
// 在用 and its synonyms (正常, 已启用, 运行中, 是 …); empty text: in use, as registers of running stations have it.
std::optional<StationStatus> read_status(std::string_view text);
// What a remark or the end of a name says of it (已撤, 筹建中), where no status is written.
std::optional<StationStatus> status_beside(std::string_view remark);

// Photos taken before this moment are too old (parameter stations.photo_months).
Instant photos_old_before(Date today);

std::optional<Station> find_station(store::ReadTx& tx, Id realm_id, Id id);
// Where a ledger's word points: number, else the name of exactly one station; withdrawn ones among them.
struct StationPlace {
  Id id = 0;
  std::string number, name, name_key, union_path, township;
  std::optional<Date> opened_on;
};
std::vector<StationPlace> station_places(store::ReadTx& tx, Id realm_id);
// Anything that changes what the public page shows moves this on (public_stations.h).
void touch_stations(store::WriteTx& tx, Id realm_id);
// Why a written point cannot be where it says, by the county's outline; empty: it can, or no outline is known.
std::string why_outside(store::ReadTx& tx, Id realm_id, LonLat written, StationDatum datum);
// The same as a refusal beside the field written_position, for what a person types.
Result<void> must_lie_inside(store::ReadTx& tx, Id realm_id, std::string_view written, StationDatum datum);
// What a map draws under its points: {"tiles","tiles_datum","outline"}, the outline in the datum of the tiles.
std::string ground_json(store::ReadTx& tx, const House& house, Id realm_id);
// A point in the datum of that ground.
LonLat on_ground(const House& house, LonLat wgs84);
SummerDays summer_days_on(Date day);  // parameters stations.summer_from, stations.summer_to
// Rows for add_access_rows().
const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::stations
