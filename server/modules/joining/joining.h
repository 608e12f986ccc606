#pragma once
// Joining by code (扫码入会, DOMAIN b6): a cadre's poster, an application from a phone, the rules that route
// it, the desk that decides it, the pool where nobody is forgotten. Who joins at once on the spot (集体入会)
// goes straight to members/. Rules: 工会会员会籍管理办法 (2016-12-12); 工会法 art. 3.

#include "access/access.h"
#include "record/record.h"

namespace niangjia::joining {

// transfer: the person is a member elsewhere, so taking them in is a transfer and no joining.
enum class ApplicationKind { join, transfer };
enum class ApplicationState { waiting, accepted, refused, withdrawn, transferring };
enum class RouteBy { own_unit, category, platform, township_rule, township, pool };

}  // namespace niangjia::joining

namespace niangjia::record {
template <>
struct CodeWords<joining::ApplicationKind> {
  static constexpr std::array words{CodeWord{"join", "入会"}, CodeWord{"transfer", "转入"}};
};
template <>
struct CodeWords<joining::ApplicationState> {
  static constexpr std::array words{CodeWord{"waiting", "待审批"}, CodeWord{"accepted", "已通过"},
                                    CodeWord{"refused", "未通过"}, CodeWord{"withdrawn", "已撤回"},
                                    CodeWord{"transferring", "转会办理中"}};
};
template <>
struct CodeWords<joining::RouteBy> {
  static constexpr std::array words{
      CodeWord{"own_unit", "本单位工会"},     CodeWord{"category", "按从业类别"},
      CodeWord{"platform", "按平台（品牌）"}, CodeWord{"township_rule", "按指定镇街"},
      CodeWord{"township", "镇街新业态工会"}, CodeWord{"pool", "县级周转库"}};
};
}  // namespace niangjia::record

namespace niangjia::joining {

using record::field;
using record::id_field;

struct Poster {
  Id realm_id = 0, id = 0;
  Id union_id = 0;  // 0: routed by the rules, into the pool at last
  std::string union_path;
  std::string campaign;
  Id made_by_id = 0;
  std::string made_by;
  Instant made_at;
  Date expires_on;
  std::optional<Date> revoked_on;
  std::string revoke_reason;
  std::int64_t version = 1;
};
inline constexpr std::array poster_fields{
    id_field<&Poster::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Poster::id>("id", "编号", "pst", {record::kKey | record::kReadOnly}),
    id_field<&Poster::union_id>("union_id", "接收工会", "uni"),
    field<&Poster::union_path>("union_path", "路径", {record::kHidden}),
    field<&Poster::campaign>("campaign", "活动名称", {record::kRequired, 40}),
    id_field<&Poster::made_by_id>("made_by_id", "制作账号", "acc", {record::kHidden}),
    field<&Poster::made_by>("made_by", "制作人", {record::kReadOnly}),
    field<&Poster::made_at>("made_at", "制作时间", {record::kReadOnly}),
    field<&Poster::expires_on>("expires_on", "有效期至"),
    field<&Poster::revoked_on>("revoked_on", "作废日期", {record::kReadOnly}),
    field<&Poster::revoke_reason>("revoke_reason", "作废原因", {record::kReadOnly, 100}),
    field<&Poster::version>("version", "版本", {record::kReadOnly}),
};
inline constexpr record::Shape poster_shape{"poster", "poster", "入会海报", poster_fields};
constexpr const record::Shape& shape_of(const Poster*) { return poster_shape; }

struct Application {
  Id realm_id = 0, id = 0, poster_id = 0;
  ApplicationKind kind = ApplicationKind::join;
  std::string name;
  record::Blob identity_sealed, identity_index, phone_sealed, phone_index;
  int category = 0;
  std::string platform, unit_name, township_code;
  Id union_id = 0;  // who would take the person
  std::string union_path;
  bool is_in_pool = false;
  std::string routed_by;  // in words: 按“快递员 → 区快递行业工会”分派
  std::string desk_path;  // who is reminded of it; escalation moves it up the tree, the union keeps seeing it
  ApplicationState state = ApplicationState::waiting;
  Instant applied_at;
  Date due_on;
  std::int64_t escalations = 0;
  Instant decided_at;
  std::string decided_by, reason;
  Id person_id = 0, from_union_id = 0;
  std::int64_t version = 1;
};
inline constexpr std::array application_fields{
    id_field<&Application::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Application::id>("id", "编号", "app", {record::kKey | record::kReadOnly}),
    id_field<&Application::poster_id>("poster_id", "海报", "pst", {record::kReadOnly}),
    field<&Application::kind>("kind", "申请事项", {record::kReadOnly}),
    field<&Application::name>("name", "姓名", {record::kPersonal, 50}),
    field<&Application::identity_sealed>("identity_sealed", "证件号码", {record::kHidden}),
    field<&Application::identity_index>("identity_index", "证件索引", {record::kHidden}),
    field<&Application::phone_sealed>("phone_sealed", "手机号码", {record::kHidden}),
    field<&Application::phone_index>("phone_index", "电话索引", {record::kHidden}),
    field<&Application::category>("category", "从业类别", {0, 0, "category"}),
    field<&Application::platform>("platform", "平台（品牌）", {0, 40}),
    field<&Application::unit_name>("unit_name", "工作单位", {0, 60}),
    field<&Application::township_code>("township_code", "工作所在镇街", {0, 12, "township"}),
    id_field<&Application::union_id>("union_id", "接收工会", "uni", {record::kReadOnly}),
    field<&Application::union_path>("union_path", "路径", {record::kHidden}),
    field<&Application::is_in_pool>("is_in_pool", "在周转库", {record::kReadOnly}),
    field<&Application::routed_by>("routed_by", "分派依据", {record::kReadOnly, 120}),
    field<&Application::desk_path>("desk_path", "承办", {record::kHidden}),
    field<&Application::state>("state", "状态", {record::kReadOnly}),
    field<&Application::applied_at>("applied_at", "申请时间", {record::kReadOnly}),
    field<&Application::due_on>("due_on", "办理期限", {record::kReadOnly}),
    field<&Application::escalations>("escalations", "上报次数", {record::kReadOnly}),
    field<&Application::decided_at>("decided_at", "办结时间", {record::kReadOnly}),
    field<&Application::decided_by>("decided_by", "办理人", {record::kReadOnly}),
    field<&Application::reason>("reason", "意见", {0, 200}),
    id_field<&Application::person_id>("person_id", "会员", "mem", {record::kReadOnly}),
    id_field<&Application::from_union_id>("from_union_id", "现所在工会", "uni", {record::kHidden}),
    field<&Application::version>("version", "版本", {record::kReadOnly}),
};
inline constexpr record::Shape application_shape{"application", "application", "入会申请",
                                                 application_fields};
constexpr const record::Shape& shape_of(const Application*) { return application_shape; }

struct Consent {
  Id realm_id = 0, id = 0, application_id = 0, person_id = 0;
  std::string purpose, text_version;
  Instant given_at, withdrawn_at;
};
inline constexpr std::array consent_fields{
    id_field<&Consent::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Consent::id>("id", "编号", "cns", {record::kKey | record::kReadOnly}),
    id_field<&Consent::application_id>("application_id", "申请", "app", {record::kHidden}),
    id_field<&Consent::person_id>("person_id", "本人", "mem", {record::kHidden}),
    field<&Consent::purpose>("purpose", "用途", {0, 40, "consent"}),
    field<&Consent::text_version>("text_version", "文本版本", {0, 20}),
    field<&Consent::given_at>("given_at", "同意时间"),
    field<&Consent::withdrawn_at>("withdrawn_at", "撤回时间"),
};
inline constexpr record::Shape consent_shape{"consent", "consent", "同意记录", consent_fields};
constexpr const record::Shape& shape_of(const Consent*) { return consent_shape; }

struct RoutingRule {
  Id realm_id = 0, id = 0;
  std::int64_t position = 0;
  RouteBy route_by = RouteBy::pool;
  int category = 0;           // of RouteBy::category
  std::string platform;       // of RouteBy::platform
  std::string township_code;  // of RouteBy::township_rule
  Id union_id = 0;            // the target of category, platform and township_rule
  std::string note;
};
inline constexpr std::array routing_rule_fields{
    id_field<&RoutingRule::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&RoutingRule::id>("id", "编号", "rut", {record::kKey | record::kReadOnly}),
    field<&RoutingRule::position>("position", "次序", {record::kReadOnly}),
    field<&RoutingRule::route_by>("route_by", "依据", {record::kRequired}),
    field<&RoutingRule::category>("category", "从业类别", {0, 0, "category"}),
    field<&RoutingRule::platform>("platform", "平台（品牌）", {0, 40}),
    field<&RoutingRule::township_code>("township_code", "镇街", {0, 12, "township"}),
    id_field<&RoutingRule::union_id>("union_id", "接收工会", "uni"),
    field<&RoutingRule::note>("note", "说明", {0, 100}),
};
inline constexpr record::Shape routing_rule_shape{"routing_rule", "routing_rule", "分派规则",
                                                  routing_rule_fields};
constexpr const record::Shape& shape_of(const RoutingRule*) { return routing_rule_shape; }

// What a deleted person filled in goes with them; the row stays for the counts.
void erase_applications(store::WriteTx& tx, Id realm_id, Id person_id);

const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::joining
