#include "modules/workers/own_paper.h"

#include "access/taken_list.h"
#include "modules/categories/categories.h"

namespace niangjia::workers {

namespace {

using paper::Section;
using Rows = std::vector<std::vector<std::string>>;

std::string moment(Instant at) {
  if (at.ms == 0) return {};
  std::string text = Instant{at.ms + 8 * 3600 * 1000}.iso().substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string day_of(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }

// As the page of the worker calls them.
std::string purpose_label(const std::string& purpose) {
  if (purpose == "membership") return "会籍管理";
  if (purpose == "benefits") return "普惠服务通知";
  if (purpose == "partners") return "合作机构办理";
  return purpose;
}

Section person_section(const OwnRecord& own) {
  const members::Person& p = own.person;
  const auto* category = categories::category_by_code(p.category);
  Rows rows;
  auto put = [&](const char* label, std::string value) { rows.push_back({label, value.empty() ? "未登记" : std::move(value)}); };
  put("姓名", p.name);
  put("证件号码", own.identity_masked);
  put("手机号码", own.phone_masked);
  put("出生日期", day_of(p.born_on));
  put("会籍状态", std::string(record::label_of(p.standing)));
  put("所在工会", own.union_name);
  put("入会日期", day_of(p.joined_on));
  put("从业类别", category ? category->name : "");
  put("平台（品牌）", p.platform);
  put("民族", p.ethnicity);
  put("学历", p.education);
  put("政治面貌", p.politics);
  put("电子会员卡凭据", own.card_token);
  return {"一、基本信息", {}, std::move(rows), ""};
}

Section history_section(const OwnRecord& own) {
  Rows rows;
  for (const OwnEvent& e : own.history) {
    auto kind = record::from_word<members::EventKind>(e.kind);
    rows.push_back({e.happened_on, kind ? std::string(record::label_of(*kind)) : e.kind, e.union_name, e.other_name, e.reason});
  }
  return {"二、会籍经历", {"日期", "事项", "工会", "对方工会", "说明"}, std::move(rows), "没有记录。", {3, 2, 4.5, 4.5, 4}};
}

Section work_section(const OwnRecord& own) {
  Rows rows;
  for (const OwnWork& w : own.work) rows.push_back({w.outlet, w.post, w.from_on});
  return {"三、工作经历", {"单位或网点", "岗位", "起始日期"}, std::move(rows), "没有记录。", {6, 3, 3}};
}

Section consent_section(const OwnRecord& own) {
  Rows rows;
  for (const OwnConsent& c : own.consents)
    rows.push_back({purpose_label(c.purpose), c.text_version, moment(c.given_at), moment(c.withdrawn_at), id_to_wire("cns", c.id)});
  return {"四、我的授权", {"用途", "文本版本", "同意时间", "撤回时间", "编号"}, std::move(rows), "没有记录。", {3, 2, 3, 3, 4}};
}

Section reveal_section(const OwnRecord& own) {
  Rows rows;
  for (const OwnTrace& t : own.traces) {
    const Role* role = find_role(t.role);
    rows.push_back({moment(t.at), role ? std::string(role->label) : t.role, t.actor, t.reason});
  }
  return {"五、谁看过我的完整号码", {"时间", "角色", "姓名", "事由"}, std::move(rows), "没有人看过。", {3, 3, 2, 5}};
}

Section request_section(const OwnRecord& own) {
  Rows rows;
  for (const SelfRequest& r : own.requests)
    rows.push_back({std::string(record::label_of(r.kind)), std::string(record::label_of(r.state)), moment(r.asked_at),
                    r.due_on.iso(), r.reason, id_to_wire("srq", r.id)});
  return {"六、我的申请", {"事项", "状态", "申请时间", "期限", "答复", "编号"}, std::move(rows), "没有记录。", {2, 2, 2.6, 2.4, 2.6, 4}};
}

Section device_section(const OwnRecord& own, const WorkerSession& current) {
  Rows rows;
  for (const WorkerSession& s : own.devices)
    rows.push_back({s.device + (s.id == current.id ? "（本机）" : ""), moment(s.created_at), moment(s.seen_at),
                    moment(s.ended_at), id_to_wire("wse", s.id)});
  return {"七、登录设备", {"设备", "登录时间", "最近使用", "退出时间", "编号"}, std::move(rows), "没有记录。", {4, 2.6, 2.6, 2.6, 4}};
}

}  // namespace

paper::Statement own_statement(const OwnRecord& own, const WorkerSession& current, Instant at) {
  paper::Statement s;
  s.title = "工会保存的我的信息";
  s.issuer = own.union_name;
  s.lead = {"打印时间：" + moment(at) + "（北京时间）。证件号码和手机号码已遮盖；内容不对的，可在职工端申请更正。"};
  s.sections = {person_section(own), history_section(own), work_section(own),   consent_section(own),
                reveal_section(own), request_section(own), device_section(own, current)};
  return s;
}

Result<std::string> take_own_paper(House& house, const Worker& worker) {
  TRY(OwnRecord own, own_record(house, worker));
  const Taking taking(house, worker.actor);
  paper::Statement statement = own_statement(own, worker.session, taking.at());
  const sheet::Watermark mark = taking.watermark();
  statement.trace = mark.taken + "　" + mark.number;
  TRY(std::string bytes, paper::pdf_of(statement));
  auto kept = house.database.write([&](store::WriteTx& tx) -> Result<void> {
    const RowPlace place{worker.actor.realm_id, own.person.union_path, worker.actor.person_id, 0};
    TRY(Permit permit, allow(worker.actor, "self.read", place));
    taking.journal(tx, permit, {"member", own.person.id, own.person.union_path, {}, {}, "本人下载个人信息"}, 1,
                   DisclosureKind::own_copy);
    return {};
  });
  if (!kept.ok()) return kept.problem();
  return bytes;
}

}  // namespace niangjia::workers
