#include "modules/unions/rules.h"

#include <algorithm>

#include "base/text.h"
#include "base/union_code.h"

namespace niangjia::unions {

namespace {

// Faults in the order in which they are told.
class Faults {
 public:
  void add(Code code, std::string_view reason, std::string_view field, std::string message) {
    if (fields_.empty()) first_ = refuse(code, reason, message);
    fields_.push_back({std::string(field), std::move(message)});
  }
  void wrong(std::string_view reason, std::string_view field, std::string message) {
    add(Code::invalid, reason, field, std::move(message));
  }
  Result<void> verdict() {
    if (fields_.empty()) return {};
    first_.fields = std::move(fields_);
    return std::move(first_);
  }

 private:
  Problem first_;
  std::vector<FieldProblem> fields_;
};

std::string quoted(std::string_view name) { return "“" + std::string(name) + "”"; }

bool is_any(UnionType type, std::initializer_list<UnionType> list) {
  return std::find(list.begin(), list.end(), type) != list.end();
}

bool is_basic(UnionType type) { return is_any(type, {UnionType::single_basic, UnionType::joint_basic}); }

bool is_above_basic(UnionType type) {
  return is_any(type, {UnionType::federation, UnionType::work_committee, UnionType::office,
                       UnionType::industry_federation, UnionType::regional_federation, UnionType::other});
}

void check_name(Faults& faults, const std::string& name) {
  std::size_t n = count_characters(name);
  if (n < 4 || n > 60)
    faults.wrong("union.name_length", "name",
                 "工会名称应为 4 至 60 个字，现在是 " + std::to_string(n) +
                     " 个字。请填写全称，如“××有限公司工会委员会”。");
}

void check_living(Faults& faults, const Union& u) {
  if (is_living(u.status)) return;
  faults.add(Code::conflict, "union.ended", "status",
             quoted(u.name) + (u.status == UnionStatus::merged ? "已并入其他工会" : "已撤销") +
                 "，不能再办理业务。");
}

void check_place(Faults& faults, UnionType type, const Union* parent) {
  if (!parent) {
    faults.wrong("union.parent_missing", "parent_id", "找不到上级工会，请从列表中选择本人管辖范围内的工会。");
  } else if (!is_living(parent->status)) {
    faults.add(Code::conflict, "union.parent_ended", "parent_id",
               "上级工会" + quoted(parent->name) + "已撤销或已并入其他工会，请另选上级工会。");
  } else if (!may_stand_under(type, parent->type)) {
    faults.wrong("union.type_not_under", "type",
                 std::string(record::label_of(type)) + "不能设在" +
                     std::string(record::label_of(parent->type)) + quoted(parent->name) +
                     "之下，请改选组织类型或上级工会。");
  }
}

void check_credit_code(Faults& faults, const Union& u) {
  if (u.credit_code.empty()) return;
  if (auto fault = union_code_fault(u.credit_code)) faults.wrong(fault->reason, "credit_code", fault->message);
}

void check_approval(Faults& faults, const Union& u) {
  if (u.approval_number.empty() && u.founded_on)
    faults.wrong("union.approval_missing", "approval_number",
                 "填写了建会日期，还须填写建会批复文号，如“柯总工〔2021〕12号”。");
  if (!u.approval_number.empty() && read_document_number(u.approval_number).year == 0)
    faults.wrong("union.approval_form", "approval_number",
                 "建会批复文号缺少带年份的六角括号，应写成“柯总工〔2021〕12号”的样子。");
  if (!u.approval_number.empty() && !u.founded_on)
    faults.wrong("union.founded_missing", "founded_on",
                 "填写了建会批复文号，还须填写建会日期（批复选举结果之日）。");
}

// The founding day is that of the approval of the election result: never before the approval to prepare, in
// the first term.
void check_days(Faults& faults, const Union& u, Date today) {
  if (u.founded_on && *u.founded_on > today)
    faults.wrong("union.founded_in_future", "founded_on",
                 "建会日期 " + u.founded_on->chinese() + "晚于今天，请检查。");
  if (u.founded_on && u.approved_on && u.session_number <= 1 && *u.founded_on < *u.approved_on)
    faults.wrong("union.founded_before_approval", "founded_on",
                 "首届工会的建会日期 " + u.founded_on->chinese() + "早于批复日期 " +
                     u.approved_on->chinese() + "，请核对两个日期。");
  if (u.term_years != 0 && u.term_years != 3 && u.term_years != 5)
    faults.wrong(
        "union.term_years", "term_years",
        "每届任期为 3 年或 5 年（工会法第十六条），现在填的是 " + std::to_string(u.term_years) + "。");
  if (u.term_from_on && u.term_to_on && *u.term_to_on < *u.term_from_on)
    faults.wrong("union.term_reversed", "term_to_on", "任期止早于任期起，请核对。");
}

void check_counts(Faults& faults, const Union& u) {
  struct Pair {
    std::int64_t part, whole;
    std::string_view field, sentence;
  };
  const Pair pairs[] = {
      {u.female_employees_reported, u.employees_reported, "female_employees_reported",
       "女职工数不能大于职工总数。"},
      {u.migrant_employees_reported, u.employees_reported, "migrant_employees_reported",
       "农民工数不能大于职工总数。"},
      {u.female_members_reported, u.members_reported, "female_members_reported",
       "女会员数不能大于会员总数。"},
  };
  if (std::min({u.employees_reported, u.members_reported}) < 0 || u.session_number < 0 ||
      u.committee_seats < 0)
    faults.wrong("union.count_negative", "employees_reported", "人数、届次和委员数不能是负数。");
  for (const Pair& p : pairs) {
    if (p.part < 0)
      faults.wrong("union.count_negative", p.field, "人数不能是负数。");
    else if (p.part > p.whole)
      faults.wrong("union.count_part", p.field, std::string(p.sentence));
  }
}

// 中国工会章程, 企业工会工作条例 art. 24: the unit's head, its legal representative and their close kin do
// not stand for chair.
void check_chair(Faults& faults, const Union& u, const std::string& legal_representative) {
  if (u.chair_name.empty() ||
      normalise_person_name(u.chair_name) != normalise_person_name(legal_representative))
    return;
  faults.wrong("union.chair_is_legal_representative", "chair_name",
               u.chair_name + "是单位法定代表人，不能担任工会主席。请按规定另行选举后再办理。");
}

void check_township(Faults& faults, const std::string& code) {
  bool is_digits = std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!code.empty() && (!is_digits || (code.size() != 6 && code.size() != 9 && code.size() != 12)))
    faults.wrong("union.township_code", "township_code", "所在乡镇街道的代码不正确，请从列表中选择。");
}

void check_name_taken(Faults& faults, bool is_taken, std::string_view name) {
  if (is_taken)
    faults.add(Code::conflict, "union.name_taken", "name",
               "同一上级之下已有名为" + quoted(name) + "的工会，请核对是否重复登记。");
}

void check_day(Faults& faults, const Union& u, const std::optional<Date>& on, Date today) {
  if (on && u.founded_on && *on < *u.founded_on)
    faults.wrong("union.day_before_founding", "on",
                 "办理日期 " + on->chinese() + "早于建会日期 " + u.founded_on->chinese() + "，请检查。");
  if (on && *on > today)
    faults.wrong("union.day_in_future", "on", "办理日期 " + on->chinese() + "晚于今天，请检查。");
}

void check_reason(Faults& faults, const std::string& reason, std::string_view act) {
  if (trim(reason).empty())
    faults.wrong("union.reason_missing", "reason", "请填写" + std::string(act) + "的事由。");
}

void check_document(Faults& faults, const std::string& number) {
  if (!number.empty() && read_document_number(number).year == 0)
    faults.wrong("union.document_form", "document_number",
                 "文号缺少带年份的六角括号，应写成“柯总工〔2021〕12号”的样子。");
}

void check_substance(Faults& faults, const Union& u, const Surroundings& around) {
  check_credit_code(faults, u);
  check_township(faults, u.township_code);
  if (!around.unit_exists)
    faults.wrong("union.unit_missing", "unit_id", "找不到所选的主建单位，请先登记单位。");
  check_approval(faults, u);
  check_days(faults, u, around.today);
  check_counts(faults, u);
}

// Children of `type` fit under it?
void check_children(Faults& faults, UnionType type, const std::vector<UnionType>& children,
                    std::string_view field) {
  for (UnionType child : children)
    if (!may_stand_under(child, type))
      return faults.add(Code::conflict, "union.children_not_under", field,
                        "下级中有" + std::string(record::label_of(child)) + "，不能设在" +
                            std::string(record::label_of(type)) + "之下，请先调整下级工会。");
}

}  // namespace

bool is_living(UnionStatus status) {
  return status != UnionStatus::dissolved && status != UnionStatus::merged;
}
bool is_counted(UnionStatus status) { return is_living(status) && status != UnionStatus::preparing; }
bool is_founded(const Union& u) { return !u.approval_number.empty() && u.founded_on.has_value(); }

bool may_stand_under(UnionType child, UnionType parent) {
  switch (child) {
    case UnionType::federation:
      return parent == UnionType::federation;
    case UnionType::work_committee:
    case UnionType::office:
      return is_any(parent, {UnionType::federation, UnionType::work_committee});
    case UnionType::industry_federation:
    case UnionType::regional_federation:
      return is_any(parent, {UnionType::federation, UnionType::work_committee, UnionType::office,
                             UnionType::regional_federation});
    case UnionType::single_basic:
    case UnionType::joint_basic:
      return is_above_basic(parent);
    case UnionType::branch:
      return is_basic(parent);
    case UnionType::group:
      return is_basic(parent) || parent == UnionType::branch;
    case UnionType::other:
      return is_above_basic(parent);
  }
  return false;
}

int level_under(UnionType type, int parent_level) {
  if (!is_above_basic(type) || type == UnionType::other) return 0;
  return std::min(parent_level + 10, 60);
}

int level_of_division(std::string_view division) {
  if (division.ends_with("0000")) return 20;
  return division.ends_with("00") ? 30 : 40;
}

void tidy(Union& u) {
  u.name = remove_spaces(to_half_width(u.name));
  u.chair_name = normalise_person_name(u.chair_name);
  if (!u.credit_code.empty()) u.credit_code = read_credit_code(u.credit_code).code;
  if (DocumentNumber number = read_document_number(u.approval_number); number.year != 0)
    u.approval_number = number.text;
}

Result<void> judge_new(const Union& u, const Surroundings& around) {
  Faults faults;
  check_name(faults, u.name);
  check_place(faults, u.type, around.parent);
  check_substance(faults, u, around);
  check_chair(faults, u, around.legal_representative);
  check_name_taken(faults, around.is_name_taken, u.name);
  return faults.verdict();
}

Result<void> judge_edit(const Union& before, const Union& after, const Surroundings& around,
                        const std::vector<UnionType>& children) {
  Faults faults;
  check_living(faults, before);
  if (after.name != before.name)
    faults.add(Code::conflict, "union.name_by_rename", "name",
               "名称不能直接修改，请用“更名”办理，以便留下文号和历史。");
  if (after.parent_id != before.parent_id)
    faults.add(Code::conflict, "union.parent_by_move", "parent_id",
               "上级工会不能直接修改，请用“隶属调整”办理。");
  if (after.type != before.type) {
    if (before.parent_id == 0)
      faults.add(Code::conflict, "union.root_fixed", "type", "本级总工会的组织类型不能修改。");
    else
      check_place(faults, after.type, around.parent);
    check_children(faults, after.type, children, "type");
  }
  if (after.credit_code != before.credit_code && !around.certified_code.empty() && after.credit_code != around.certified_code)
    faults.add(Code::conflict, "union.credit_code_certified", "credit_code",
               "代码以法人资格证书为准（" + around.certified_code + "），不能直接修改，请在“法人登记”办理变更或换发。");
  check_substance(faults, after, around);
  bool is_founding = !is_founded(before) && is_founded(after);
  if (is_founding || after.chair_name != before.chair_name)
    check_chair(faults, after, around.legal_representative);
  return faults.verdict();
}

Result<void> judge_move(const Union& u, const Union* parent, bool is_name_taken, const UnionMove& input,
                        Date today) {
  Faults faults;
  check_living(faults, u);
  if (u.parent_id == 0)
    faults.add(Code::conflict, "union.root_fixed", "parent_id", "本级总工会没有上级，不能调整隶属。");
  if (parent && parent->tree_path.starts_with(u.tree_path))
    faults.add(Code::conflict, "union.under_itself", "parent_id",
               quoted(u.name) + "不能调整到自己或自己的下级之下，请另选上级工会。");
  if (parent && parent->id == u.parent_id)
    faults.add(Code::conflict, "union.already_there", "parent_id",
               quoted(u.name) + "已经在这个上级之下，不用调整。");
  check_place(faults, u.type, parent);
  check_document(faults, input.document_number);
  check_day(faults, u, input.on, today);
  check_reason(faults, input.reason, "隶属调整");
  check_name_taken(faults, is_name_taken, u.name);
  return faults.verdict();
}

Result<void> judge_rename(const Union& u, const std::string& name, bool is_name_taken,
                          const UnionRename& input, Date today) {
  Faults faults;
  check_living(faults, u);
  check_name(faults, name);
  if (name == u.name) faults.wrong("union.name_same", "name", "新名称和现在的名称相同，不用更名。");
  check_document(faults, input.document_number);
  check_day(faults, u, input.on, today);
  check_name_taken(faults, is_name_taken, name);
  return faults.verdict();
}

Result<void> judge_merge(const Union& u, const Union* into, const MergeSight& sight, const UnionMerge& input,
                         Date today) {
  Faults faults;
  check_living(faults, u);
  if (u.parent_id == 0)
    faults.add(Code::conflict, "union.root_fixed", "into_id", "本级总工会不能并入其他工会。");
  if (!into) {
    faults.wrong("union.into_missing", "into_id", "找不到要并入的工会，请从列表中选择本人管辖范围内的工会。");
    return faults.verdict();
  }
  if (!is_living(into->status))
    faults.add(Code::conflict, "union.into_ended", "into_id",
               quoted(into->name) + "已撤销或已并入其他工会，请另选。");
  if (into->tree_path.starts_with(u.tree_path))
    faults.add(Code::conflict, "union.under_itself", "into_id",
               quoted(u.name) + "不能并入自己或自己的下级，请另选。");
  check_children(faults, into->type, sight.children, "into_id");
  if (!sight.clashing_child.empty())
    faults.add(Code::conflict, "union.child_name_taken", "into_id",
               "两个工会之下都有" + quoted(sight.clashing_child) + "，请先更名或合并其中一个。");
  check_document(faults, input.document_number);
  check_day(faults, u, input.on, today);
  check_reason(faults, input.reason, "合并");
  return faults.verdict();
}

Result<void> judge_dissolve(const Union& u, std::int64_t members, std::int64_t children,
                            const UnionDissolve& input, Date today) {
  Faults faults;
  check_living(faults, u);
  if (u.parent_id == 0) faults.add(Code::conflict, "union.root_fixed", "status", "本级总工会不能撤销。");
  if (members > 0)
    faults.add(Code::conflict, "union.has_members", "status",
               quoted(u.name) + "还有在会会员 " + std::to_string(members) +
                   " 人，不能撤销。请先为会员办理转会，或把工会并入其他工会。");
  if (children > 0)
    faults.add(Code::conflict, "union.has_children", "status",
               quoted(u.name) + "还有下级工会 " + std::to_string(children) +
                   " 家，不能撤销。请先撤销下级工会，或把它们并入、调整到其他工会。");
  check_document(faults, input.document_number);
  check_day(faults, u, input.on, today);
  check_reason(faults, input.reason, "撤销");
  return faults.verdict();
}

Result<void> judge_cover(const Union& u, const UnionCover& cover, bool unit_exists) {
  Faults faults;
  check_living(faults, u);
  if (!unit_exists) faults.wrong("union.unit_missing", "unit_id", "找不到所选的单位，请先登记单位。");
  if (cover.from_on && cover.to_on && *cover.to_on < *cover.from_on)
    faults.wrong("union.cover_reversed", "to_on", "覆盖终止日期早于起始日期，请核对。");
  if (cover.employees < 0) faults.wrong("union.count_negative", "employees", "职工数不能是负数。");
  return faults.verdict();
}

std::vector<Counted> counted_of(const Union& u, Date entered_on) {
  std::vector<Counted> out;
  int category = u.is_new_form ? 1 : 0;
  if (is_founded(u)) out.push_back({true, u.tree_path, u.township_code, *u.founded_on, 1, category});
  if (is_counted(u.status))
    out.push_back({false, u.tree_path, u.township_code, u.founded_on.value_or(entered_on), 1, category});
  return out;
}

std::vector<Counted> counted_change(const Union& before, const Union& after, Date today) {
  // The stock of a union whose day was not known stands on the day it was entered, which is past: its change
  // is today's.
  bool keeps_day = !before.founded_on && is_counted(before.status);
  auto old_rows = counted_of(before, today), new_rows = counted_of(after, today);
  if (keeps_day)
    for (Counted& row : new_rows)
      if (!row.is_founding) row.on = today;
  std::vector<Counted> out;
  for (const Counted& row : old_rows)
    if (std::find(new_rows.begin(), new_rows.end(), row) == new_rows.end()) {
      out.push_back(row);
      out.back().amount = -row.amount;
    }
  for (const Counted& row : new_rows)
    if (std::find(old_rows.begin(), old_rows.end(), row) == old_rows.end()) out.push_back(row);
  return out;
}

}  // namespace niangjia::unions
