#include "modules/registrations/form.h"

#include <gtest/gtest.h>

#include "paper/golden_page_fixture.h"

namespace niangjia::registrations {
namespace {

Registration whole(Kind kind) {
  Registration r;
  r.id = *id_from_wire("reg", "reg_0c3x9z5t7k8qw");
  r.kind = kind;
  r.name = "绍兴风行速递有限公司工会委员会";
  r.parent_name = "柯桥街道总工会";
  r.unit_name = "绍兴风行速递有限公司";
  r.unit_credit_code = "91330621MA2D00000X";
  r.legal_representative = "阿依古丽·买买提";
  r.founded_on = Date::parse_iso("2021-11-02");
  r.approval_number = "柯街总工〔2021〕12号";
  r.approved_on = r.founded_on;
  r.session_number = 1;
  r.term_from_on = Date::parse_iso("2021-10-20");
  r.term_to_on = Date::parse_iso("2026-10-19");
  r.members = 80, r.employees = 86;
  r.papers = {"《关于同意筹建绍兴风行速递有限公司工会委员会的批复》（柯街总工〔2021〕7号，2021年9月6日）",
              "《关于绍兴风行速递有限公司工会委员会选举结果的批复》（柯街总工〔2021〕12号，2021年11月2日）",
              "法定代表人身份证复印件", "经办人身份证复印件", "办公场所使用证明"};
  r.address = "绍兴市柯桥区柯桥街道金柯桥大道1号2幢301室";
  r.premises = "单位无偿提供，30平方米";
  r.fund_channel = FundChannel::tax;
  r.fund_source = "会费和单位拨缴的工会经费，由柯桥街道总工会收缴";
  r.handler = "孙三";
  r.registrar = "绍兴市柯桥区总工会";
  r.opened_on = *Date::parse_iso("2021-11-12");
  if (kind == Kind::first) return r;
  r.reason = kind == Kind::change ? "单位更名，工会随之更名" : "单位关闭，工会已撤销";
  r.credit_code = "81330621MC00000010";
  r.certificate_number = "工法证字第330621000001号";
  r.was_name = "绍兴风行快递有限公司工会委员会";
  r.was_representative = r.legal_representative;
  r.was_address = r.address;
  r.was_registrar = r.registrar;
  if (kind == Kind::change) r.matters = {"name"};
  return r;
}

class RegistrationForms : public testing::TestWithParam<Kind> {};

TEST_P(RegistrationForms, stand_on_their_page_as_on_the_golden_one) {
  if (!paper::can_see_pages()) GTEST_SKIP() << "pdftohtml (poppler-utils) is not installed";
  paper::Form form = form_of(whole(GetParam()), "13900000001");
  form.trace = "导出人：王干事（wang）　导出时间：2021-11-12 08:30（北京时间）　编号：jrn_0c3x9z5t7k8qw　内部资料，请勿外传";
  auto pdf = paper::pdf_of(form);
  ASSERT_TRUE(pdf);
  paper::expect_golden_page(*pdf, "registration_" + std::string(record::word_of(GetParam())));
}

// What is handed in belongs on one sheet.
TEST_P(RegistrationForms, fit_one_page) {
  if (!paper::can_see_pages()) GTEST_SKIP() << "pdftohtml (poppler-utils) is not installed";
  auto pdf = paper::pdf_of(form_of(whole(GetParam()), "13900000001"));
  ASSERT_TRUE(pdf);
  for (const paper::PageLine& line : paper::see_pages(*pdf).lines) EXPECT_EQ(line.page, 1) << line.text;
}

TEST_P(RegistrationForms, fill_every_row_of_the_grid) {
  for (const paper::FormRow& row : form_of(whole(GetParam()), "").rows) {
    int columns = 0;
    for (const paper::FormCell& cell : row.cells) columns += cell.columns;
    EXPECT_EQ(columns, paper::kFormColumns) << row.cells.front().text;
  }
}

INSTANTIATE_TEST_SUITE_P(All, RegistrationForms,
                         testing::Values(Kind::first, Kind::change, Kind::renewal, Kind::cancellation),
                         [](const auto& one) { return std::string(record::word_of(one.param)); });

}  // namespace
}  // namespace niangjia::registrations
