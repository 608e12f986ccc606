#pragma once
// Founding a union (建会, DOMAIN a5): from the first visit to the approval, on papers a cadre would sign.
// Rules: 工会法 (2021), 工会基层组织选举工作条例 (总工发〔2016〕27号), 基层工会法人登记管理办法
// (总工办发〔2020〕20号).

#include "access/access.h"
#include "modules/unions/unions.h"
#include "record/record.h"

namespace niangjia::founding {

// What a case is about. The later kinds are about a union that stands.
enum class CaseKind {
  founding,
  reelection,       // 换届
  by_election,      // 增补、补选
  extension,        // 延期换届
  rename,           // 更名
  resubordination,  // 隶属调整
  widening          // 联合工会增加覆盖单位
};
// Where a case stands; the act that leads on is in rules.h.
enum class CaseState {
  surveyed,   // 摸排、走访
  requested,  // 已请示，待批复筹建
  preparing,  // 筹备期：发展会员、酝酿候选人
  nominated,  // 候选人已报，待批
  electing,   // 候选人已批，待选举
  elected,    // 已选举，待报告
  reported,   // 已报告，待批复
  founded,    // 已批复成立，待刻章挂牌
  archived,   // 办结归档
  paused,     // 暂缓
  withdrawn   // 撤回
};
enum class Body { group, committee, audit, women };  // 筹备组 工会委员会 经费审查委员会 女职工委员会
enum class Meeting { none, members, delegates };  // 会员大会 会员代表大会

}  // namespace niangjia::founding

namespace niangjia::record {
template <>
struct CodeWords<founding::CaseKind> {
  static constexpr std::array words{CodeWord{"founding", "建会"},
                                    CodeWord{"reelection", "换届"},
                                    CodeWord{"by_election", "增补（补选）"},
                                    CodeWord{"extension", "延期换届"},
                                    CodeWord{"rename", "更名"},
                                    CodeWord{"resubordination", "隶属调整"},
                                    CodeWord{"widening", "增加覆盖单位"}};
};
template <>
struct CodeWords<founding::CaseState> {
  static constexpr std::array words{CodeWord{"surveyed", "摸排走访"},   CodeWord{"requested", "待批复筹建"},
                                    CodeWord{"preparing", "筹备期"},    CodeWord{"nominated", "候选人待批"},
                                    CodeWord{"electing", "待选举"},     CodeWord{"elected", "待报告结果"},
                                    CodeWord{"reported", "待批复成立"}, CodeWord{"founded", "已成立，待挂牌"},
                                    CodeWord{"archived", "已归档"},     CodeWord{"paused", "暂缓"},
                                    CodeWord{"withdrawn", "已撤回"}};
};
template <>
struct CodeWords<founding::Body> {
  static constexpr std::array words{CodeWord{"group", "筹备组"}, CodeWord{"committee", "工会委员会"},
                                    CodeWord{"audit", "经费审查委员会"}, CodeWord{"women", "女职工委员会"}};
};
template <>
struct CodeWords<founding::Meeting> {
  static constexpr std::array words{CodeWord{"none", "未召开"}, CodeWord{"members", "会员大会"},
                                    CodeWord{"delegates", "会员代表大会"}};
};
}  // namespace niangjia::record

namespace niangjia::founding {

using record::field;
using record::id_field;

struct FoundingCase {
  Id realm_id = 0, id = 0;
  CaseKind kind = CaseKind::founding;
  std::string name;
  unions::UnionType type = unions::UnionType::single_basic;
  Id parent_id = 0;        // the higher union, which approves
  std::string union_path;  // its path
  std::string township_code;
  bool is_new_form = false;
  std::int64_t workers = 0, women_workers = 0;
  CaseState state = CaseState::surveyed;
  std::string paused_from;     // the state it goes on from
  std::optional<Date> due_on;  // of the step that waits
  Date opened_on;
  std::string opened_by;
  Id union_id = 0;  // from the approval to prepare on
  std::optional<Date> requested_on;
  std::string opinion;  // of the Party organisation and the administration
  std::string prepare_number;
  std::optional<Date> prepared_on;
  Meeting meeting = Meeting::none;
  std::optional<Date> elected_on;
  std::int64_t due_count = 0, present_count = 0;  // 应到 实到
  std::int64_t member_count = 0;                  // members on the day of the election
  std::int64_t term_years = 0;
  std::optional<Date> reported_on;
  std::string approval_number;
  std::optional<Date> approved_on, sealed_on;
  std::string reason;               // of the last return, pause or withdrawal
  std::string new_name;             // of a renaming
  Id to_parent_id = 0;              // of a re-subordination
  std::optional<Date> term_to_on;   // of an extension: the new end; of an election: the end it gives
  std::int64_t session_number = 1;  // 届次 of the committee that is elected
  std::int64_t seated = 0;          // of a by-election: committee members who stay
  std::int64_t version = 1;
  Instant updated_at;
};
inline constexpr std::array founding_case_fields{
    id_field<&FoundingCase::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&FoundingCase::id>("id", "编号", "fnd", {record::kKey | record::kReadOnly}),
    field<&FoundingCase::kind>("kind", "事项", {record::kReadOnly}),
    field<&FoundingCase::name>("name", "工会名称", {record::kRequired, 60}),
    field<&FoundingCase::type>("type", "组织类型", {record::kRequired}),
    id_field<&FoundingCase::parent_id>("parent_id", "上级工会", "uni", {record::kRequired}),
    field<&FoundingCase::union_path>("union_path", "路径", {record::kHidden}),
    field<&FoundingCase::township_code>("township_code", "所在乡镇街道", {0, 12, "township"}),
    field<&FoundingCase::is_new_form>("is_new_form", "新业态标志"),
    field<&FoundingCase::workers>("workers", "职工人数"),
    field<&FoundingCase::women_workers>("women_workers", "女职工人数"),
    field<&FoundingCase::state>("state", "进度", {record::kReadOnly}),
    field<&FoundingCase::paused_from>("paused_from", "暂缓前进度", {record::kHidden}),
    field<&FoundingCase::due_on>("due_on", "本步期限", {record::kReadOnly}),
    field<&FoundingCase::opened_on>("opened_on", "立项日期", {record::kReadOnly}),
    field<&FoundingCase::opened_by>("opened_by", "经办人", {record::kReadOnly}),
    id_field<&FoundingCase::union_id>("union_id", "工会", "uni", {record::kReadOnly}),
    field<&FoundingCase::requested_on>("requested_on", "请示日期", {record::kReadOnly}),
    field<&FoundingCase::opinion>("opinion", "党政意见", {record::kReadOnly, 300}),
    field<&FoundingCase::prepare_number>("prepare_number", "筹建批复文号", {record::kReadOnly, 40}),
    field<&FoundingCase::prepared_on>("prepared_on", "筹建批复日期", {record::kReadOnly}),
    field<&FoundingCase::meeting>("meeting", "会议形式", {record::kReadOnly}),
    field<&FoundingCase::elected_on>("elected_on", "选举日期", {record::kReadOnly}),
    field<&FoundingCase::due_count>("due_count", "应到人数", {record::kReadOnly}),
    field<&FoundingCase::present_count>("present_count", "实到人数", {record::kReadOnly}),
    field<&FoundingCase::member_count>("member_count", "会员人数", {record::kReadOnly}),
    field<&FoundingCase::term_years>("term_years", "届期（年）", {record::kReadOnly}),
    field<&FoundingCase::reported_on>("reported_on", "报告日期", {record::kReadOnly}),
    field<&FoundingCase::approval_number>("approval_number", "成立批复文号", {record::kReadOnly, 40}),
    field<&FoundingCase::approved_on>("approved_on", "建会日期", {record::kReadOnly}),
    field<&FoundingCase::sealed_on>("sealed_on", "刻章挂牌日期", {record::kReadOnly}),
    field<&FoundingCase::reason>("reason", "事由", {record::kReadOnly, 200}),
    field<&FoundingCase::new_name>("new_name", "新名称", {record::kReadOnly, 60}),
    id_field<&FoundingCase::to_parent_id>("to_parent_id", "新的上级工会", "uni", {record::kReadOnly}),
    field<&FoundingCase::term_to_on>("term_to_on", "任期止", {record::kReadOnly}),
    field<&FoundingCase::session_number>("session_number", "届次", {record::kReadOnly}),
    field<&FoundingCase::seated>("seated", "在任委员", {record::kReadOnly}),
    field<&FoundingCase::version>("version", "版本", {record::kReadOnly}),
    field<&FoundingCase::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape founding_case_shape{"founding", "founding_case", "建会", founding_case_fields};
constexpr const record::Shape& shape_of(const FoundingCase*) { return founding_case_shape; }

struct FoundingUnit {
  Id realm_id = 0, case_id = 0, unit_id = 0;
  bool is_main = false;
  std::int64_t employees = 0;
};
inline constexpr std::array founding_unit_fields{
    id_field<&FoundingUnit::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&FoundingUnit::case_id>("case_id", "建会", "fnd", {record::kKey | record::kHidden}),
    id_field<&FoundingUnit::unit_id>("unit_id", "单位", "emp", {record::kKey | record::kRequired}),
    field<&FoundingUnit::is_main>("is_main", "主建单位"),
    field<&FoundingUnit::employees>("employees", "职工人数"),
};
inline constexpr record::Shape founding_unit_shape{"founding_unit", "founding_unit", "拟覆盖单位",
                                                   founding_unit_fields};
constexpr const record::Shape& shape_of(const FoundingUnit*) { return founding_unit_shape; }

// Somebody of the preparing group, or a candidate and what the votes made of them.
struct FoundingPerson {
  Id realm_id = 0, id = 0, case_id = 0;
  Body body = Body::group;
  std::string name;
  std::string post;  // chair, vice_chair, member; of the group: leader, member
  std::string duty;  // at the unit, in words
  std::vector<std::string>
      bars;  // executive, relative, deputy, personnel, foreign, finance: what may bar them
  std::int64_t votes = 0;
  bool is_elected = false;
};
inline constexpr std::array founding_person_fields{
    id_field<&FoundingPerson::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&FoundingPerson::id>("id", "编号", "fnp", {record::kKey | record::kReadOnly}),
    id_field<&FoundingPerson::case_id>("case_id", "建会", "fnd", {record::kHidden}),
    field<&FoundingPerson::body>("body", "所在机构", {record::kRequired}),
    field<&FoundingPerson::name>("name", "姓名", {record::kRequired, 50}),
    field<&FoundingPerson::post>("post", "职务", {record::kRequired, 20, "founding_post"}),
    field<&FoundingPerson::duty>("duty", "单位职务", {0, 40}),
    field<&FoundingPerson::bars>("bars", "任职限制"),
    field<&FoundingPerson::votes>("votes", "得票", {record::kReadOnly}),
    field<&FoundingPerson::is_elected>("is_elected", "当选", {record::kReadOnly}),
};
inline constexpr record::Shape founding_person_shape{"founding_person", "founding_person",
                                                     "筹备组成员和候选人", founding_person_fields};
constexpr const record::Shape& shape_of(const FoundingPerson*) { return founding_person_shape; }

struct FoundingBallot {
  Id realm_id = 0, case_id = 0;
  Body body = Body::committee;
  std::int64_t seats = 0, issued = 0, returned = 0, valid = 0;  // 应选 发出 收回 有效
};
inline constexpr std::array founding_ballot_fields{
    id_field<&FoundingBallot::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&FoundingBallot::case_id>("case_id", "建会", "fnd", {record::kKey | record::kHidden}),
    field<&FoundingBallot::body>("body", "机构", {record::kKey | record::kRequired}),
    field<&FoundingBallot::seats>("seats", "应选名额", {record::kRequired}),
    field<&FoundingBallot::issued>("issued", "发出选票"),
    field<&FoundingBallot::returned>("returned", "收回选票"),
    field<&FoundingBallot::valid>("valid", "有效选票"),
};
inline constexpr record::Shape founding_ballot_shape{"founding_ballot", "founding_ballot", "选票",
                                                     founding_ballot_fields};
constexpr const record::Shape& shape_of(const FoundingBallot*) { return founding_ballot_shape; }

struct FoundingVisit {
  Id realm_id = 0, id = 0, case_id = 0;
  Date visited_on;
  std::string met, result;
  std::optional<Date> next_on;
  std::string visited_by;
};
inline constexpr std::array founding_visit_fields{
    id_field<&FoundingVisit::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&FoundingVisit::id>("id", "编号", "fnv", {record::kKey | record::kReadOnly}),
    id_field<&FoundingVisit::case_id>("case_id", "建会", "fnd", {record::kHidden}),
    field<&FoundingVisit::visited_on>("visited_on", "走访日期", {record::kRequired}),
    field<&FoundingVisit::met>("met", "见了谁", {record::kRequired, 60}),
    field<&FoundingVisit::result>("result", "情况", {record::kRequired, 300}),
    field<&FoundingVisit::next_on>("next_on", "下次走访"),
    field<&FoundingVisit::visited_by>("visited_by", "走访人", {record::kReadOnly, 60}),
};
inline constexpr record::Shape founding_visit_shape{"founding_visit", "founding_visit", "走访记录",
                                                    founding_visit_fields};
constexpr const record::Shape& shape_of(const FoundingVisit*) { return founding_visit_shape; }

struct PaperSerial {
  Id realm_id = 0, union_id = 0;
  int year = 0;
  std::string word;
  std::int64_t serial = 0;
};
inline constexpr std::array paper_serial_fields{
    id_field<&PaperSerial::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&PaperSerial::union_id>("union_id", "发文机关", "uni", {record::kKey}),
    field<&PaperSerial::year>("year", "年份", {record::kKey}),
    field<&PaperSerial::word>("word", "机关代字", {0, 10}),
    field<&PaperSerial::serial>("serial", "最近序号"),
};
inline constexpr record::Shape paper_serial_shape{"paper_serial", "paper_serial", "发文序号",
                                                  paper_serial_fields};
constexpr const record::Shape& shape_of(const PaperSerial*) { return paper_serial_shape; }

// A number that a paper bears; the key keeps it from being given twice.
struct IssuedPaper {
  Id realm_id = 0, union_id = 0;
  std::string number;
  Id case_id = 0;
  std::string paper;  // prepare, approve
  Date issued_on;
};
inline constexpr std::array issued_paper_fields{
    id_field<&IssuedPaper::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&IssuedPaper::union_id>("union_id", "发文机关", "uni", {record::kKey}),
    field<&IssuedPaper::number>("number", "文号", {record::kKey, 40}),
    id_field<&IssuedPaper::case_id>("case_id", "事项", "fnd"),
    field<&IssuedPaper::paper>("paper", "公文", {0, 20}),
    field<&IssuedPaper::issued_on>("issued_on", "发文日期"),
};
inline constexpr record::Shape issued_paper_shape{"issued_paper", "issued_paper", "已用文号",
                                                  issued_paper_fields};
constexpr const record::Shape& shape_of(const IssuedPaper*) { return issued_paper_shape; }

const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::founding
