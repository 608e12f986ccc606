#pragma once
// Legal-person registration of unions (法人资格登记, DOMAIN a4 A13 and A14). The filing itself happens on the site of the
// national federation; here the application is filled from the register, printed, and followed until the certificate is
// there. Rules: 工会法 (2021) art. 15; 基层工会法人登记管理办法 (总工办发〔2020〕20号).

#include "access/access.h"
#include "modules/unions/unions.h"
#include "record/record.h"

namespace niangjia::registrations {

enum class Kind { first, change, renewal, cancellation };          // 首次登记 变更登记 换发 注销
enum class State { drafted, filed, returned, certified, withdrawn };
enum class FundChannel { unknown, tax, direct, treasury, reserve };  // 经费拨缴方式

}  // namespace niangjia::registrations

namespace niangjia::record {
template <>
struct CodeWords<registrations::Kind> {
  static constexpr std::array words{CodeWord{"first", "首次登记"}, CodeWord{"change", "变更登记"},
                                    CodeWord{"renewal", "换发证书"}, CodeWord{"cancellation", "注销登记"}};
};
template <>
struct CodeWords<registrations::State> {
  static constexpr std::array words{CodeWord{"drafted", "待申报"}, CodeWord{"filed", "已申报"},
                                    CodeWord{"returned", "退回补正"}, CodeWord{"certified", "已办结"},
                                    CodeWord{"withdrawn", "已撤回"}};
};
template <>
struct CodeWords<registrations::FundChannel> {
  static constexpr std::array words{CodeWord{"unknown", "未填"}, CodeWord{"tax", "税务代收"}, CodeWord{"direct", "直接拨缴"},
                                    CodeWord{"treasury", "财政划拨"}, CodeWord{"reserve", "筹备金"}};
};
}  // namespace niangjia::record

namespace niangjia::registrations {

using record::field;
using record::id_field;

// One application. What stands in its form is kept in the row: a union that changes later does not change what was filed.
struct Registration {
  Id realm_id = 0, id = 0;
  Kind kind = Kind::first;
  State state = State::drafted;
  Id union_id = 0;
  std::string union_path;
  // From the register, at the last filling.
  std::string name;
  unions::UnionType type = unions::UnionType::single_basic;
  std::string parent_name, unit_name, unit_credit_code;
  std::string legal_representative;  // the chair
  std::optional<Date> founded_on;
  std::string approval_number;
  std::optional<Date> approved_on;
  std::int64_t session_number = 0;
  std::optional<Date> term_from_on, term_to_on;
  std::int64_t members = 0, employees = 0;
  std::vector<std::string> papers;  // to be attached: what the system holds, and what the union brings
  // Filled in by the applicant.
  std::string address, premises;
  FundChannel fund_channel = FundChannel::unknown;
  std::string fund_source, handler;
  record::Blob phone_sealed;
  std::string registrar;  // 登记管理机关
  std::string reason;     // of a change or a cancellation
  // What the certificate in force says.
  std::string was_name, was_address, was_representative, was_registrar;
  std::vector<std::string> matters;  // of a change: name, representative, address, registrar
  // How it goes on.
  Date since_on;  // the day that began the time limit
  std::optional<Date> due_on;
  Date opened_on;
  std::string opened_by;
  std::optional<Date> filed_on;
  std::optional<Instant> filed_at;
  std::string answer;  // why it was returned or withdrawn
  std::optional<Date> certified_on;
  std::string certificate_number, issuer;
  std::optional<Date> valid_from_on, valid_to_on;
  std::string credit_code;
  bool is_in_force = false;
  std::int64_t version = 1;
  Instant updated_at;
};
inline constexpr std::array registration_fields{
    id_field<&Registration::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Registration::id>("id", "编号", "reg", {record::kKey | record::kReadOnly}),
    field<&Registration::kind>("kind", "登记种类", {record::kReadOnly}),
    field<&Registration::state>("state", "进度", {record::kReadOnly}),
    id_field<&Registration::union_id>("union_id", "工会", "uni", {record::kReadOnly}),
    field<&Registration::union_path>("union_path", "路径", {record::kHidden}),
    field<&Registration::name>("name", "工会名称", {record::kReadOnly, 60}),
    field<&Registration::type>("type", "组织类型", {record::kReadOnly}),
    field<&Registration::parent_name>("parent_name", "上级工会", {record::kReadOnly, 60}),
    field<&Registration::unit_name>("unit_name", "所在单位", {record::kReadOnly, 100}),
    field<&Registration::unit_credit_code>("unit_credit_code", "单位统一社会信用代码", {record::kReadOnly, 18}),
    field<&Registration::legal_representative>("legal_representative", "法定代表人", {record::kReadOnly, 50}),
    field<&Registration::founded_on>("founded_on", "建会日期", {record::kReadOnly}),
    field<&Registration::approval_number>("approval_number", "批复文号", {record::kReadOnly, 40}),
    field<&Registration::approved_on>("approved_on", "批复日期", {record::kReadOnly}),
    field<&Registration::session_number>("session_number", "届次", {record::kReadOnly}),
    field<&Registration::term_from_on>("term_from_on", "任期起", {record::kReadOnly}),
    field<&Registration::term_to_on>("term_to_on", "任期止", {record::kReadOnly}),
    field<&Registration::members>("members", "会员人数", {record::kReadOnly}),
    field<&Registration::employees>("employees", "职工人数", {record::kReadOnly}),
    field<&Registration::papers>("papers", "提交材料", {record::kReadOnly}),
    field<&Registration::address>("address", "住所", {record::kReadOnly, 120}),
    field<&Registration::premises>("premises", "办公场所", {record::kReadOnly, 100}),
    field<&Registration::fund_channel>("fund_channel", "经费拨缴方式", {record::kReadOnly}),
    field<&Registration::fund_source>("fund_source", "经费来源", {record::kReadOnly, 100}),
    field<&Registration::handler>("handler", "经办人", {record::kReadOnly, 50}),
    field<&Registration::phone_sealed>("phone_sealed", "经办人电话", {record::kHidden}),
    field<&Registration::registrar>("registrar", "登记管理机关", {record::kReadOnly, 60}),
    field<&Registration::reason>("reason", "申请事由", {record::kReadOnly, 200}),
    field<&Registration::was_name>("was_name", "原名称", {record::kReadOnly, 60}),
    field<&Registration::was_address>("was_address", "原住所", {record::kReadOnly, 120}),
    field<&Registration::was_representative>("was_representative", "原法定代表人", {record::kReadOnly, 50}),
    field<&Registration::was_registrar>("was_registrar", "原登记管理机关", {record::kReadOnly, 60}),
    field<&Registration::matters>("matters", "变更事项", {record::kReadOnly}),
    field<&Registration::since_on>("since_on", "事由发生日期", {record::kReadOnly}),
    field<&Registration::due_on>("due_on", "本步期限", {record::kReadOnly}),
    field<&Registration::opened_on>("opened_on", "立项日期", {record::kReadOnly}),
    field<&Registration::opened_by>("opened_by", "填报人", {record::kReadOnly}),
    field<&Registration::filed_on>("filed_on", "申报日期", {record::kReadOnly}),
    field<&Registration::filed_at>("filed_at", "申报时间", {record::kHidden}),
    field<&Registration::answer>("answer", "退回或撤回的原因", {record::kReadOnly, 200}),
    field<&Registration::certified_on>("certified_on", "办结日期", {record::kReadOnly}),
    field<&Registration::certificate_number>("certificate_number", "证书号", {record::kReadOnly, 40}),
    field<&Registration::issuer>("issuer", "发证机关", {record::kReadOnly, 60}),
    field<&Registration::valid_from_on>("valid_from_on", "有效期起", {record::kReadOnly}),
    field<&Registration::valid_to_on>("valid_to_on", "有效期止", {record::kReadOnly}),
    field<&Registration::credit_code>("credit_code", "工会统一社会信用代码", {record::kReadOnly, 18}),
    field<&Registration::is_in_force>("is_in_force", "现行证书", {record::kReadOnly}),
    field<&Registration::version>("version", "版本", {record::kReadOnly}),
    field<&Registration::updated_at>("updated_at", "更新时间", {record::kReadOnly}),
};
inline constexpr record::Shape registration_shape{"registration", "registration", "法人资格登记", registration_fields};
constexpr const record::Shape& shape_of(const Registration*) { return registration_shape; }

// What was done to an application, when and by whom: the timeline of its page.
struct RegistrationStep {
  Id realm_id = 0, id = 0, registration_id = 0;
  std::string act;
  Date done_on;
  std::string done_by, reason;
  Instant done_at;
};
inline constexpr std::array registration_step_fields{
    id_field<&RegistrationStep::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&RegistrationStep::id>("id", "编号", "rgs", {record::kKey | record::kReadOnly}),
    id_field<&RegistrationStep::registration_id>("registration_id", "登记", "reg", {record::kHidden}),
    field<&RegistrationStep::act>("act", "办理", {record::kReadOnly, 20}),
    field<&RegistrationStep::done_on>("done_on", "日期", {record::kReadOnly}),
    field<&RegistrationStep::done_by>("done_by", "办理人", {record::kReadOnly, 60}),
    field<&RegistrationStep::reason>("reason", "事由", {record::kReadOnly, 200}),
    field<&RegistrationStep::done_at>("done_at", "登记时间", {record::kReadOnly}),
};
inline constexpr record::Shape registration_step_shape{"registration_step", "registration_step", "登记办理记录",
                                                       registration_step_fields};
constexpr const record::Shape& shape_of(const RegistrationStep*) { return registration_step_shape; }

// What has come due at a union (应办登记), derived from what stands in the register; nobody enters it.
struct Duty {
  Id id = 0;  // of the union
  std::string name, parent_name;
  Kind kind = Kind::change;
  std::vector<std::string> matters;  // of a change
  Date since_on, due_on;
  std::int64_t days_left = 0;  // below 0: late
  std::string certificate_number;
  Id case_id = 0;  // an application of that kind under way
};
inline constexpr std::array duty_fields{
    id_field<&Duty::id>("id", "编号", "uni", {record::kReadOnly}),
    field<&Duty::name>("name", "工会名称", {record::kReadOnly}),
    field<&Duty::parent_name>("parent_name", "上级工会", {record::kReadOnly}),
    field<&Duty::kind>("kind", "应办登记", {record::kReadOnly}),
    field<&Duty::matters>("matters", "变化的事项", {record::kReadOnly}),
    field<&Duty::since_on>("since_on", "事由发生日期", {record::kReadOnly}),
    field<&Duty::due_on>("due_on", "期限", {record::kReadOnly}),
    field<&Duty::days_left>("days_left", "剩余天数", {record::kReadOnly}),
    field<&Duty::certificate_number>("certificate_number", "现行证书号", {record::kReadOnly}),
    id_field<&Duty::case_id>("case_id", "办理中的登记", "reg", {record::kReadOnly}),
};
inline constexpr record::Shape duty_shape{"registration_duty", "", "应办登记", duty_fields};
constexpr const record::Shape& shape_of(const Duty*) { return duty_shape; }

const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::registrations
