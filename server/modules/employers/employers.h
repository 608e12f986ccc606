#pragma once
// Units (单位), brands with their aliases, and outlets (网点) of the new forms of employment.

#include "access/access.h"
#include "modules/search/search.h"
#include "record/position.h"

namespace niangjia {
struct IdempotencyKey;
}

namespace niangjia::employers {

enum class OutletStatus { open, closed };

}  // namespace niangjia::employers

namespace niangjia::record {
template <>
struct CodeWords<employers::OutletStatus> {
  static constexpr std::array words{CodeWord{"open", "在营"}, CodeWord{"closed", "已撤"}};
};
}  // namespace niangjia::record

namespace niangjia::employers {

struct Employer {
  Id realm_id = 0, id = 0;
  std::string name, name_key, name_pinyin, name_initials;
  std::string credit_code;  // 91 企业, 92 个体, 93 农合社, 11 机关, 12 事业 …; never a union's 81
  std::string township_code, union_path;
  std::string address, nature, industry, legal_representative;
  record::Blob phone_sealed;
  std::int64_t employees = 0;
  Id import_id = 0;
  Instant updated_at;
};
using record::field;
using record::id_field;
inline constexpr std::array employer_fields{
    id_field<&Employer::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Employer::id>("id", "编号", "emp", {record::kKey | record::kReadOnly}),
    field<&Employer::name>("name", "单位名称", {record::kRequired, 100}),
    field<&Employer::name_key>("name_key", "名称键", {record::kHidden}),
    field<&Employer::name_pinyin>("name_pinyin", "拼音", {record::kHidden}),
    field<&Employer::name_initials>("name_initials", "首字母", {record::kHidden}),
    field<&Employer::credit_code>("credit_code", "单位统一社会信用代码", {0, 18}),
    field<&Employer::township_code>("township_code", "所在乡镇街道", {0, 12, "township"}),
    field<&Employer::union_path>("union_path", "路径", {record::kHidden}),
    field<&Employer::address>("address", "单位地址", {0, 120}),
    field<&Employer::nature>("nature", "单位性质类别", {0, 40}),
    field<&Employer::industry>("industry", "所属行业", {0, 60}),
    field<&Employer::legal_representative>("legal_representative", "法定代表人", {0, 50}),
    field<&Employer::phone_sealed>("phone_sealed", "联系电话", {record::kHidden}),
    field<&Employer::employees>("employees", "职工数"),
    id_field<&Employer::import_id>("import_id", "导入批次", "job", {record::kReadOnly}),
    field<&Employer::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape employer_shape{"employer", "employer", "单位", employer_fields};
constexpr const record::Shape& shape_of(const Employer*) { return employer_shape; }

struct Brand {
  Id realm_id = 0, id = 0;
  std::string name;
  std::vector<std::string> aliases;
  std::string trade;  // 快递, 外卖配送, 货运, 网约车
};
inline constexpr std::array brand_fields{
    id_field<&Brand::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Brand::id>("id", "编号", "brd", {record::kKey | record::kReadOnly}),
    field<&Brand::name>("name", "品牌", {record::kRequired, 40}),
    field<&Brand::aliases>("aliases", "别名"),
    field<&Brand::trade>("trade", "业态", {0, 20}),
};
inline constexpr record::Shape brand_shape{"brand", "brand", "品牌", brand_fields};
constexpr const record::Shape& shape_of(const Brand*) { return brand_shape; }

struct Outlet {
  Id realm_id = 0, id = 0;
  std::string name, name_key;
  Id unit_id = 0, brand_id = 0;
  std::string trade, credit_code, address, township_code, union_path, employment_form;
  std::string written_position;  // longitude and latitude as handed in
  record::WrittenDatum datum = record::WrittenDatum::unknown;
  std::int64_t lon_e7 = 0, lat_e7 = 0;  // WGS84 in 1e-7 degrees; both 0: no position
  std::int64_t courier_count = 0, trucker_count = 0, delivery_count = 0, ridehail_count = 0, other_count = 0;
  bool has_union = false;
  std::string planned_form, contact_name;
  record::Blob contact_phone_sealed;
  std::string cadre_name;
  OutletStatus status = OutletStatus::open;
  Date surveyed_on;  // 统计时点 of the round
  std::string note;
  Id import_id = 0;
  Instant updated_at;
};
inline constexpr std::array outlet_fields{
    id_field<&Outlet::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Outlet::id>("id", "编号", "out", {record::kKey | record::kReadOnly}),
    field<&Outlet::name>("name", "网点名称", {record::kRequired, 100}),
    field<&Outlet::name_key>("name_key", "名称键", {record::kHidden}),
    id_field<&Outlet::unit_id>("unit_id", "企业", "emp"),
    id_field<&Outlet::brand_id>("brand_id", "品牌", "brd"),
    field<&Outlet::trade>("trade", "业态类别", {0, 20}),
    field<&Outlet::credit_code>("credit_code", "统一社会信用代码", {0, 18}),
    field<&Outlet::address>("address", "详细地址", {0, 120}),
    field<&Outlet::township_code>("township_code", "所属镇街", {0, 12, "township"}),
    field<&Outlet::union_path>("union_path", "路径", {record::kHidden}),
    field<&Outlet::employment_form>("employment_form", "用工形式", {0, 40}),
    field<&Outlet::written_position>("written_position", "经纬度", {0, 80}),
    field<&Outlet::datum>("datum", "坐标系"),
    field<&Outlet::lon_e7>("lon_e7", "经度", {record::kReadOnly}),
    field<&Outlet::lat_e7>("lat_e7", "纬度", {record::kReadOnly}),
    field<&Outlet::courier_count>("courier_count", "快递员"),
    field<&Outlet::trucker_count>("trucker_count", "货车司机"),
    field<&Outlet::delivery_count>("delivery_count", "外卖配送员"),
    field<&Outlet::ridehail_count>("ridehail_count", "网约车司机"),
    field<&Outlet::other_count>("other_count", "其他"),
    field<&Outlet::has_union>("has_union", "是否建会"),
    field<&Outlet::planned_form>("planned_form", "拟建形式", {0, 40}),
    field<&Outlet::contact_name>("contact_name", "负责人", {0, 50}),
    field<&Outlet::contact_phone_sealed>("contact_phone_sealed", "联系电话", {record::kHidden}),
    field<&Outlet::cadre_name>("cadre_name", "联系干部", {0, 50}),
    field<&Outlet::status>("status", "状态", {record::kReadOnly}),
    field<&Outlet::surveyed_on>("surveyed_on", "摸底时点", {record::kReadOnly}),
    field<&Outlet::note>("note", "备注", {0, 500}),
    id_field<&Outlet::import_id>("import_id", "导入批次", "job", {record::kReadOnly}),
    field<&Outlet::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape outlet_shape{"outlet", "outlet", "网点", outlet_fields};
constexpr const record::Shape& shape_of(const Outlet*) { return outlet_shape; }

// Brands by any of their names, held in memory for the length of a job.
class BrandBook {
 public:
  explicit BrandBook(std::vector<Brand> brands);
  const Brand* find(std::string_view name) const;  // width, case and spaces do not matter; null: unknown
  const Brand* by_id(Id id) const;

 private:
  std::vector<Brand> brands_;
  std::vector<std::pair<std::string, std::size_t>> by_key_;  // sorted
};
std::vector<Brand> list_brands(store::ReadTx& tx, Id realm_id);
std::optional<Employer> find_employer(store::ReadTx& tx, Id realm_id, Id id);
// By credit code when it has one, else by name key.
std::optional<Employer> find_employer_like(store::ReadTx& tx, Id realm_id, std::string_view credit_code,
                                           std::string_view name_key);
void fill_search_keys(Employer& e);
// Rows for add_access_rows().
const std::vector<AccessRow>& access_rows();
// The brands that are known everywhere (data/brands.tsv); a realm adds its own.
Result<void> seed_brands(store::WriteTx& tx, IdMaker& ids, Id realm_id);

// For the search field (modules/search).
void find_employers(House& house, const Actor& actor, store::ReadTx& tx, const std::string& words,
                    std::vector<search::Hit>& hits);

}  // namespace niangjia::employers
