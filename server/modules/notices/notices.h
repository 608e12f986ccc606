#pragma once
// One outbox (通知) for everything the federation tells people. An action posts a notice in its own
// transaction, so nothing is told that did not happen; the carrier's thread takes it from there. Templates
// are data (data/notice_templates.tsv); channels are adapters, and without one the outbox itself is the
// channel, which an operator reads with `niangjia notices`.

#include <map>

#include "access/access.h"

namespace niangjia::notices {

enum class Channel { sms, wechat, mail, gov_ding };
// waiting: not yet handed over; sent: the carrier took it; failed: given up after all attempts; expired: its
// time ran out before anybody took it.
enum class NoticeState { waiting, sent, failed, expired };

}  // namespace niangjia::notices

namespace niangjia::record {
template <>
struct CodeWords<notices::Channel> {
  static constexpr std::array words{CodeWord{"sms", "短信"}, CodeWord{"wechat", "微信"},
                                    CodeWord{"mail", "邮件"}, CodeWord{"gov_ding", "浙政钉"}};
};
template <>
struct CodeWords<notices::NoticeState> {
  static constexpr std::array words{CodeWord{"waiting", "待发送"}, CodeWord{"sent", "已发送"},
                                    CodeWord{"failed", "发送失败"}, CodeWord{"expired", "已过期"}};
};
}  // namespace niangjia::record

namespace niangjia::notices {

struct Notice {
  Id realm_id = 0, id = 0;
  Channel channel = Channel::sms;
  std::string template_code;
  std::string union_path;    // whose list shows it
  std::string subject_kind;  // "application"
  Id subject_id = 0;
  record::Blob address_sealed;
  std::string address_shown;  // masked: 139****0001
  record::Blob text_sealed;
  NoticeState state = NoticeState::waiting;
  std::int64_t attempts = 0;
  Instant due_at, expires_at, created_at, settled_at;
  std::string carrier_note;  // what the carrier said, without the text or the address
};
using record::field;
using record::id_field;
inline constexpr std::array notice_fields{
    id_field<&Notice::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Notice::id>("id", "编号", "ntc", {record::kKey | record::kReadOnly}),
    field<&Notice::channel>("channel", "渠道"),
    field<&Notice::template_code>("template_code", "模板", {0, 40, "notice_template"}),
    field<&Notice::union_path>("union_path", "路径", {record::kHidden}),
    field<&Notice::subject_kind>("subject_kind", "事项", {0, 40}),
    id_field<&Notice::subject_id>("subject_id", "事项编号", "obj"),
    field<&Notice::address_sealed>("address_sealed", "地址", {record::kHidden}),
    field<&Notice::address_shown>("address_shown", "收件人", {0, 80}),
    field<&Notice::text_sealed>("text_sealed", "内容", {record::kHidden}),
    field<&Notice::state>("state", "状态"),
    field<&Notice::attempts>("attempts", "尝试次数"),
    field<&Notice::due_at>("due_at", "计划时间"),
    field<&Notice::expires_at>("expires_at", "失效时间"),
    field<&Notice::created_at>("created_at", "提交时间"),
    field<&Notice::settled_at>("settled_at", "办结时间"),
    field<&Notice::carrier_note>("carrier_note", "渠道回执", {0, 200}),
};
inline constexpr record::Shape notice_shape{"notice", "notice", "通知", notice_fields};
constexpr const record::Shape& shape_of(const Notice*) { return notice_shape; }

struct NoticeTemplate {
  std::string code;
  Channel channel = Channel::sms;
  bool is_urgent = false;  // told at night too
  std::int64_t keep_minutes = 0;
  std::string name, text;  // {name} stands for a value
};
const std::vector<NoticeTemplate>& templates();

struct NoticeWish {
  Id realm_id = 0;
  std::string_view template_code;
  std::string_view union_path;
  std::string_view subject_kind;
  Id subject_id = 0;
  std::string address;  // a phone number or a mail address, plain
  std::map<std::string, std::string> values;
};
// Puts a notice into the outbox, within the transaction of the act it tells of. An empty address posts
// nothing. Throws std::logic_error for an unknown template or a value the template lacks: bugs of ours.
void post_notice(store::WriteTx& tx, House& house, const NoticeWish& wish);

// The text a template makes; every {name} must have a value.
std::string fill_template(const NoticeTemplate& form, const std::map<std::string, std::string>& values);
// When a notice that is ready now may go out: at once, or at the end of the quiet hours.
Instant due_at(Instant now, bool is_urgent);
// How long until the next attempt: doubling from 30 s.
std::int64_t pause_ms(std::int64_t attempts);

const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::notices
