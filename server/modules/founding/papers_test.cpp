#include "modules/founding/papers.h"

#include <gtest/gtest.h>

#include "paper/golden_page_fixture.h"

namespace niangjia::founding {
namespace {

FoundingPerson person(Body body, const char* name, const char* post, const char* duty, std::int64_t votes, bool is_elected) {
  FoundingPerson p;
  p.body = body, p.name = name, p.post = post, p.duty = duty, p.votes = votes, p.is_elected = is_elected;
  return p;
}

CaseView founded() {
  CaseView v;
  v.row.name = "绍兴风行速递有限公司工会委员会";
  v.row.workers = 86, v.row.women_workers = 21;
  v.row.opinion = "同意成立工会，支持工会依法开展工作。";
  v.row.requested_on = Date::parse_iso("2021-09-01");
  v.row.prepare_number = "柯街总工〔2021〕7号";
  v.row.prepared_on = Date::parse_iso("2021-09-06");
  v.row.meeting = Meeting::members;
  v.row.elected_on = Date::parse_iso("2021-10-20");
  v.row.due_count = 80, v.row.present_count = 77, v.row.member_count = 80, v.row.term_years = 5;
  v.row.reported_on = Date::parse_iso("2021-10-22");
  v.row.approval_number = "柯街总工〔2021〕12号";
  v.row.approved_on = Date::parse_iso("2021-11-02");
  v.parent_name = "柯桥街道总工会";
  NamedUnit unit;
  unit.name = "绍兴风行速递有限公司";
  v.units = {unit};
  v.people = {person(Body::group, "钱二", "leader", "综合部经理", 0, false),
              person(Body::group, "孙三", "member", "分拣组长", 0, false),
              person(Body::group, "阿依古丽·买买提", "member", "快递员", 0, false),
              person(Body::committee, "钱二", "chair", "综合部经理", 75, true),
              person(Body::committee, "孙三", "member", "分拣组长", 70, true),
              person(Body::committee, "阿依古丽·买买提", "member", "快递员", 69, true),
              person(Body::committee, "周五", "member", "客服", 12, false),
              person(Body::audit, "吴六", "chair", "会计", 74, true)};
  FoundingBallot committee, audit;
  committee.body = Body::committee, committee.seats = 3, committee.issued = 77, committee.returned = 77, committee.valid = 76;
  audit.body = Body::audit, audit.seats = 1, audit.issued = 77, audit.returned = 77, audit.valid = 77;
  v.ballots = {committee, audit};
  return v;
}

struct Golden {
  Paper paper;
  const char* name;
  bool has_red_head;
};
class FoundingPapers : public testing::TestWithParam<Golden> {};

TEST_P(FoundingPapers, stand_on_their_pages_as_on_the_golden_ones) {
  if (!paper::can_see_pages()) GTEST_SKIP() << "pdftohtml (poppler-utils) is not installed";
  auto text = paper_of(founded(), GetParam().paper);
  ASSERT_TRUE(text);
  paper::OfficialPaper official = official_paper(*text);
  official.trace = "导出人：王干事（wang）　导出时间：2021-11-12 08:30（北京时间）　编号：jrn_0c3x9z5t7k8qw　内部资料，请勿外传";
  auto pdf = paper::pdf_of(official);
  ASSERT_TRUE(pdf);
  paper::expect_golden_page(*pdf, GetParam().name);
  paper::expect_official_layout(*pdf, GetParam().has_red_head);
}

INSTANTIATE_TEST_SUITE_P(All, FoundingPapers,
                         testing::Values(Golden{Paper::request, "founding_request", false},
                                         Golden{Paper::prepare, "founding_prepare", true},
                                         Golden{Paper::report, "founding_report", false},
                                         Golden{Paper::approve, "founding_approve", true}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(FoundingPaper, names_the_chair_first_and_the_vice_chairs_by_their_office) {
  CaseView v = founded();
  std::swap(v.people[3], v.people[5]);  // put forward last
  v.people[4].post = "vice_chair";
  auto paper = paper_of(v, Paper::approve);
  ASSERT_TRUE(paper);
  EXPECT_EQ(paper->paragraphs[1], "工会委员会由钱二、孙三、阿依古丽·买买提组成，钱二任主席，孙三任副主席。");
}

TEST(FoundingPaper, takes_a_reason_into_its_sentence_however_it_was_typed) {
  CaseView v = founded();
  v.row.kind = CaseKind::rename;
  v.row.new_name = "绍兴风行物流有限公司工会委员会";
  for (const char* reason : {"公司更名", "因公司更名。", "公司更名；", "因公司更名，"}) {
    v.row.opinion = reason;
    auto paper = paper_of(v, Paper::request);
    ASSERT_TRUE(paper);
    EXPECT_EQ(paper->paragraphs[0], "因公司更名，申请将名称变更为“绍兴风行物流有限公司工会委员会”。") << reason;
  }
}

}  // namespace
}  // namespace niangjia::founding
