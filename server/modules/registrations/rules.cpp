#include "modules/registrations/rules.h"

#include <algorithm>

#include "base/text.h"
#include "base/union_code.h"
#include "modules/parameters/parameters.h"

namespace niangjia::registrations {

namespace {

struct Way {
  State from;
  Act act;
  State to;
};
constexpr Way kWays[] = {
    {State::drafted, Act::file, State::filed},         {State::drafted, Act::refill, State::drafted},
    {State::drafted, Act::fill, State::drafted},       {State::drafted, Act::withdraw, State::withdrawn},
    {State::returned, Act::file, State::filed},        {State::returned, Act::refill, State::returned},
    {State::returned, Act::fill, State::returned},     {State::returned, Act::withdraw, State::withdrawn},
    {State::filed, Act::certify, State::certified},    {State::filed, Act::send_back, State::returned},
    {State::filed, Act::withdraw, State::withdrawn},
};
constexpr std::pair<Act, std::string_view> kWords[] = {{Act::fill, "fill"},           {Act::refill, "refill"},
                                                       {Act::file, "file"},           {Act::send_back, "send_back"},
                                                       {Act::certify, "certify"},     {Act::withdraw, "withdraw"}};
constexpr std::pair<std::string_view, std::string_view> kMatters[] = {
    {"name", "名称"}, {"representative", "法定代表人"}, {"address", "住所"}, {"registrar", "登记管理机关"}};

// All that is wrong, each beside its field; the first is the sentence.
class Faults {
 public:
  void add(std::string_view path, std::string sentence) { list_.push_back({std::string(path), std::move(sentence)}); }
  void missing(std::string_view path, const std::string& value, std::string_view sentence) {
    if (trim(value).empty()) add(path, std::string(sentence));
  }
  Result<void> verdict() {
    if (list_.empty()) return {};
    Problem p = refuse(Code::invalid, "registration.rule", list_.front().message);
    p.fields = std::move(list_);
    return p;
  }

 private:
  std::vector<FieldProblem> list_;
};

Date plus(std::string_view code, Date from, Date today) {
  return from.plus_days(static_cast<int>(parameters::value_on(code, today)));
}

std::string quoted(const unions::Union& u) { return "“" + u.name + "”"; }

Problem not_open(std::string_view reason, std::string sentence) {
  return refuse(Code::conflict, reason, std::move(sentence));
}

Result<void> judge_type(const unions::Union& u) {
  using unions::UnionType;
  if (u.parent_id == 0)
    return not_open("registration.by_law", "地方总工会依法具有社会团体法人资格（工会法第十五条），不用在这里登记。");
  if (u.type == UnionType::work_committee || u.type == UnionType::office)
    return not_open("registration.agency", quoted(u) + "是派出机构，只领统一社会信用代码，不发法人资格证书（总工办发〔2020〕20号）。"
                                                       "代码请直接填在工会档案里。");
  if (u.type == UnionType::branch || u.type == UnionType::group)
    return not_open("registration.part", quoted(u) + "是基层工会的一部分，不单独办理法人资格登记，请由所属基层工会办理。");
  return {};
}

void check_form(Faults& faults, const Registration& r, bool has_phone) {
  faults.missing("legal_representative", r.legal_representative, "法定代表人由工会主席担任，请先在工会档案登记主席，再点“重新带入”。");
  faults.missing("address", r.address, "请填写住所。");
  faults.missing("handler", r.handler, "请填写经办人。");
  if (!has_phone) faults.add("phone", "请填写经办人电话。");
  faults.missing("registrar", r.registrar, "请填写登记管理机关。");
  if (r.kind == Kind::first || r.kind == Kind::renewal) {
    faults.missing("premises", r.premises, "请填写办公场所，如“单位无偿提供，30平方米”。");
    if (r.fund_channel == FundChannel::unknown) faults.add("fund_channel", "请选择经费拨缴方式。");
    faults.missing("fund_source", r.fund_source, "请填写经费来源，如“单位按工资总额百分之二拨缴和会费”。");
  }
  if (r.kind == Kind::first && (r.approval_number.empty() || !r.founded_on))
    faults.add("approval_number", "工会档案里没有成立批复的文号和建会日期，请先补上，再点“重新带入”。");
  if (r.kind == Kind::change && r.matters.empty())
    faults.add("matters", "名称、法定代表人、住所和登记管理机关都与原登记相同，没有要变更的事项。请核对“原登记”各栏。");
  if (r.kind == Kind::cancellation) faults.missing("reason", r.reason, "请写明注销的原因，如“单位关闭，工会已撤销”。");
}

void check_agrees(Faults& faults, const Registration& r, const unions::Union& u) {
  if (r.kind == Kind::cancellation) return;  // the union has ended
  if (r.name != u.name) faults.add("name", "工会已更名为“" + u.name + "”，请点“重新带入”后再申报。");
  if (r.legal_representative != u.chair_name)
    faults.add("legal_representative", "工会主席现为“" + u.chair_name + "”，请点“重新带入”后再申报。");
}

void check_validity(Faults& faults, const Certificate& c, Date on) {
  if (!c.valid_from_on) faults.add("valid_from_on", "请填写证书有效期的起始日期。");
  if (!c.valid_to_on) faults.add("valid_to_on", "请填写证书有效期的截止日期。");
  if (c.valid_from_on && c.valid_to_on && *c.valid_to_on <= *c.valid_from_on)
    faults.add("valid_to_on", "有效期止应晚于有效期起，请对照证书核对。");
  else if (c.valid_to_on && *c.valid_to_on < on)
    faults.add("valid_to_on", "这张证书在发证之前就到期了，请对照证书核对。");
}

}  // namespace

std::string_view word_of(Act act) {
  for (const auto& [one, word] : kWords)
    if (one == act) return word;
  return "";
}

std::optional<State> state_after(State state, Act act) {
  for (const Way& way : kWays)
    if (way.from == state && way.act == act) return way.to;
  return std::nullopt;
}

std::vector<Act> open_acts(State state) {
  std::vector<Act> acts;
  for (const Way& way : kWays)
    if (way.from == state) acts.push_back(way.act);
  return acts;
}

Date due_of(Kind kind, Date since_on, Date today) {
  if (kind == Kind::first) return plus("registrations.first_days", since_on, today);
  if (kind == Kind::change) return plus("registrations.change_days", since_on, today);
  return kind == Kind::renewal ? since_on : plus("registrations.cancel_days", since_on, today);
}

std::optional<Date> due_after(State state, const Registration& r, Date on) {
  if (state == State::drafted) return due_of(r.kind, r.since_on, on);
  if (state == State::filed) return plus("registrations.answer_days", on, on);
  if (state == State::returned) return plus("registrations.correct_days", on, on);
  return std::nullopt;
}

bool may_register(const unions::Union& u) { return judge_type(u).ok(); }

Result<void> judge_open(Kind kind, const unions::Union& u, const Standing& standing) {
  CHECK_OK(judge_type(u));
  using unions::UnionStatus;
  if (kind != Kind::cancellation && u.status == UnionStatus::preparing)
    return not_open("registration.preparing", quoted(u) + "还在筹备期，批复成立后才能申请法人资格登记。");
  if (kind != Kind::cancellation && u.status != UnionStatus::active)
    return not_open("registration.ended", quoted(u) + "已" + std::string(record::label_of(u.status)) +
                                              "，只能办理注销登记。");
  if (kind == Kind::first && standing.is_registered)
    return not_open("registration.registered", quoted(u) + "已有法人资格登记，名称、负责人或住所变了请办变更登记，证书到期请换发。");
  if (kind != Kind::first && !standing.is_registered)
    return not_open("registration.unregistered", quoted(u) + "没有法人资格登记，不用办" +
                                                     std::string(record::label_of(kind)) + "，请先办首次登记。");
  return {};
}

std::vector<std::string> matters_of(const Registration& r) {
  std::vector<std::string> out;
  auto differs = [](const std::string& was, const std::string& is) { return !was.empty() && was != is; };
  if (differs(r.was_name, r.name)) out.emplace_back("name");
  if (differs(r.was_representative, r.legal_representative)) out.emplace_back("representative");
  if (differs(r.was_address, r.address)) out.emplace_back("address");
  if (differs(r.was_registrar, r.registrar)) out.emplace_back("registrar");
  return out;
}

std::string_view matter_label(std::string_view word) {
  for (const auto& [one, label] : kMatters)
    if (one == word) return label;
  return "";
}

Result<void> judge_filing(const Registration& r, const unions::Union& u, bool has_phone, Date on, Date today) {
  Faults faults;
  check_agrees(faults, r, u);
  check_form(faults, r, has_phone);
  if (on > today) faults.add("on", "申报日期不能晚于今天。");
  if (on < r.opened_on) faults.add("on", "申报日期不能早于立项日期 " + r.opened_on.chinese() + "。");
  return faults.verdict();
}

Result<void> judge_certificate(const Registration& r, const Certificate& c, std::string_view holder, Date today) {
  Faults faults;
  Date on = c.on.value_or(today);
  if (on > today) faults.add("on", "办结日期不能晚于今天。");
  if (r.filed_on && on < *r.filed_on) faults.add("on", "办结日期不能早于申报日期 " + r.filed_on->chinese() + "。");
  if (r.kind == Kind::cancellation) return faults.verdict();
  faults.missing("certificate_number", c.certificate_number, "请填写证书号。");
  faults.missing("issuer", c.issuer, "请填写发证机关。");
  check_validity(faults, c, on);
  if (trim(c.credit_code).empty())
    faults.add("credit_code", "请填写证书上的统一社会信用代码。");
  else if (auto fault = union_code_fault(c.credit_code))
    faults.add("credit_code", fault->message);
  else if (!holder.empty())
    faults.add("credit_code", "这个代码已登记在“" + std::string(holder) + "”名下，请对照证书核对。");
  return faults.verdict();
}

}  // namespace niangjia::registrations
