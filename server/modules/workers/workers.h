#pragma once
// A worker's own pages (职工端): card, history, what the union holds, and what one may ask for: correction,
// deletion (个人信息保护法 art. 44 to 47). Signed in by phone and code; several devices at once.

#include "access/access.h"
#include "record/record.h"

namespace niangjia::workers {

enum class RequestKind { correction, deletion, rebind };
enum class RequestState { waiting, done, refused, withdrawn };

}  // namespace niangjia::workers

namespace niangjia::record {
template <>
struct CodeWords<workers::RequestKind> {
  static constexpr std::array words{CodeWord{"correction", "更正信息"}, CodeWord{"deletion", "注销个人信息"},
                                    CodeWord{"rebind", "更换手机号码"}};
};
template <>
struct CodeWords<workers::RequestState> {
  static constexpr std::array words{CodeWord{"waiting", "待办理"}, CodeWord{"done", "已办理"},
                                    CodeWord{"refused", "未通过"}, CodeWord{"withdrawn", "已撤回"}};
};
}  // namespace niangjia::record

namespace niangjia::workers {

using record::field;
using record::id_field;

struct WorkerSession {
  Id realm_id = 0;
  record::Blob token_digest;
  Id id = 0, person_id = 0;
  std::string csrf, device;
  Instant created_at, seen_at, expires_at, ended_at;
};
inline constexpr std::array worker_session_fields{
    id_field<&WorkerSession::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    field<&WorkerSession::token_digest>("token_digest", "令牌摘要", {record::kKey | record::kHidden}),
    id_field<&WorkerSession::id>("id", "编号", "wse", {record::kReadOnly}),
    id_field<&WorkerSession::person_id>("person_id", "本人", "mem", {record::kHidden}),
    field<&WorkerSession::csrf>("csrf", "防伪令牌", {record::kHidden}),
    field<&WorkerSession::device>("device", "设备", {0, 60}),
    field<&WorkerSession::created_at>("created_at", "登录时间"),
    field<&WorkerSession::seen_at>("seen_at", "最近使用"),
    field<&WorkerSession::expires_at>("expires_at", "到期时间", {record::kHidden}),
    field<&WorkerSession::ended_at>("ended_at", "退出时间"),
};
inline constexpr record::Shape worker_session_shape{"worker_session", "worker_session", "登录设备",
                                                    worker_session_fields};
constexpr const record::Shape& shape_of(const WorkerSession*) { return worker_session_shape; }

struct SelfRequest {
  Id realm_id = 0, id = 0;
  RequestKind kind = RequestKind::correction;
  Id person_id = 0;
  std::string union_path;
  record::Blob change_sealed;  // of a correction: the new values; of a rebinding: the new number
  std::string note;
  RequestState state = RequestState::waiting;
  Instant asked_at;
  Date due_on;
  Instant decided_at;
  std::string decided_by, reason;
  std::int64_t version = 1;
};
inline constexpr std::array self_request_fields{
    id_field<&SelfRequest::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&SelfRequest::id>("id", "编号", "srq", {record::kKey | record::kReadOnly}),
    field<&SelfRequest::kind>("kind", "事项"),
    id_field<&SelfRequest::person_id>("person_id", "会员", "mem"),
    field<&SelfRequest::union_path>("union_path", "路径", {record::kHidden}),
    field<&SelfRequest::change_sealed>("change_sealed", "更正内容", {record::kHidden}),
    field<&SelfRequest::note>("note", "说明", {record::kPersonal, 200}),
    field<&SelfRequest::state>("state", "状态"),
    field<&SelfRequest::asked_at>("asked_at", "申请时间"),
    field<&SelfRequest::due_on>("due_on", "办理期限"),
    field<&SelfRequest::decided_at>("decided_at", "办结时间"),
    field<&SelfRequest::decided_by>("decided_by", "办理人"),
    field<&SelfRequest::reason>("reason", "答复", {0, 200}),
    field<&SelfRequest::version>("version", "版本"),
};
inline constexpr record::Shape self_request_shape{"self_request", "self_request", "本人申请",
                                                  self_request_fields};
constexpr const record::Shape& shape_of(const SelfRequest*) { return self_request_shape; }

const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::workers
