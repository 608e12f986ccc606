// A list of members fills in what the record of somebody does not have yet, and nothing else; undone, it is empty again.

#include <gtest/gtest.h>

#include <fstream>

#include "modules/census/import.h"
#include "modules/census/routes.h"
#include "modules/members/export.h"
#include "modules/members/test_house.h"

namespace niangjia::census {
namespace {

using members::Person;
using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

class Gaps : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP() << "NIANGJIA_TEST_PG is not set";
    t = std::make_unique<TestHouse>(GetParam());
  }
  Person bare(int n) {
    members::MemberEntry e = t->entry(n, t->union_a);
    e.phone.clear();
    auto made = members::create_member(t->house(), t->organiser, e);
    EXPECT_TRUE(made) << (made ? "" : made.problem().message);
    return made ? *made : Person{};
  }
  ImportJob hand_in_file(const Actor& actor, const std::string& path, const std::string& name) {
    auto always = [](std::int64_t, std::int64_t) { return true; };
    auto job = take_file(t->house(), actor, {path, name, Kind::members});
    EXPECT_TRUE(job) << (job ? "" : job.problem().message);
    if (!job) return {};
    auto checked = check_job(t->house(), actor, job->id, always);
    EXPECT_TRUE(checked) << (checked ? "" : checked.problem().message);
    const auto dry = checked ? Counts::from_json(checked->counts_json).reasons : decltype(Counts::reasons){};
    auto done = commit_job(t->house(), actor, job->id, always);
    EXPECT_TRUE(done) << (done ? "" : done.problem().message);
    if (!done) return {};
    EXPECT_EQ(Counts::from_json(done->counts_json).reasons, dry) << "what the check told is what came to pass";
    return *done;
  }
  ImportJob hand_in(const std::vector<std::string>& lines, const Actor* actor = nullptr,
                    const std::string& header = "姓名,证件号码,移动电话,所属工会名称,入会日期,新就业形态类别,学历") {
    static int serial = 0;
    const std::string path = (std::filesystem::temp_directory_path() /
                              ("niangjia-gap-" + std::to_string(getpid()) + "-" + std::to_string(++serial) + ".csv"))
                                 .string();
    std::ofstream file(path, std::ios::binary);
    file << "\xEF\xBB\xBF" << header << "\r\n";
    for (const auto& line : lines) file << line << "\r\n";
    file.close();
    ImportJob job = hand_in_file(actor ? *actor : t->organiser, path, "会员信息采集表.csv");
    std::filesystem::remove(path);
    return job;
  }
  static std::int64_t told(const ImportJob& job, const char* code) {
    auto reasons = Counts::from_json(job.counts_json).reasons;
    return reasons.contains(code) ? reasons[code] : 0;
  }
  std::string phone_of(Id id) { return *members::unseal_phone(t->house().vault, t->person(id)); }
  std::int64_t stock_of(int category) {
    return t->count("SELECT COALESCE(SUM(amount),0) FROM fact WHERE realm_id = ? AND indicator = 11 AND category = " +
                    std::to_string(category));
  }
  std::string row_of(const Person& p, int n, const std::string& phone, const std::string& category,
                     const std::string& education) {
    return p.name + "," + TestHouse::identity_number(n) + "," + phone + ",甲厂工会委员会,," + category + "," + education;
  }
  std::unique_ptr<TestHouse> t;
};

TEST_P(Gaps, are_filled_in_and_what_stands_is_left_alone) {
  Person p = bare(1);
  const int category = p.category;
  ImportJob first = hand_in({row_of(p, 1, "13900000001", "货车司机", "大专")});
  EXPECT_EQ(told(first, "gap_filled"), 1);
  EXPECT_EQ(Counts::from_json(first.counts_json).merged, 1);
  EXPECT_EQ(phone_of(p.id), "13900000001");
  EXPECT_EQ(t->person(p.id).education, "大专");
  EXPECT_EQ(t->person(p.id).category, category ? category : 11);
  EXPECT_EQ(t->person(p.id).problems & members::kNoPhone, 0);
  ImportJob second = hand_in({row_of(p, 1, "13900000002", "外卖配送员", "本科")});
  EXPECT_EQ(told(second, "gap_filled"), 0);
  EXPECT_EQ(told(second, "already_here"), 1);
  EXPECT_EQ(phone_of(p.id), "13900000001") << "what stands is never written over";
  EXPECT_EQ(t->person(p.id).education, "大专");
}

TEST_P(Gaps, are_empty_again_when_the_import_is_taken_back_and_the_stock_by_category_with_them) {
  members::MemberEntry e = t->entry(1, t->union_a);
  e.phone.clear(), e.category = 0;
  auto made = members::create_member(t->house(), t->organiser, e);
  ASSERT_TRUE(made);
  ImportJob job = hand_in({row_of(*made, 1, "13900000001", "货车司机", "大专")});
  EXPECT_EQ(stock_of(11), 1);
  EXPECT_EQ(stock_of(0), 0);
  EXPECT_EQ(t->person(made->id).problems, 0);
  auto undone = undo_job(t->house(), t->organiser, job.id, "导错了文件");
  ASSERT_TRUE(undone) << undone.problem().message;
  const Person p = t->person(made->id);
  EXPECT_TRUE(p.phone_index.bytes.empty());
  EXPECT_TRUE(p.phone_sealed.bytes.empty());
  EXPECT_EQ(p.category, 0);
  EXPECT_EQ(p.education, made->education);
  EXPECT_EQ(p.problems, made->problems);
  EXPECT_EQ(stock_of(11), 0);
  EXPECT_EQ(stock_of(0), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM filled_gap WHERE realm_id = ?"), 0);
}

TEST_P(Gaps, that_somebody_wrote_over_since_are_theirs_when_the_import_is_taken_back) {
  Person p = bare(1);
  ImportJob job = hand_in({row_of(p, 1, "13900000001", "", "大专")});
  ASSERT_TRUE(members::edit_member(t->house(), t->organiser, p.id, t->person(p.id).version, R"({"phone":"13900000009"})"));
  ASSERT_TRUE(undo_job(t->house(), t->organiser, job.id, "导错了文件"));
  EXPECT_EQ(phone_of(p.id), "13900000009");
  EXPECT_EQ(t->person(p.id).education, "");
}

TEST_P(Gaps, of_category_hold_the_import_while_the_membership_went_on) {
  members::MemberEntry e = t->entry(1, t->union_a);
  e.category = 0;
  auto made = members::create_member(t->house(), t->organiser, e);
  ASSERT_TRUE(made);
  ImportJob job = hand_in({row_of(*made, 1, "", "货车司机", "")});
  ASSERT_TRUE(members::change_standing(t->house(), t->organiser, made->id, 0, TestHouse::change(members::EventKind::leave)));
  auto undone = undo_job(t->house(), t->organiser, job.id, "导错了文件");
  ASSERT_FALSE(undone);
  EXPECT_NE(undone.problem().message.find("补填就业形态类别"), std::string::npos) << undone.problem().message;
}

TEST_P(Gaps, are_not_filled_in_by_a_later_row_of_the_same_file) {
  const std::string number = TestHouse::identity_number(5);
  const std::vector<std::string> lines{"试员戊," + number + ",,甲厂工会委员会,2021-03-04,快递员,",
                                       "试员戊," + number + ",13900000005,甲厂工会委员会,2021-03-04,快递员,大专"};
  hand_in(lines);
  const std::string before = t->dump();
  ImportJob again = hand_in(lines);
  EXPECT_EQ(told(again, "gap_filled"), 0) << "the same file twice changes nothing";
  EXPECT_EQ(t->dump(), before);
}

TEST_P(Gaps, are_filled_in_by_the_number_of_the_member_as_the_form_has_it) {
  Person p = bare(1), other = bare(2);
  const std::string header = "会员编号,姓名,证件号码,所属工会,移动电话,待补正";
  auto row = [](const Person& who, const std::string& name, const std::string& phone) {
    return id_to_wire("mem", who.id) + "," + name + ",330603********0019,甲厂工会委员会," + phone + ",没有联系电话";
  };
  ImportJob job = hand_in({row(p, p.name, "13900000001"), row(other, "别人", "13900000002"), row(other, other.name, "")},
                          nullptr, header);
  const Counts counts = Counts::from_json(job.counts_json);
  EXPECT_EQ(counts.rows, 3);
  EXPECT_EQ(told(job, "gap_filled"), 1);
  EXPECT_EQ(told(job, "member_number_of_another"), 1);
  EXPECT_EQ(told(job, "already_here"), 1) << "left open: still open";
  EXPECT_EQ(told(job, "ph_missing"), 0);
  EXPECT_EQ(phone_of(p.id), "13900000001");
  EXPECT_EQ(phone_of(other.id), "");
  // Somebody of another union is not known to a township that is not theirs.
  Actor stranger = t->organiser;
  stranger.held[0].role = "township_organiser";
  stranger.held[0].union_id = t->add_union("远镇总工会", "aaaazzzz", t->county);
  stranger.held[0].union_path = "aaaazzzz";
  ImportJob theirs = hand_in({row(other, other.name, "13900000003")}, &stranger, header);
  EXPECT_EQ(told(theirs, "member_number_unknown"), 1);
  EXPECT_EQ(phone_of(other.id), "");
}

TEST_P(Gaps, the_form_that_is_exported_is_read_as_a_list_of_members) {
  bare(1), bare(2);
  t->join(3, t->union_a);
  members::PersonQuery query;
  query.problem_bit = members::kNoPhone;
  auto form = members::export_repairs(t->house(), t->organiser, query);
  ASSERT_TRUE(form) << form.problem().message;
  EXPECT_EQ(form->rows, 2);
  ImportJob job = hand_in_file(t->organiser, form->file, "待补正名单.xlsx");
  const Counts counts = Counts::from_json(job.counts_json);
  EXPECT_EQ(counts.rows, 2);
  EXPECT_EQ(counts.merged, 2);
  EXPECT_EQ(told(job, "already_here"), 2);
  std::filesystem::remove(form->file);
}

INSTANTIATE_TEST_SUITE_P(Engines, Gaps, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace niangjia::census
