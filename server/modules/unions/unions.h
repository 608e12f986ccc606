#pragma once
// Unions (工会): the organisations of the federation's tree. A union is not a unit (单位): units stand in
// employers/ and are linked by covers. Source of the fields: 工会组织信息采集表 (DOMAIN a3). Rules: 工会法
// (2021), 中国工会章程, 基层工会法人登记管理办法 (总工办发〔2020〕20号).

#include "access/access.h"
#include "base/identifiers.h"
#include "modules/search/search.h"

namespace niangjia {
struct IdempotencyKey;
}

namespace niangjia::unions {

enum class UnionType {
  federation,           // 总工会
  work_committee,       // 工会工作委员会
  office,               // 工会办事处
  single_basic,         // 单独基层工会
  joint_basic,          // 联合基层工会
  industry_federation,  // 行业性工会联合会
  regional_federation,  // 区域性工会联合会
  branch,               // 分工会
  group,                // 工会小组
  other,
};
enum class UnionStatus { preparing, active, locked, dissolved, merged };
enum class ChangeKind {
  entered,
  founded,
  edited,
  renamed,
  moved,
  merged,
  dissolved,
  absorbed,
  import_undone,
  reelected,
  by_elected,
  extended
};

}  // namespace niangjia::unions

namespace niangjia::record {
template <>
struct CodeWords<unions::UnionType> {
  static constexpr std::array words{CodeWord{"federation", "总工会"},
                                    CodeWord{"work_committee", "工会工作委员会"},
                                    CodeWord{"office", "工会办事处"},
                                    CodeWord{"single_basic", "单独基层工会"},
                                    CodeWord{"joint_basic", "联合基层工会"},
                                    CodeWord{"industry_federation", "行业性工会联合会"},
                                    CodeWord{"regional_federation", "区域性工会联合会"},
                                    CodeWord{"branch", "分工会"},
                                    CodeWord{"group", "工会小组"},
                                    CodeWord{"other", "其他"}};
};
template <>
struct CodeWords<unions::UnionStatus> {
  static constexpr std::array words{CodeWord{"preparing", "筹备期"}, CodeWord{"active", "正常"},
                                    CodeWord{"locked", "锁定"}, CodeWord{"dissolved", "撤销"},
                                    CodeWord{"merged", "已合并"}};
};
template <>
struct CodeWords<unions::ChangeKind> {
  static constexpr std::array words{
      CodeWord{"entered", "登记"},   CodeWord{"founded", "成立"},      CodeWord{"edited", "信息变更"},
      CodeWord{"renamed", "更名"},   CodeWord{"moved", "隶属调整"},    CodeWord{"merged", "并入"},
      CodeWord{"dissolved", "撤销"}, CodeWord{"absorbed", "并入他会"}, CodeWord{"import_undone", "撤回导入"},
      CodeWord{"reelected", "换届"},  CodeWord{"by_elected", "补选"},     CodeWord{"extended", "延期换届"}};
};
}  // namespace niangjia::record

namespace niangjia::unions {

struct Union {
  Id realm_id = 0, id = 0, parent_id = 0;
  std::string segment;    // 4 letters, given once
  std::string tree_path;  // segments from the root down
  std::string name, name_key, name_pinyin, name_initials;
  UnionType type = UnionType::single_basic;
  int level_code = 0;       // 30 市 40 县 50 镇街 60 村社区 0 基层
  std::string credit_code;  // the union's own, 81… or 89…; empty before legal-person registration
  std::string township_code;
  std::string address;
  Id unit_id = 0;
  std::string industry;
  Id industry_parent_id = 0, fund_parent_id = 0;
  std::optional<Date> founded_on;  // day of the approval of the election result
  std::string approval_number;     // 柯总工〔2021〕12号
  std::optional<Date> approved_on;
  int session_number = 0, term_years = 0;
  std::optional<Date> term_from_on, term_to_on;
  std::int64_t employees_reported = 0, female_employees_reported = 0, migrant_employees_reported = 0;
  std::int64_t members_reported = 0, female_members_reported = 0;
  int committee_seats = 0;
  std::string chair_name, chair_sex, chair_post;
  record::Blob chair_phone_sealed;
  std::string audit_chair_name, women_chair_name;
  bool is_new_form = false;
  UnionStatus status = UnionStatus::active;
  std::optional<Date> ended_on;
  Id merged_into_id = 0;
  std::string note;
  Id import_id = 0;
  std::int64_t version = 1;
  Instant updated_at;
};

using record::field;
using record::id_field;
inline constexpr std::array union_fields{
    id_field<&Union::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Union::id>("id", "编号", "uni", {record::kKey | record::kReadOnly}),
    id_field<&Union::parent_id>("parent_id", "上级工会", "uni"),
    field<&Union::segment>("segment", "段", {record::kHidden}),
    field<&Union::tree_path>("tree_path", "路径", {record::kHidden}),
    field<&Union::name>("name", "工会名称", {record::kRequired, 60}),
    field<&Union::name_key>("name_key", "名称键", {record::kHidden}),
    field<&Union::name_pinyin>("name_pinyin", "拼音", {record::kHidden}),
    field<&Union::name_initials>("name_initials", "首字母", {record::kHidden}),
    field<&Union::type>("type", "组织类型", {record::kRequired}),
    field<&Union::level_code>("level_code", "层级", {record::kReadOnly}),
    field<&Union::credit_code>("credit_code", "工会统一社会信用代码", {0, 18}),
    field<&Union::township_code>("township_code", "所在乡镇街道", {0, 12, "township"}),
    field<&Union::address>("address", "地址", {0, 120}),
    id_field<&Union::unit_id>("unit_id", "主建单位", "emp"),
    field<&Union::industry>("industry", "所属行业", {0, 60}),
    id_field<&Union::industry_parent_id>("industry_parent_id", "条线上级", "uni"),
    id_field<&Union::fund_parent_id>("fund_parent_id", "经费收缴上级", "uni"),
    field<&Union::founded_on>("founded_on", "建会日期"),
    field<&Union::approval_number>("approval_number", "批复文号", {0, 40}),
    field<&Union::approved_on>("approved_on", "批复日期"),
    field<&Union::session_number>("session_number", "届次"),
    field<&Union::term_years>("term_years", "届期（年）"),
    field<&Union::term_from_on>("term_from_on", "任期起"),
    field<&Union::term_to_on>("term_to_on", "任期止"),
    field<&Union::employees_reported>("employees_reported", "职工总数"),
    field<&Union::female_employees_reported>("female_employees_reported", "女职工数"),
    field<&Union::migrant_employees_reported>("migrant_employees_reported", "农民工数"),
    field<&Union::members_reported>("members_reported", "会员总数（填报）"),
    field<&Union::female_members_reported>("female_members_reported", "女会员数（填报）"),
    field<&Union::committee_seats>("committee_seats", "委员数"),
    field<&Union::chair_name>("chair_name", "工会主席", {0, 50}),
    field<&Union::chair_sex>("chair_sex", "主席性别", {0, 4}),
    field<&Union::chair_post>("chair_post", "专兼职", {0, 10}),
    field<&Union::chair_phone_sealed>("chair_phone_sealed", "联系电话", {record::kHidden}),
    field<&Union::audit_chair_name>("audit_chair_name", "经审会主任", {0, 50}),
    field<&Union::women_chair_name>("women_chair_name", "女工委主任", {0, 50}),
    field<&Union::is_new_form>("is_new_form", "新业态标志"),
    field<&Union::status>("status", "工会状态", {record::kReadOnly}),
    field<&Union::ended_on>("ended_on", "撤销日期", {record::kReadOnly}),
    id_field<&Union::merged_into_id>("merged_into_id", "并入工会", "uni", {record::kReadOnly}),
    field<&Union::note>("note", "备注", {0, 500}),
    id_field<&Union::import_id>("import_id", "导入批次", "job", {record::kReadOnly}),
    field<&Union::version>("version", "版本", {record::kReadOnly}),
    field<&Union::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape union_shape{"union", "trade_union", "工会", union_fields};
constexpr const record::Shape& shape_of(const Union*) { return union_shape; }

struct UnionChange {
  Id realm_id = 0, id = 0, union_id = 0;
  ChangeKind kind = ChangeKind::edited;
  Date changed_on;
  std::string document_number, reason;
  std::string before_json, after_json;
  Id other_union_id = 0;
  Instant at;
};
inline constexpr std::array union_change_fields{
    id_field<&UnionChange::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&UnionChange::id>("id", "编号", "uch", {record::kKey | record::kReadOnly}),
    id_field<&UnionChange::union_id>("union_id", "工会", "uni"),
    field<&UnionChange::kind>("kind", "变更种类"),
    field<&UnionChange::changed_on>("changed_on", "变更日期"),
    field<&UnionChange::document_number>("document_number", "文号", {0, 40}),
    field<&UnionChange::reason>("reason", "事由", {0, 500}),
    field<&UnionChange::before_json>("before_json", "变更前", {0, 10000}),
    field<&UnionChange::after_json>("after_json", "变更后", {0, 10000}),
    id_field<&UnionChange::other_union_id>("other_union_id", "相关工会", "uni"),
    field<&UnionChange::at>("at", "登记时间"),
};
inline constexpr record::Shape union_change_shape{"union_change", "union_change", "工会变更",
                                                  union_change_fields};
constexpr const record::Shape& shape_of(const UnionChange*) { return union_change_shape; }

// A unit that a union covers (覆盖), with its days. One joint union covers many units; a unit may stand under
// several.
struct UnionCover {
  Id realm_id = 0, id = 0, union_id = 0;
  std::string union_path;
  Id unit_id = 0;
  std::optional<Date> from_on, to_on;
  bool is_main = false;
  std::int64_t employees = 0;
  Id import_id = 0;
};
inline constexpr std::array union_cover_fields{
    id_field<&UnionCover::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&UnionCover::id>("id", "编号", "cov", {record::kKey | record::kReadOnly}),
    id_field<&UnionCover::union_id>("union_id", "工会", "uni", {record::kReadOnly}),
    field<&UnionCover::union_path>("union_path", "路径", {record::kHidden}),
    id_field<&UnionCover::unit_id>("unit_id", "覆盖单位", "emp", {record::kRequired}),
    field<&UnionCover::from_on>("from_on", "覆盖起始日期"),
    field<&UnionCover::to_on>("to_on", "覆盖终止日期"),
    field<&UnionCover::is_main>("is_main", "是否主建单位"),
    field<&UnionCover::employees>("employees", "职工数"),
    id_field<&UnionCover::import_id>("import_id", "导入批次", "job", {record::kReadOnly}),
};
inline constexpr record::Shape union_cover_shape{"union_cover", "union_cover", "覆盖单位",
                                                 union_cover_fields};
constexpr const record::Shape& shape_of(const UnionCover*) { return union_cover_shape; }

// Segments: 4 letters of 32, counted up per federation; comparable byte by byte.
inline constexpr std::size_t kSegmentLength = 4;
std::string segment_text(std::int64_t number);
// Reserves `count` segments; the first number. Atomic in the database.
std::int64_t reserve_segments(store::WriteTx& tx, Id realm_id, std::int64_t count);
// Acts on the tree of one federation wait for each other from here to their commit, so that none builds on a
// path that another is rewriting.
void hold_tree(store::WriteTx& tx, Id realm_id);
// A living union held until the commit: it neither moves nor ends meanwhile. Ask before giving a row its
// path, where a stale path would do harm (a joining beside a merge). False: there is none, or it has ended.
bool hold_union(store::WriteTx& tx, Id realm_id, Id id);

// --- what other modules may ask (store.cpp) ---
std::optional<Union> find_union(store::ReadTx& tx, Id realm_id, Id id);
std::optional<Union> root_of(store::ReadTx& tx, Id realm_id);
// The chair's telephone for a message: only a mobile one takes it, and a number that cannot be opened is no reason to stop the
// others. Empty: there is none.
std::string chair_mobile(const House& house, const Union& u);
// The day on which the federation was entered here: its root counts among the unions from then, until its
// founding is told.
Date entered_on(store::ReadTx& tx, Id realm_id);
// By exact name key (organisation_key); more than one may bear a name under different parents.
std::vector<Union> find_unions_by_name(store::ReadTx& tx, Id realm_id, std::string_view name_key);
// The federation of a township (总工会 or regional federation whose township_code is this, nearest to the
// root): rows that belong to a place but to no union take its path.
std::optional<Union> township_union(store::ReadTx& tx, Id realm_id, std::string_view township_code);

// Fills name_key, pinyin and initials from the name.
void fill_search_keys(Union& u);

// Rows for add_access_rows().
const std::vector<AccessRow>& access_rows();

// --- acts (actions.cpp): permit, rule, write, facts, journal in one transaction ---
struct UnionMove {
  Id parent_id = 0;
  std::optional<Date> on;
  std::string document_number, reason;
};
struct UnionMerge {
  Id into_id = 0;
  std::optional<Date> on;
  std::string document_number, reason;
};
struct UnionRename {
  std::string name;
  std::optional<Date> on;
  std::string document_number, reason;
};
struct UnionDissolve {
  std::optional<Date> on;
  std::string document_number, reason;
};
// `key`: a POST sent twice is done once (access/idempotency.h).
Result<Union> create_union(House& house, const Actor& actor, const Union& input,
                           const IdempotencyKey* key = nullptr);
// `version`: what the editor saw; another's edit in between is told, nothing is overwritten.
Result<Union> edit_union(House& house, const Actor& actor, Id id, std::int64_t version,
                         std::string_view change_json);
Result<Union> move_union(House& house, const Actor& actor, Id id, const UnionMove& input);
Result<Union> merge_union(House& house, const Actor& actor, Id id, const UnionMerge& input);
Result<Union> rename_union(House& house, const Actor& actor, Id id, const UnionRename& input);
Result<Union> dissolve_union(House& house, const Actor& actor, Id id, const UnionDissolve& input);
Result<UnionCover> cover_unit(House& house, const Actor& actor, Id union_id, const UnionCover& input);

// The same within the caller's transaction (founding/): an approval and what it makes of a union are one act.
// What an edit is told as in the union's history, when it is more than a correction of data.
struct EditNote {
  ChangeKind kind = ChangeKind::edited;
  std::string document_number, reason;
};
Result<Union> create_union_in(store::WriteTx& tx, House& house, const Actor& actor, const Union& input);
Result<Union> edit_union_in(store::WriteTx& tx, House& house, const Actor& actor, Id id, std::int64_t version,
                            std::string_view change_json, const EditNote& note = {});
Result<Union> rename_union_in(store::WriteTx& tx, House& house, const Actor& actor, Id id,
                              const UnionRename& input);
Result<Union> move_union_in(store::WriteTx& tx, House& house, const Actor& actor, Id id, const UnionMove& input);
Result<Union> dissolve_union_in(store::WriteTx& tx, House& house, const Actor& actor, Id id,
                                const UnionDissolve& input);
Result<UnionCover> cover_unit_in(store::WriteTx& tx, House& house, const Actor& actor, Id union_id,
                                 const UnionCover& input);

// For the search field (modules/search).
void find_unions(House& house, const Actor& actor, store::ReadTx& tx, const std::string& words,
                 std::vector<search::Hit>& hits);

}  // namespace niangjia::unions
