#include "modules/unions/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace niangjia::unions {
namespace {

Date day(const char* iso) { return *Date::parse_iso(iso); }

Union parent_union() {
  Union p;
  p.realm_id = 1;
  p.id = 10;
  p.segment = p.tree_path = "0001";
  p.name = "柯桥区总工会";
  p.type = UnionType::federation;
  p.level_code = 40;
  return p;
}

Union founded_union() {
  Union u;
  u.realm_id = 1;
  u.id = 20;
  u.parent_id = 10;
  u.tree_path = "00010002";
  u.name = "某某快递有限公司工会委员会";
  u.type = UnionType::single_basic;
  u.approval_number = "柯总工〔2021〕12号";
  u.founded_on = day("2021-05-01");
  u.approved_on = day("2021-04-01");
  u.session_number = 1;
  u.term_years = 5;
  return u;
}

std::string union_code(std::string first_17) { return first_17 + credit_code_check_digit(first_17); }

template <class T>
std::string reason_of(const Result<T>& r) {
  return r.ok() ? "" : r.problem().reason;
}

struct Case {
  const char* reason;
  std::function<void(Union&, Surroundings&)> spoil;
};

// In the order in which they are told.
const std::vector<Case>& cases() {
  static Union ended = [] {
    Union p = parent_union();
    p.status = UnionStatus::dissolved;
    return p;
  }();
  static const std::vector<Case> all = {
      {"union.name_length", [](Union& u, Surroundings&) { u.name = "工会"; }},
      {"union.parent_missing", [](Union&, Surroundings& a) { a.parent = nullptr; }},
      {"union.parent_ended", [](Union&, Surroundings& a) { a.parent = &ended; }},
      {"union.type_not_under", [](Union& u, Surroundings&) { u.type = UnionType::group; }},
      {"union.credit_code_of_unit", [](Union& u, Surroundings&) { u.credit_code = "91330621MA2D00000X"; }},
      {"union.credit_code_length", [](Union& u, Surroundings&) { u.credit_code = "8133062100"; }},
      {"union.credit_code_kind",
       [](Union& u, Surroundings&) { u.credit_code = union_code("51330603MC00000010").substr(0, 18); }},
      {"union.credit_code_check",
       [](Union& u, Surroundings&) {
         u.credit_code = union_code("81330603MC0000001");
         u.credit_code.back() = u.credit_code.back() == '0' ? '1' : '0';
       }},
      {"union.township_code", [](Union& u, Surroundings&) { u.township_code = "柯桥"; }},
      {"union.unit_missing", [](Union&, Surroundings& a) { a.unit_exists = false; }},
      {"union.approval_missing", [](Union& u, Surroundings&) { u.approval_number.clear(); }},
      {"union.approval_form", [](Union& u, Surroundings&) { u.approval_number = "柯总工12号"; }},
      {"union.founded_missing", [](Union& u, Surroundings&) { u.founded_on.reset(); }},
      {"union.founded_in_future", [](Union& u, Surroundings&) { u.founded_on = day("2021-11-13"); }},
      {"union.founded_before_approval", [](Union& u, Surroundings&) { u.founded_on = day("2021-03-31"); }},
      {"union.term_years", [](Union& u, Surroundings&) { u.term_years = 4; }},
      {"union.term_reversed",
       [](Union& u, Surroundings&) {
         u.term_from_on = day("2021-05-01");
         u.term_to_on = day("2020-05-01");
       }},
      {"union.count_negative", [](Union& u, Surroundings&) { u.members_reported = -1; }},
      {"union.count_part", [](Union& u, Surroundings&) { u.female_employees_reported = 1; }},
      {"union.chair_is_legal_representative",
       [](Union& u, Surroundings& a) {
         u.chair_name = "王伟";
         a.legal_representative = "王 伟";
       }},
      {"union.name_taken", [](Union&, Surroundings& a) { a.is_name_taken = true; }},
  };
  return all;
}

Surroundings good_surroundings(const Union& parent) {
  Surroundings around;
  around.parent = &parent;
  around.today = day("2021-11-12");
  return around;
}

TEST(UnionRules, a_founding_in_order_passes) {
  Union parent = parent_union(), u = founded_union();
  EXPECT_EQ(reason_of(judge_new(u, good_surroundings(parent))), "");
}

TEST(UnionRules, each_fault_of_a_founding_is_told_with_its_reason_and_field) {
  Union parent = parent_union();
  for (const Case& c : cases()) {
    Union u = founded_union();
    Surroundings around = good_surroundings(parent);
    c.spoil(u, around);
    auto verdict = judge_new(u, around);
    EXPECT_EQ(reason_of(verdict), c.reason);
    if (!verdict.ok()) {
      EXPECT_FALSE(verdict.problem().fields.empty());
      EXPECT_FALSE(verdict.problem().message.empty());
    }
  }
}

TEST(UnionRules, of_two_faults_the_one_that_stands_first_gives_the_reason_and_both_are_told) {
  Union parent = parent_union();
  const auto& all = cases();
  for (std::size_t i = 0; i < all.size(); ++i) {
    Union u = founded_union();
    Surroundings around = good_surroundings(parent);
    all[i].spoil(u, around);
    around.is_name_taken = true;
    auto verdict = judge_new(u, around);
    EXPECT_EQ(reason_of(verdict), all[i].reason);
    if (i + 1 < all.size() && !verdict.ok()) {
      EXPECT_GE(verdict.problem().fields.size(), 2u) << all[i].reason;
    }
  }
}

TEST(UnionRules, the_code_of_a_unit_is_refused_with_the_field_where_it_belongs) {
  Union parent = parent_union(), u = founded_union();
  u.credit_code = "91330621MA2D00000X";
  auto verdict = judge_new(u, good_surroundings(parent));
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.problem().message,
            "这是单位的统一社会信用代码（91开头），工会代码以81或89开头，请填到“单位统一社会信用代码”一栏");
}

TEST(UnionRules, a_later_term_may_be_approved_after_the_founding) {
  Union parent = parent_union(), u = founded_union();
  u.session_number = 2;
  u.approved_on = day("2021-10-01");
  EXPECT_EQ(reason_of(judge_new(u, good_surroundings(parent))), "");
}

TEST(UnionRules, a_union_without_approval_is_preparing_and_needs_no_day) {
  Union parent = parent_union(), u = founded_union();
  u.approval_number.clear();
  u.founded_on.reset();
  EXPECT_EQ(reason_of(judge_new(u, good_surroundings(parent))), "");
  EXPECT_FALSE(is_founded(u));
}

TEST(UnionRules, types_stand_only_where_they_may) {
  using T = UnionType;
  const std::pair<T, std::vector<T>> allowed[] = {
      {T::federation, {T::federation}},
      {T::work_committee, {T::federation, T::work_committee}},
      {T::office, {T::federation, T::work_committee}},
      {T::single_basic,
       {T::federation, T::work_committee, T::office, T::industry_federation, T::regional_federation,
        T::other}},
      {T::joint_basic,
       {T::federation, T::work_committee, T::office, T::industry_federation, T::regional_federation,
        T::other}},
      {T::industry_federation, {T::federation, T::work_committee, T::office, T::regional_federation}},
      {T::regional_federation, {T::federation, T::work_committee, T::office, T::regional_federation}},
      {T::branch, {T::single_basic, T::joint_basic}},
      {T::group, {T::single_basic, T::joint_basic, T::branch}},
      {T::other,
       {T::federation, T::work_committee, T::office, T::industry_federation, T::regional_federation,
        T::other}},
  };
  for (const auto& [child, parents] : allowed)
    for (int p = 0; p <= static_cast<int>(T::other); ++p) {
      T parent = static_cast<T>(p);
      bool expected = std::find(parents.begin(), parents.end(), parent) != parents.end();
      EXPECT_EQ(may_stand_under(child, parent), expected)
          << record::label_of(child) << " under " << record::label_of(parent);
    }
}

TEST(UnionRules, levels_follow_the_parent) {
  EXPECT_EQ(level_under(UnionType::federation, 40), 50);
  EXPECT_EQ(level_under(UnionType::regional_federation, 50), 60);
  EXPECT_EQ(level_under(UnionType::regional_federation, 60), 60);
  EXPECT_EQ(level_under(UnionType::single_basic, 50), 0);
  EXPECT_EQ(level_of_division("330000"), 20);
  EXPECT_EQ(level_of_division("330600"), 30);
  EXPECT_EQ(level_of_division("330603"), 40);
}

TEST(UnionRules, a_document_number_in_any_brackets_is_put_right) {
  Union u = founded_union();
  u.approval_number = "柯总工[2021]12号";
  tidy(u);
  EXPECT_EQ(u.approval_number, "柯总工〔2021〕12号");
}

TEST(UnionRules, a_union_never_moves_under_itself_nor_under_an_ended_one) {
  Union u = founded_union(), below = founded_union(), root = parent_union(), other = parent_union();
  Date today = day("2021-11-12");
  UnionMove input{0, {}, "", "调整"};
  below.tree_path = "000100020003";
  below.type = UnionType::federation;
  EXPECT_EQ(reason_of(judge_move(u, &below, false, input, today)), "union.under_itself");
  EXPECT_EQ(reason_of(judge_move(u, &u, false, input, today)), "union.under_itself");
  EXPECT_EQ(reason_of(judge_move(u, &root, false, input, today)), "union.already_there");
  EXPECT_EQ(reason_of(judge_move(root, &other, false, input, today)), "union.root_fixed");
  other.id = 30;
  other.tree_path = "00010009";
  EXPECT_EQ(reason_of(judge_move(u, &other, false, input, today)), "");
  EXPECT_EQ(reason_of(judge_move(u, &other, true, input, today)), "union.name_taken");
  EXPECT_EQ(reason_of(judge_move(u, &other, false, {0, {}, "", " "}, today)), "union.reason_missing");
  EXPECT_EQ(reason_of(judge_move(u, &other, false, {0, day("2021-11-13"), "", "x"}, today)),
            "union.day_in_future");
  EXPECT_EQ(reason_of(judge_move(u, &other, false, {0, day("2021-04-30"), "", "x"}, today)),
            "union.day_before_founding");
  EXPECT_EQ(reason_of(judge_move(u, &other, false, {0, {}, "12号", "x"}, today)), "union.document_form");
  other.status = UnionStatus::merged;
  EXPECT_EQ(reason_of(judge_move(u, &other, false, input, today)), "union.parent_ended");
  u.status = UnionStatus::dissolved;
  EXPECT_EQ(reason_of(judge_move(u, &other, false, input, today)), "union.ended");
}

TEST(UnionRules, dissolving_tells_how_many_stand_in_the_way_and_what_to_do) {
  Union u = founded_union();
  Date today = day("2021-11-12");
  UnionDissolve input{{}, "", "单位注销"};
  EXPECT_EQ(reason_of(judge_dissolve(u, 0, 0, input, today)), "");
  auto members = judge_dissolve(u, 12, 3, input, today);
  EXPECT_EQ(reason_of(members), "union.has_members");
  EXPECT_NE(members.problem().message.find("12 人"), std::string::npos);
  EXPECT_NE(members.problem().message.find("转会"), std::string::npos);
  EXPECT_EQ(members.problem().fields.size(), 2u);
  auto children = judge_dissolve(u, 0, 3, input, today);
  EXPECT_EQ(reason_of(children), "union.has_children");
  EXPECT_NE(children.problem().message.find("3 家"), std::string::npos);
  u.status = UnionStatus::merged;
  EXPECT_EQ(reason_of(judge_dissolve(u, 0, 0, input, today)), "union.ended");
}

TEST(UnionRules, merging_looks_at_both_unions_and_at_their_children) {
  Union u = founded_union(), into = founded_union();
  into.id = 21;
  into.tree_path = "00010003";
  Date today = day("2021-11-12");
  UnionMerge input{21, {}, "", "合并"};
  EXPECT_EQ(reason_of(judge_merge(u, &into, {}, input, today)), "");
  EXPECT_EQ(reason_of(judge_merge(u, nullptr, {}, input, today)), "union.into_missing");
  EXPECT_EQ(reason_of(judge_merge(u, &u, {}, input, today)), "union.under_itself");
  EXPECT_EQ(reason_of(judge_merge(u, &into, {{UnionType::federation}, ""}, input, today)),
            "union.children_not_under");
  EXPECT_EQ(reason_of(judge_merge(u, &into, {{}, "第一分工会"}, input, today)), "union.child_name_taken");
  into.status = UnionStatus::dissolved;
  EXPECT_EQ(reason_of(judge_merge(u, &into, {}, input, today)), "union.into_ended");
}

TEST(UnionRules, an_edit_changes_neither_name_nor_parent) {
  Union parent = parent_union(), before = founded_union(), after = before;
  Surroundings around = good_surroundings(parent);
  after.name = "另一个工会委员会";
  EXPECT_EQ(reason_of(judge_edit(before, after, around, {})), "union.name_by_rename");
  after = before;
  after.parent_id = 99;
  EXPECT_EQ(reason_of(judge_edit(before, after, around, {})), "union.parent_by_move");
  after = before;
  after.type = UnionType::joint_basic;
  EXPECT_EQ(reason_of(judge_edit(before, after, around, {UnionType::branch})), "");
  after.type = UnionType::other;
  EXPECT_EQ(reason_of(judge_edit(before, after, around, {UnionType::branch})), "union.children_not_under");
}

TEST(UnionRules, an_old_union_whose_chair_is_the_legal_representative_can_still_be_edited) {
  Union parent = parent_union(), before = founded_union();
  before.chair_name = "王伟";
  Union after = before;
  after.note = "x";
  Surroundings around = good_surroundings(parent);
  around.legal_representative = "王伟";
  EXPECT_EQ(reason_of(judge_edit(before, after, around, {})), "");
}

std::int64_t sum(const std::vector<Counted>& rows, bool is_founding) {
  std::int64_t n = 0;
  for (const auto& row : rows)
    if (row.is_founding == is_founding) n += row.amount;
  return n;
}

RC_GTEST_PROP(UnionRules, an_edit_never_changes_the_number_of_unions,
              (bool old_form, bool new_form, int shift)) {
  Union before = founded_union(), after = before;
  before.is_new_form = old_form;
  after.is_new_form = new_form;
  after.founded_on = before.founded_on->plus_days(shift % 1000);
  auto change = counted_change(before, after, day("2021-11-12"));
  RC_ASSERT(sum(change, false) == 0);
  RC_ASSERT(sum(change, true) == 0);
  if (before.is_new_form == after.is_new_form && before.founded_on == after.founded_on)
    RC_ASSERT(change.empty());
}

TEST(UnionRules, a_preparing_union_that_gets_its_approval_counts_as_founded_once) {
  Union after = founded_union(), before = after;
  before.approval_number.clear();
  before.founded_on.reset();
  before.status = UnionStatus::preparing;
  EXPECT_TRUE(counted_of(before, day("2021-11-12")).empty()) << "in preparation it is no union yet";
  auto change = counted_change(before, after, day("2021-11-12"));
  EXPECT_EQ(sum(change, true), 1);
  EXPECT_EQ(sum(change, false), 1);
  for (const auto& row : change) EXPECT_EQ(row.on, *after.founded_on);
}

TEST(Segments, are_four_letters_in_byte_order) {
  EXPECT_EQ(segment_text(1), "0001");
  EXPECT_EQ(segment_text(31), "000Z");
  EXPECT_EQ(segment_text(32), "0010");
  EXPECT_THROW((void)segment_text(1 << 20), std::out_of_range);
  EXPECT_THROW((void)segment_text(-1), std::out_of_range);
}

RC_GTEST_PROP(Segments, sort_like_their_numbers, ()) {
  auto a = *rc::gen::inRange<std::int64_t>(0, 1 << 20), b = *rc::gen::inRange<std::int64_t>(0, 1 << 20);
  RC_ASSERT((a < b) == (segment_text(a) < segment_text(b)));
}

}  // namespace
}  // namespace niangjia::unions
