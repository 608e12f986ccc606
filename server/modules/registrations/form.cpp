#include "modules/registrations/form.h"

#include <algorithm>

#include "modules/registrations/rules.h"

namespace niangjia::registrations {

namespace {

using paper::Form;
using paper::FormCell;
using paper::FormRow;

constexpr std::string_view kSigned = "（公章）　　　　　年　　月　　日";

FormCell label(std::string text, int columns = 2) { return {std::move(text), columns, true}; }
FormCell value(std::string text, int columns) { return {std::move(text), columns}; }
FormRow wide(std::string name, std::string text) { return {{label(std::move(name)), value(std::move(text), 10)}}; }
FormRow pair(std::string name, std::string text, std::string other, std::string other_text) {
  return {{label(std::move(name)), value(std::move(text), 4), label(std::move(other)), value(std::move(other_text), 4)}};
}
FormRow opinion(std::string name, std::string text, std::string foot, double least_mm) {
  return {{label(std::move(name)), {std::move(text), 10, false, std::move(foot)}}, least_mm};
}

std::string day(const std::optional<Date>& on) { return on ? on->chinese() : ""; }
std::string count(std::int64_t n) { return n > 0 ? std::to_string(n) + " 人" : ""; }
std::string approval(const Registration& r) {
  return r.approval_number + (r.approved_on && !r.approval_number.empty() ? "　" + r.approved_on->chinese() : "");
}
std::string term(const Registration& r) {
  std::string out = r.session_number > 0 ? "第 " + std::to_string(r.session_number) + " 届" : "";
  if (r.term_from_on && r.term_to_on) out += "　" + r.term_from_on->chinese() + " 至 " + r.term_to_on->chinese();
  return out;
}
std::string channel(const Registration& r) {
  return r.fund_channel == FundChannel::unknown ? "" : std::string(record::label_of(r.fund_channel));
}

void add_body(Form& f, const Registration& r) {
  f.rows.push_back(wide("工会名称", r.name));
  f.rows.push_back(pair("组织类型", std::string(record::label_of(r.type)), "建会日期", day(r.founded_on)));
  f.rows.push_back(wide("住　　所", r.address));
  f.rows.push_back(wide("办公场所", r.premises));
  f.rows.push_back(pair("法定代表人", r.legal_representative, "届次任期", term(r)));
  f.rows.push_back(pair("职工人数", count(r.employees), "会员人数", count(r.members)));
  f.rows.push_back(pair("经费拨缴", channel(r), "经费来源", r.fund_source));
  f.rows.push_back(pair("所在单位", r.unit_name, "单位信用\n代　　码", r.unit_credit_code));
  f.rows.push_back(pair("上级工会", r.parent_name, "成立批复", approval(r)));
}

void add_held(Form& f, const Registration& r) {
  f.rows.push_back(pair("统一社会\n信用代码", r.credit_code, "原证书号", r.certificate_number));
}

void add_changes(Form& f, const Registration& r) {
  f.rows.push_back({{label("变更事项"), label("原登记", 5), label("申请变更为", 5)}});
  struct Line {
    std::string_view word;
    const std::string &was, &is;
  };
  for (const Line& line : {Line{"name", r.was_name, r.name}, Line{"representative", r.was_representative, r.legal_representative},
                           Line{"address", r.was_address, r.address}, Line{"registrar", r.was_registrar, r.registrar}}) {
    const bool changes = std::find(r.matters.begin(), r.matters.end(), line.word) != r.matters.end();
    f.rows.push_back({{label(line.word == "registrar" ? "登记管理\n机　　关" : std::string(matter_label(line.word))), value(changes ? line.was : "", 5),
                       value(changes ? line.is : "不变", 5)}});
  }
}

void add_papers(Form& f, const Registration& r) {
  std::string all;
  for (std::size_t i = 0; i < r.papers.size(); ++i)
    all += std::string(i ? "\n" : "") + std::to_string(i + 1) + ". " + r.papers[i];
  f.rows.push_back(wide("提交材料", all));
}

void add_ends(Form& f, const Registration& r, const std::string& phone) {
  add_papers(f, r);
  f.rows.push_back(pair("经 办 人", r.handler, "联系电话", phone));
  f.rows.push_back(opinion("申请工会", "本会保证所填内容和所附材料真实、有效。\n法定代表人（签名）：", std::string(kSigned), 20));
  f.rows.push_back(opinion("上级工会\n意　　见", "", std::string(kSigned), 16));
  f.rows.push_back(opinion("登记管理\n机关意见", r.registrar, std::string(kSigned), 18));
}

}  // namespace

std::string form_title(Kind kind) {
  switch (kind) {
    case Kind::first:
      return "工会法人资格登记申请表";
    case Kind::change:
      return "工会法人资格变更登记申请表";
    case Kind::renewal:
      return "工会法人资格证书换发申请表";
    case Kind::cancellation:
      return "工会法人资格注销登记申请表";
  }
  return {};
}

Form form_of(const Registration& r, const std::string& phone) {
  Form f;
  f.title = form_title(r.kind);
  f.left = "填报编号：" + id_to_wire("reg", r.id);
  f.right = "填报日期：" + r.filed_on.value_or(r.opened_on).chinese();
  if (r.kind == Kind::first || r.kind == Kind::renewal) add_body(f, r);
  if (r.kind == Kind::change || r.kind == Kind::cancellation) {
    f.rows.push_back(wide("工会名称", r.name));
    f.rows.push_back(pair("上级工会", r.parent_name, "所在单位", r.unit_name));
  }
  if (r.kind != Kind::first) add_held(f, r);
  if (r.kind == Kind::change) add_changes(f, r);
  if (r.kind == Kind::cancellation) f.rows.push_back(pair("法定代表人", r.legal_representative, "住　　所", r.address));
  if (r.kind == Kind::change || r.kind == Kind::cancellation) f.rows.push_back(wide("申请事由", r.reason));
  add_ends(f, r, phone);
  f.notes = {"依据《基层工会法人登记管理办法》（总工办发〔2020〕20号）。登记不收费。"};
  return f;
}

}  // namespace niangjia::registrations
