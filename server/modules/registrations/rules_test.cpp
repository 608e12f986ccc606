#include "modules/registrations/rules.h"

#include <gtest/gtest.h>

#include "base/identifiers.h"
#include "modules/registrations/prefill.h"

namespace niangjia::registrations {
namespace {

Date on(const char* iso) { return *Date::parse_iso(iso); }
const Date kToday = on("2021-11-12");
std::string union_code(std::string first_17) { return first_17 + credit_code_check_digit(first_17); }

unions::Union basic() {
  unions::Union u;
  u.realm_id = 1, u.id = 9, u.parent_id = 2;
  u.name = "甲厂工会委员会";
  u.chair_name = "王主席";
  u.address = "柯桥街道1号";
  u.founded_on = on("2021-10-20");
  u.approval_number = "柯总工〔2021〕12号";
  return u;
}
Registration whole(Kind kind = Kind::first) {
  Registration r;
  r.kind = kind;
  r.state = State::drafted;
  r.name = "甲厂工会委员会";
  r.legal_representative = "王主席";
  r.address = "柯桥街道1号";
  r.premises = "单位提供，30平方米";
  r.fund_channel = FundChannel::tax;
  r.fund_source = "单位按工资总额百分之二拨缴";
  r.handler = "李干事";
  r.registrar = "柯桥区总工会";
  r.approval_number = "柯总工〔2021〕12号";
  r.founded_on = on("2021-10-20");
  r.opened_on = on("2021-11-01");
  r.since_on = on("2021-10-20");
  return r;
}
Certificate card() {
  return {on("2021-11-12"), "法证字第330603001号", "柯桥区总工会", on("2021-11-12"), on("2026-11-11"), union_code("81330603MC0000001")};
}
std::string reason_of(const Result<void>& verdict) { return verdict.ok() ? "" : verdict.problem().reason; }
std::string fields_of(const Result<void>& verdict) {
  std::string out;
  if (!verdict.ok())
    for (const auto& f : verdict.problem().fields) out += (out.empty() ? "" : " ") + f.path;
  return out;
}

TEST(RegistrationRules, acts_follow_the_picture_of_the_readme) {
  constexpr State kStates[] = {State::drafted, State::filed, State::returned, State::certified, State::withdrawn};
  const std::map<std::pair<State, Act>, State> allowed = {
      {{State::drafted, Act::fill}, State::drafted},      {{State::drafted, Act::refill}, State::drafted},
      {{State::drafted, Act::file}, State::filed},        {{State::drafted, Act::withdraw}, State::withdrawn},
      {{State::returned, Act::fill}, State::returned},    {{State::returned, Act::refill}, State::returned},
      {{State::returned, Act::file}, State::filed},       {{State::returned, Act::withdraw}, State::withdrawn},
      {{State::filed, Act::certify}, State::certified},   {{State::filed, Act::send_back}, State::returned},
      {{State::filed, Act::withdraw}, State::withdrawn}};
  for (State from : kStates)
    for (Act act : {Act::fill, Act::refill, Act::file, Act::send_back, Act::certify, Act::withdraw}) {
      auto it = allowed.find({from, act});
      auto got = state_after(from, act);
      EXPECT_EQ(got.has_value(), it != allowed.end()) << record::word_of(from) << " " << word_of(act);
      if (got && it != allowed.end()) {
        EXPECT_EQ(*got, it->second);
      }
    }
}

TEST(RegistrationRules, who_registers_what) {
  struct Case {
    const char* reason;
    Kind kind;
    bool is_registered;
    std::function<void(unions::Union&)> change;
  };
  using unions::UnionStatus;
  using unions::UnionType;
  const Case cases[] = {
      {"", Kind::first, false, [](auto&) {}},
      {"", Kind::first, false, [](auto& u) { u.type = UnionType::regional_federation; }},
      {"", Kind::first, false, [](auto& u) { u.type = UnionType::federation; }},  // of a township
      {"registration.by_law", Kind::first, false, [](auto& u) { u.parent_id = 0, u.type = UnionType::federation; }},
      {"registration.agency", Kind::first, false, [](auto& u) { u.type = UnionType::work_committee; }},
      {"registration.agency", Kind::renewal, true, [](auto& u) { u.type = UnionType::office; }},
      {"registration.part", Kind::first, false, [](auto& u) { u.type = UnionType::branch; }},
      {"registration.part", Kind::first, false, [](auto& u) { u.type = UnionType::group; }},
      {"registration.preparing", Kind::first, false, [](auto& u) { u.status = UnionStatus::preparing; }},
      {"registration.ended", Kind::change, true, [](auto& u) { u.status = UnionStatus::dissolved; }},
      {"registration.ended", Kind::first, false, [](auto& u) { u.status = UnionStatus::locked; }},
      {"registration.registered", Kind::first, true, [](auto&) {}},
      {"registration.unregistered", Kind::change, false, [](auto&) {}},
      {"registration.unregistered", Kind::renewal, false, [](auto&) {}},
      {"registration.unregistered", Kind::cancellation, false, [](auto& u) { u.status = UnionStatus::dissolved; }},
      {"", Kind::change, true, [](auto&) {}},
      {"", Kind::renewal, true, [](auto&) {}},
      {"", Kind::cancellation, true, [](auto&) {}},
      {"", Kind::cancellation, true, [](auto& u) { u.status = UnionStatus::merged; }},
  };
  int n = 0;
  for (const Case& c : cases) {
    unions::Union u = basic();
    c.change(u);
    EXPECT_EQ(reason_of(judge_open(c.kind, u, {c.is_registered})), c.reason) << "case " << n++;
  }
}

TEST(RegistrationRules, a_form_is_filed_when_nothing_is_missing_and_the_register_agrees) {
  struct Case {
    const char* fields;
    std::function<void(Registration&, unions::Union&)> change;
    bool has_phone = true;
  };
  const Case cases[] = {
      {"", [](auto&, auto&) {}},
      {"name", [](auto&, auto& u) { u.name = "乙厂工会委员会"; }},
      {"legal_representative", [](auto&, auto& u) { u.chair_name = "新主席"; }},
      {"legal_representative", [](auto& r, auto& u) { u.chair_name.clear(), r.legal_representative.clear(); }},
      {"address", [](auto& r, auto&) { r.address = " "; }},
      {"handler", [](auto& r, auto&) { r.handler.clear(); }},
      {"phone", [](auto&, auto&) {}, false},
      {"premises", [](auto& r, auto&) { r.premises.clear(); }},
      {"fund_channel", [](auto& r, auto&) { r.fund_channel = FundChannel::unknown; }},
      {"approval_number", [](auto& r, auto&) { r.approval_number.clear(); }},
      {"on", [](auto& r, auto&) { r.opened_on = kToday.plus_days(1); }},
      {"address handler", [](auto& r, auto&) { r.address.clear(), r.handler.clear(); }},
      {"matters", [](auto& r, auto&) { r.kind = Kind::change; }},
      {"", [](auto& r, auto&) { r.kind = Kind::change, r.matters = {"name"}, r.premises.clear(); }},
      {"reason", [](auto& r, auto&) { r.kind = Kind::cancellation; }},
      {"", [](auto& r, auto& u) { r.kind = Kind::cancellation, r.reason = "工会已撤销", u.chair_name.clear(); }},
  };
  int n = 0;
  for (const Case& c : cases) {
    Registration r = whole();
    unions::Union u = basic();
    c.change(r, u);
    EXPECT_EQ(fields_of(judge_filing(r, u, c.has_phone, kToday, kToday)), c.fields) << "case " << n++;
  }
  EXPECT_EQ(fields_of(judge_filing(whole(), basic(), true, kToday.plus_days(1), kToday)), "on");
}

TEST(RegistrationRules, a_certificate_is_what_a_certificate_looks_like) {
  struct Case {
    const char* fields;
    std::function<void(Certificate&)> change;
  };
  const Case cases[] = {
      {"", [](auto&) {}},
      {"", [](auto& c) { c.credit_code = union_code("89330603MC0000001"); }},
      {"certificate_number", [](auto& c) { c.certificate_number = " "; }},
      {"issuer", [](auto& c) { c.issuer.clear(); }},
      {"valid_from_on", [](auto& c) { c.valid_from_on.reset(); }},
      {"valid_to_on", [](auto& c) { c.valid_to_on.reset(); }},
      {"valid_to_on", [](auto& c) { c.valid_to_on = c.valid_from_on; }},
      {"valid_to_on", [](auto& c) { c.valid_from_on = on("2015-01-01"), c.valid_to_on = on("2020-01-01"); }},
      {"credit_code", [](auto& c) { c.credit_code.clear(); }},
      {"credit_code", [](auto& c) { c.credit_code = union_code("91330603MC0000001"); }},
      {"credit_code", [](auto& c) { c.credit_code = union_code("51330603MC0000001"); }},
      {"credit_code", [](auto& c) { c.credit_code.back() = c.credit_code.back() == '0' ? '1' : '0'; }},
      {"on", [](auto& c) { c.on = kToday.plus_days(1); }},
      {"on", [](auto& c) { c.on = on("2021-11-01"); }},
  };
  Registration r = whole();
  r.filed_on = on("2021-11-02");
  int n = 0;
  for (const Case& c : cases) {
    Certificate one = card();
    c.change(one);
    EXPECT_EQ(fields_of(judge_certificate(r, one, "", kToday)), c.fields) << "case " << n++;
  }
  EXPECT_EQ(fields_of(judge_certificate(r, card(), "乙厂工会委员会", kToday)), "credit_code");
  Certificate of_unit = card();
  of_unit.credit_code = "91330621MA2D00000X";
  EXPECT_NE(judge_certificate(r, of_unit, "", kToday).problem().message.find("单位的统一社会信用代码"), std::string::npos);
  r.kind = Kind::cancellation;  // nothing is issued
  EXPECT_EQ(fields_of(judge_certificate(r, {}, "", kToday)), "");
}

TEST(RegistrationRules, limits_are_counted_from_the_day_that_began_them) {
  EXPECT_EQ(due_of(Kind::first, on("2021-10-20"), kToday), on("2021-11-19"));
  EXPECT_EQ(due_of(Kind::change, on("2021-11-01"), kToday), on("2021-12-01"));
  EXPECT_EQ(due_of(Kind::renewal, on("2022-01-01"), kToday), on("2022-01-01"));
  Registration r = whole();
  EXPECT_EQ(due_after(State::filed, r, on("2021-11-02")), on("2021-11-17"));
  EXPECT_EQ(due_after(State::certified, r, kToday), std::nullopt);
}

Registration held() {
  Registration r = whole();
  r.state = State::certified;
  r.filed_on = on("2021-11-02");
  r.certificate_number = "法证字第1号";
  r.credit_code = union_code("81330603MC0000001");
  return r;
}

TEST(RegistrationForm, is_filled_from_the_register_and_keeps_what_was_typed) {
  Sources s;
  s.row = basic();
  s.row.address.clear();
  s.unit_address = "柯桥街道1号（单位）";
  s.registrar = "柯桥区总工会";
  s.fund_parent_name = "柯桥街道总工会";
  s.members = 80;
  s.approvals = {{"founding", "甲厂工会委员会", "柯总工〔2021〕7号", "柯总工〔2021〕12号", on("2021-09-06"), on("2021-10-20")}};
  Registration r;
  r.handler = "李干事";
  fill_in(r, s);
  EXPECT_EQ(r.address, "柯桥街道1号（单位）");
  EXPECT_EQ(r.members, 80);
  EXPECT_EQ(r.handler, "李干事");
  EXPECT_NE(r.fund_source.find("柯桥街道总工会"), std::string::npos);
  ASSERT_GE(r.papers.size(), 4u);
  EXPECT_EQ(r.papers[0], "《关于同意筹建甲厂工会委员会的批复》（柯总工〔2021〕7号，2021年9月6日）");
  EXPECT_EQ(r.papers[1], "《关于甲厂工会委员会选举结果的批复》（柯总工〔2021〕12号，2021年10月20日）");
  r.address = "改过的地址";
  s.row.chair_name = "新主席";
  fill_in(r, s);
  EXPECT_EQ(r.address, "改过的地址");
  EXPECT_EQ(r.legal_representative, "新主席");
}

TEST(RegistrationForm, of_a_change_says_what_differs_from_the_certificate) {
  Sources s;
  s.row = basic();
  s.in_force = held();
  s.approvals = {{"founding", "甲厂工会委员会", "", "柯总工〔2021〕12号", {}, on("2021-10-20")},
                 {"rename", "甲厂工会委员会", "", "柯总工〔2021〕20号", {}, on("2021-11-10")}};
  Registration r;
  r.kind = Kind::change;
  fill_in(r, s);
  EXPECT_TRUE(r.matters.empty()) << r.matters.front();  // the registrar is the one of the certificate, unless another is typed
  s.row.name = "甲集团工会委员会";
  s.row.address = "新址";
  Registration renamed;
  renamed.kind = Kind::change;
  renamed.registrar = "柯桥区总工会";
  fill_in(renamed, s);
  EXPECT_EQ(renamed.matters, (std::vector<std::string>{"name", "address"}));
  EXPECT_EQ(renamed.was_name, "甲厂工会委员会");
  EXPECT_EQ(renamed.certificate_number, "法证字第1号");
  EXPECT_EQ(renamed.papers.front(), "《关于同意甲厂工会委员会更名的批复》（柯总工〔2021〕20号，2021年11月10日）");
  EXPECT_EQ(renamed.papers.back(), "法人资格证书正、副本原件");
}

}  // namespace
}  // namespace niangjia::registrations
