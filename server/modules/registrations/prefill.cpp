#include "modules/registrations/prefill.h"

#include "modules/employers/employers.h"

namespace niangjia::registrations {

namespace {

std::string name_of(store::ReadTx& tx, Id realm_id, Id union_id) {
  if (union_id == 0) return {};
  auto u = unions::find_union(tx, realm_id, union_id);
  return u ? u->name : std::string();
}

std::string numbered(const std::string& title, const std::string& number, const std::optional<Date>& on) {
  std::string out = "《" + title + "》（" + number;
  if (on) out += (number.empty() ? "" : "，") + on->chinese();
  return out + "）";
}

void add_approval(std::vector<std::string>& out, const Approval& a, Kind kind) {
  if (a.kind == "founding" && kind == Kind::first) {
    if (!a.prepare_number.empty()) out.push_back(numbered("关于同意筹建" + a.name + "的批复", a.prepare_number, a.prepared_on));
    out.push_back(numbered("关于" + a.name + "选举结果的批复", a.number, a.on));
  } else if (a.kind == "reelection" && kind != Kind::cancellation) {
    out.push_back(numbered("关于" + a.name + "换届选举结果的批复", a.number, a.on));
  } else if (a.kind == "by_election" && kind == Kind::change) {
    out.push_back(numbered("关于" + a.name + "补选结果的批复", a.number, a.on));
  } else if (a.kind == "rename" && kind == Kind::change) {
    out.push_back(numbered("关于同意" + a.name + "更名的批复", a.number, a.on));
  }
}

void add_brought(std::vector<std::string>& out, Kind kind) {
  if (kind != Kind::cancellation) {
    out.emplace_back("法定代表人身份证复印件");
    out.emplace_back("经办人身份证复印件");
  }
  if (kind == Kind::first) out.emplace_back("办公场所使用证明");
  if (kind == Kind::cancellation) out.emplace_back("经费财产清算和审查报告");
  if (kind != Kind::first) out.emplace_back("法人资格证书正、副本原件");
}

// An approval counts for a change when it is not older than what was filed for the certificate in force.
bool is_news(const Approval& a, Kind kind, const std::optional<Registration>& in_force) {
  return kind != Kind::change || !in_force || !in_force->filed_on || !a.on || *a.on >= *in_force->filed_on;
}

std::string first_of(const std::string& one, const std::string& other) { return one.empty() ? other : one; }

void propose(Registration& r, const Sources& s) {
  const unions::Union& u = s.row;
  auto propose_text = [](std::string& text, const std::string& proposed) {
    if (text.empty()) text = proposed;
  };
  propose_text(r.address, first_of(u.address, s.in_force ? s.in_force->address : s.unit_address));
  propose_text(r.registrar, s.in_force ? s.in_force->registrar : s.registrar);
  if (s.in_force) {
    propose_text(r.premises, s.in_force->premises);
    propose_text(r.fund_source, s.in_force->fund_source);
    if (r.fund_channel == FundChannel::unknown) r.fund_channel = s.in_force->fund_channel;
  }
  if (!s.fund_parent_name.empty())
    propose_text(r.fund_source, "会费和单位拨缴的工会经费，由" + s.fund_parent_name + "收缴");
}

}  // namespace

Sources sources_of(store::ReadTx& tx, const unions::Union& u) {
  Sources s;
  s.row = u;
  s.parent_name = name_of(tx, u.realm_id, u.parent_id);
  s.fund_parent_name = name_of(tx, u.realm_id, u.fund_parent_id);
  if (u.unit_id)
    if (auto unit = employers::find_employer(tx, u.realm_id, u.unit_id))
      s.unit_name = unit->name, s.unit_credit_code = unit->credit_code, s.unit_address = unit->address;
  if (auto root = unions::root_of(tx, u.realm_id)) s.registrar = root->name;
  s.members = count_members_below(tx, u);
  s.approvals = approvals_of(tx, u.realm_id, u.id);
  s.in_force = in_force_of(tx, u.realm_id, u.id);
  s.ending_document = ending_document(tx, u.realm_id, u.id);
  return s;
}

std::vector<std::string> papers_of(Kind kind, const Sources& s) {
  std::vector<std::string> out;
  for (const Approval& a : s.approvals)
    if (is_news(a, kind, s.in_force)) add_approval(out, a, kind);
  if (kind == Kind::first && out.empty() && !s.row.approval_number.empty())
    out.push_back(numbered("关于成立" + s.row.name + "的批复", s.row.approval_number, s.row.approved_on));
  if (kind == Kind::cancellation && !s.ending_document.empty())
    out.push_back(numbered("关于撤销" + s.row.name + "的批复", s.ending_document, s.row.ended_on));
  add_brought(out, kind);
  return out;
}

void take_held(Registration& r, const Registration& held) {
  r.was_name = held.name;
  r.was_address = held.address;
  r.was_representative = held.legal_representative;
  r.was_registrar = held.registrar;
}

void fill_in(Registration& r, const Sources& s) {
  const unions::Union& u = s.row;
  r.name = u.name;
  r.type = u.type;
  r.parent_name = s.parent_name;
  r.unit_name = s.unit_name;
  r.unit_credit_code = s.unit_credit_code;
  r.legal_representative = u.chair_name;
  r.founded_on = u.founded_on;
  r.approval_number = u.approval_number;
  r.approved_on = u.approved_on ? u.approved_on : u.founded_on;
  r.session_number = u.session_number;
  r.term_from_on = u.term_from_on;
  r.term_to_on = u.term_to_on;
  r.members = s.members;
  r.employees = u.employees_reported;
  r.papers = papers_of(r.kind, s);
  propose(r, s);
  if (r.kind == Kind::first) return;
  if (s.in_force) take_held(r, *s.in_force);
  r.certificate_number = s.in_force ? s.in_force->certificate_number : r.certificate_number;
  r.credit_code = s.in_force ? s.in_force->credit_code : u.credit_code;
  if (r.kind == Kind::change) r.matters = matters_of(r);
}

}  // namespace niangjia::registrations
