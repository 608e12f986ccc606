#pragma once
// People, and membership standing (会籍) as a history of events (工会会员会籍管理办法, 2016-12-12:
// 劳动（工作）关系在哪里，会籍就在 哪里). One person has at most one active standing; retained members
// (保留会籍) are not counted.

#include "access/access.h"

namespace niangjia::members {

enum class Standing { none, applying, active, moving_out, retained, left, expelled, deceased };
// Event types of the national data (1 入会 2 转入 3 保留 4 转出 5 除名 6 退会) and the local ones.
enum class EventKind {
  join,
  transfer_in,
  retain,
  transfer_out,
  expel,
  leave,
  restore,
  death,
  moved_with_union
};
// open: the old union is to let go; released: the new union is to take; outside: another federation is to confirm.
enum class TransferState { open, released, done, refused, withdrawn, outside };
// second, give_back: a secondment (借调) of six months or more moves the standing and brings it back; outward: to another
// federation, by letter (接转单).
enum class TransferKind { move, second, give_back, outward };

}  // namespace niangjia::members

namespace niangjia::record {
template <>
struct CodeWords<members::Standing> {
  static constexpr std::array words{CodeWord{"none", "未入会"},       CodeWord{"applying", "申请中"},
                                    CodeWord{"active", "在会"},       CodeWord{"moving_out", "转出中"},
                                    CodeWord{"retained", "保留会籍"}, CodeWord{"left", "已退会"},
                                    CodeWord{"expelled", "已除名"},   CodeWord{"deceased", "已故"}};
};
template <>
struct CodeWords<members::EventKind> {
  static constexpr std::array words{CodeWord{"join", "入会"},
                                    CodeWord{"transfer_in", "转入"},
                                    CodeWord{"retain", "保留会籍"},
                                    CodeWord{"transfer_out", "转出"},
                                    CodeWord{"expel", "除名"},
                                    CodeWord{"leave", "退会"},
                                    CodeWord{"restore", "恢复会籍"},
                                    CodeWord{"death", "死亡"},
                                    CodeWord{"moved_with_union", "随工会划转"}};
};
template <>
struct CodeWords<members::TransferState> {
  static constexpr std::array words{CodeWord{"open", "待转出工会确认"}, CodeWord{"released", "待转入工会接收"},
                                    CodeWord{"done", "已办结"},         CodeWord{"refused", "未同意"},
                                    CodeWord{"withdrawn", "已撤回"},    CodeWord{"outside", "待外部确认"}};
};
template <>
struct CodeWords<members::TransferKind> {
  static constexpr std::array words{CodeWord{"move", "转会"}, CodeWord{"second", "借调转会"},
                                    CodeWord{"give_back", "借调期满转回"}, CodeWord{"outward", "转往外地"}};
};
}  // namespace niangjia::record

namespace niangjia::members {

// What keeps a record from being 合格 (bits of Person::problems); names for the repair list.
enum ProblemBit : int {
  kNoPhone = 1,
  kPhoneNotMobile = 2,
  kPhoneShared = 4,
  kNoCategory = 8,
  kNoJoinDate = 16
};

struct Person {
  Id realm_id = 0, id = 0;
  std::string name, name_pinyin, name_initials;
  int sex = 0;  // GB/T 2261.1
  std::optional<Date> born_on;
  int identity_kind = 0;  // IdentityKind
  record::Blob identity_sealed, identity_index, phone_sealed, phone_index;
  std::string ethnicity, education, politics;
  int is_migrant = 0;  // 1 yes, 2 no, 0 not asked
  int category = 0;    // form of employment (data/categories.tsv); 0: not told
  std::string platform;
  std::string township_code;
  Id union_id = 0;
  std::string union_path;
  Standing standing = Standing::none;
  std::optional<Date> joined_on;
  int problems = 0;
  Id merged_into_id = 0;
  std::string note;
  Id import_id = 0;
  std::int64_t version = 1;
  Instant updated_at;
};
using record::field;
using record::id_field;
inline constexpr std::array person_fields{
    id_field<&Person::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Person::id>("id", "编号", "mem", {record::kKey | record::kReadOnly}),
    field<&Person::name>("name", "姓名", {record::kRequired | record::kPersonal, 50}),
    field<&Person::name_pinyin>("name_pinyin", "拼音", {record::kHidden}),
    field<&Person::name_initials>("name_initials", "首字母", {record::kHidden}),
    field<&Person::sex>("sex", "性别", {record::kReadOnly}),
    field<&Person::born_on>("born_on", "出生日期", {record::kReadOnly | record::kPersonal}),
    field<&Person::identity_kind>("identity_kind", "证件类别", {record::kReadOnly}),
    field<&Person::identity_sealed>("identity_sealed", "证件号码", {record::kHidden}),
    field<&Person::identity_index>("identity_index", "证件索引", {record::kHidden}),
    field<&Person::phone_sealed>("phone_sealed", "移动电话", {record::kHidden}),
    field<&Person::phone_index>("phone_index", "电话索引", {record::kHidden}),
    field<&Person::ethnicity>("ethnicity", "民族", {0, 20}),
    field<&Person::education>("education", "学历", {0, 20}),
    field<&Person::politics>("politics", "政治面貌", {0, 20}),
    field<&Person::is_migrant>("is_migrant", "是否农民工"),
    field<&Person::category>("category", "新就业形态类别", {0, 0, "category"}),
    field<&Person::platform>("platform", "平台（品牌）", {0, 40}),
    field<&Person::township_code>("township_code", "所在乡镇街道", {record::kReadOnly, 12, "township"}),
    id_field<&Person::union_id>("union_id", "所属工会", "uni", {record::kReadOnly}),
    field<&Person::union_path>("union_path", "路径", {record::kHidden}),
    field<&Person::standing>("standing", "会籍状态", {record::kReadOnly}),
    field<&Person::joined_on>("joined_on", "入会日期", {record::kReadOnly}),
    field<&Person::problems>("problems", "数据问题", {record::kReadOnly}),
    id_field<&Person::merged_into_id>("merged_into_id", "并入", "mem", {record::kReadOnly}),
    field<&Person::note>("note", "备注", {record::kPersonal, 500}),
    id_field<&Person::import_id>("import_id", "导入批次", "job", {record::kReadOnly}),
    field<&Person::version>("version", "版本", {record::kReadOnly}),
    field<&Person::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape person_shape{"member", "person", "会员", person_fields};
constexpr const record::Shape& shape_of(const Person*) { return person_shape; }

struct StandingEvent {
  Id realm_id = 0, id = 0, person_id = 0;
  EventKind kind = EventKind::join;
  Date happened_on;
  std::string reason;
  Id union_id = 0, other_union_id = 0;
  std::string other_union_name;
  Standing prior_standing = Standing::none;  // what stood before: undoing is exact
  Id prior_union_id = 0;
  std::optional<Date> prior_joined_on;
  int prior_category = 0;
  Id batch_id = 0;  // both halves of a transfer share it
  int category = 0;
  bool is_opening = false;  // from a list of members, not from a change that was reported
  Id import_id = 0;
  Instant recorded_at;
};
inline constexpr std::array standing_event_fields{
    id_field<&StandingEvent::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StandingEvent::id>("id", "编号", "evt", {record::kKey | record::kReadOnly}),
    id_field<&StandingEvent::person_id>("person_id", "会员", "mem"),
    field<&StandingEvent::kind>("kind", "会籍变化类型"),
    field<&StandingEvent::happened_on>("happened_on", "会籍变化日期"),
    field<&StandingEvent::reason>("reason", "会籍变化原因", {0, 200}),
    id_field<&StandingEvent::union_id>("union_id", "办理工会", "uni"),
    id_field<&StandingEvent::other_union_id>("other_union_id", "对方工会", "uni"),
    field<&StandingEvent::other_union_name>("other_union_name", "对方工会名称", {0, 100}),
    field<&StandingEvent::prior_standing>("prior_standing", "原会籍状态", {record::kHidden}),
    id_field<&StandingEvent::prior_union_id>("prior_union_id", "原工会", "uni", {record::kHidden}),
    field<&StandingEvent::prior_joined_on>("prior_joined_on", "原入会日期", {record::kHidden}),
    field<&StandingEvent::prior_category>("prior_category", "原类别", {record::kHidden}),
    id_field<&StandingEvent::batch_id>("batch_id", "批次", "bat"),
    field<&StandingEvent::category>("category", "新就业形态类别"),
    field<&StandingEvent::is_opening>("is_opening", "存量登记"),
    id_field<&StandingEvent::import_id>("import_id", "导入批次", "job"),
    field<&StandingEvent::recorded_at>("recorded_at", "登记时间"),
};
inline constexpr record::Shape standing_event_shape{"standing_event", "standing_event", "会籍变化",
                                                    standing_event_fields};
constexpr const record::Shape& shape_of(const StandingEvent*) { return standing_event_shape; }

struct StandingClaim {
  record::Blob identity_index;
  Id realm_id = 0, person_id = 0;
};
inline constexpr std::array standing_claim_fields{
    field<&StandingClaim::identity_index>("identity_index", "证件索引", {record::kKey | record::kHidden}),
    id_field<&StandingClaim::realm_id>("realm_id", "联盟", "rlm", {record::kHidden}),
    id_field<&StandingClaim::person_id>("person_id", "会员", "mem", {record::kHidden}),
};
inline constexpr record::Shape standing_claim_shape{"standing_claim", "standing_claim", "会籍占有",
                                                    standing_claim_fields};
constexpr const record::Shape& shape_of(const StandingClaim*) { return standing_claim_shape; }

// A transfer (转会) from the first word to the last; until it is done the person counts at the old union. What is
// done with it is in modules/transfers; an import writes it too, when a report tells of one half only.
struct TransferRequest {
  Id realm_id = 0, id = 0, person_id = 0, from_union_id = 0, to_union_id = 0;
  std::string union_path;  // of the old side
  Date requested_on;
  std::string origin;  // who began: join_of_active, out_only, in_only (an import); from_side, to_side, above, scan
  TransferState state = TransferState::open;
  Id import_id = 0;
  TransferKind kind = TransferKind::move;
  std::string to_path, turn_path;  // of the new side, and of the side whose turn it is; empty: outside, settled
  std::string reason;
  Instant asked_at;
  std::string asked_by;
  std::optional<Date> due_on;  // of the step that waits; nothing: no clock runs (told by an import)
  std::optional<Date> released_on;
  std::string released_by;
  bool is_auto_released = false;  // the old side's time ran out
  Instant settled_at;
  std::string settled_by, answer;
  std::optional<Date> moved_on;
  Id batch_id = 0;               // of the two events it left
  std::optional<Date> until_on;  // of a secondment
  std::string other_union_name, letter_number;  // of a transfer out of the federation
  Id follows_id = 0;                            // of a way back: the secondment that it ends
  std::int64_t version = 1;
};
inline constexpr std::array transfer_request_fields{
    id_field<&TransferRequest::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&TransferRequest::id>("id", "编号", "trf", {record::kKey | record::kReadOnly}),
    id_field<&TransferRequest::person_id>("person_id", "会员", "mem"),
    id_field<&TransferRequest::from_union_id>("from_union_id", "转出工会", "uni"),
    id_field<&TransferRequest::to_union_id>("to_union_id", "转入工会", "uni"),
    field<&TransferRequest::union_path>("union_path", "路径", {record::kHidden}),
    field<&TransferRequest::requested_on>("requested_on", "申请日期"),
    field<&TransferRequest::origin>("origin", "来由", {0, 40}),
    field<&TransferRequest::state>("state", "状态"),
    id_field<&TransferRequest::import_id>("import_id", "导入批次", "job"),
    field<&TransferRequest::kind>("kind", "类型"),
    field<&TransferRequest::to_path>("to_path", "转入路径", {record::kHidden}),
    field<&TransferRequest::turn_path>("turn_path", "承办路径", {record::kHidden}),
    field<&TransferRequest::reason>("reason", "事由", {0, 200}),
    field<&TransferRequest::asked_at>("asked_at", "申请时间"),
    field<&TransferRequest::asked_by>("asked_by", "申请人"),
    field<&TransferRequest::due_on>("due_on", "办理期限"),
    field<&TransferRequest::released_on>("released_on", "转出日期"),
    field<&TransferRequest::released_by>("released_by", "转出经办人"),
    field<&TransferRequest::is_auto_released>("is_auto_released", "逾期视为同意"),
    field<&TransferRequest::settled_at>("settled_at", "办结时间"),
    field<&TransferRequest::settled_by>("settled_by", "办结人"),
    field<&TransferRequest::answer>("answer", "意见", {0, 200}),
    field<&TransferRequest::moved_on>("moved_on", "转会日期"),
    id_field<&TransferRequest::batch_id>("batch_id", "批次", "bat"),
    field<&TransferRequest::until_on>("until_on", "借调期满日"),
    field<&TransferRequest::other_union_name>("other_union_name", "外地工会", {0, 100}),
    field<&TransferRequest::letter_number>("letter_number", "接转单号", {0, 60}),
    id_field<&TransferRequest::follows_id>("follows_id", "承接", "trf"),
    field<&TransferRequest::version>("version", "版本", {record::kReadOnly}),
};
inline constexpr record::Shape transfer_request_shape{"transfer_request", "transfer_request", "转会申请",
                                                      transfer_request_fields};
constexpr const record::Shape& shape_of(const TransferRequest*) { return transfer_request_shape; }

// Work at an outlet, as a roster says. A person who rides for two brands has two.
struct WorkRelation {
  Id realm_id = 0, id = 0, person_id = 0, outlet_id = 0;
  std::string outlet_name;
  Id brand_id = 0;
  std::string post;
  int category = 0;
  std::string township_code, union_path;
  std::optional<Date> from_on;
  bool has_left = false;
  Date surveyed_on;
  Id import_id = 0;
};
inline constexpr std::array work_relation_fields{
    id_field<&WorkRelation::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&WorkRelation::id>("id", "编号", "wrk", {record::kKey | record::kReadOnly}),
    id_field<&WorkRelation::person_id>("person_id", "人员", "mem"),
    id_field<&WorkRelation::outlet_id>("outlet_id", "网点", "out"),
    field<&WorkRelation::outlet_name>("outlet_name", "网点名称", {0, 100}),
    id_field<&WorkRelation::brand_id>("brand_id", "品牌", "brd"),
    field<&WorkRelation::post>("post", "岗位", {0, 40}),
    field<&WorkRelation::category>("category", "类别"),
    field<&WorkRelation::township_code>("township_code", "所在镇街", {0, 12, "township"}),
    field<&WorkRelation::union_path>("union_path", "路径", {record::kHidden}),
    field<&WorkRelation::from_on>("from_on", "入职时间"),
    field<&WorkRelation::has_left>("has_left", "已离职"),
    field<&WorkRelation::surveyed_on>("surveyed_on", "统计时点"),
    id_field<&WorkRelation::import_id>("import_id", "导入批次", "job"),
};
inline constexpr record::Shape work_relation_shape{"work_relation", "work_relation", "工作关系",
                                                   work_relation_fields};
constexpr const record::Shape& shape_of(const WorkRelation*) { return work_relation_shape; }

struct LikelyDuplicate {
  Id realm_id = 0, id = 0, left_id = 0, right_id = 0;
  std::string union_path;
  int score = 0;                     // 0..100
  std::vector<std::string> reasons;  // same_phone, same_name, same_birth
  std::string state;                 // open, merged, dismissed
  Id import_id = 0;
};
inline constexpr std::array likely_duplicate_fields{
    id_field<&LikelyDuplicate::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&LikelyDuplicate::id>("id", "编号", "dup", {record::kKey | record::kReadOnly}),
    id_field<&LikelyDuplicate::left_id>("left_id", "甲", "mem"),
    id_field<&LikelyDuplicate::right_id>("right_id", "乙", "mem"),
    field<&LikelyDuplicate::union_path>("union_path", "路径", {record::kHidden}),
    field<&LikelyDuplicate::score>("score", "相似度"),
    field<&LikelyDuplicate::reasons>("reasons", "依据"),
    field<&LikelyDuplicate::state>("state", "状态", {0, 20}),
    id_field<&LikelyDuplicate::import_id>("import_id", "导入批次", "job"),
};
inline constexpr record::Shape likely_duplicate_shape{"likely_duplicate", "likely_duplicate", "疑似重复",
                                                      likely_duplicate_fields};
constexpr const record::Shape& shape_of(const LikelyDuplicate*) { return likely_duplicate_shape; }

struct PersonMerge {
  Id realm_id = 0, id = 0, kept_id = 0, gone_id = 0;
  std::string before_json;
  Instant at;
  std::optional<Instant> undone_at;
};
inline constexpr std::array person_merge_fields{
    id_field<&PersonMerge::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&PersonMerge::id>("id", "编号", "mrg", {record::kKey | record::kReadOnly}),
    id_field<&PersonMerge::kept_id>("kept_id", "保留", "mem"),
    id_field<&PersonMerge::gone_id>("gone_id", "并入", "mem"),
    field<&PersonMerge::before_json>("before_json", "合并前", {record::kHidden}),
    field<&PersonMerge::at>("at", "合并时间"),
    field<&PersonMerge::undone_at>("undone_at", "撤销时间"),
};
inline constexpr record::Shape person_merge_shape{"person_merge", "person_merge", "人员合并",
                                                  person_merge_fields};
constexpr const record::Shape& shape_of(const PersonMerge*) { return person_merge_shape; }

}  // namespace niangjia::members
