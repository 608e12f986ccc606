// Rows of the 工会组织信息采集表. Rules: DOMAIN a3, a4; 工会法 (2021) art. 11; 中国工会章程 art. 28;
// 企业工会主席产生办法.
#include <algorithm>

#include "base/text.h"
#include "modules/census/organisation_judge.h"
#include "modules/census/store.h"

namespace niangjia::census {

using facts::Indicator;
using unions::Union;
using unions::UnionStatus;
using unions::UnionType;

namespace {

UnionType type_from(OrganisationRow& row) {
  std::string t = remove_spaces(row.text(Field::union_type));
  if (auto known = record::from_word<UnionType>(t)) return *known;
  static constexpr std::pair<std::string_view, UnionType> kWords[] = {
      {"工作委员会", UnionType::work_committee},
      {"办事处", UnionType::office},
      {"行业性", UnionType::industry_federation},
      {"行业工会", UnionType::industry_federation},
      {"产业工会", UnionType::industry_federation},
      {"系统工会", UnionType::industry_federation},
      {"区域性", UnionType::regional_federation},
      {"园区", UnionType::regional_federation},
      {"联合会", UnionType::regional_federation},
      {"联合", UnionType::joint_basic},
      {"小组", UnionType::group},
      {"分工会", UnionType::branch},
      {"分会", UnionType::branch},
      {"独立", UnionType::single_basic},
      {"单独", UnionType::single_basic},
      {"基层", UnionType::single_basic},
      {"总工会", UnionType::federation},
      {"街道工会", UnionType::federation},
      {"乡镇工会", UnionType::federation},
  };
  if (t.empty())
    return row.text(Field::union_name).ends_with("总工会") ? UnionType::federation : UnionType::single_basic;
  for (const auto& [word, type] : kWords)
    if (contains(t, word)) return type;
  if (t != "其他") row.verdict.add("unknown_type", Field::union_type, t);
  return UnionType::other;
}

int number_in(std::string_view text) {  // 第13届, 第四届, 第十二届, 5, 5年
  std::string half = to_half_width(text);
  std::string digits;
  for (char c : half)
    if (c >= '0' && c <= '9') digits += c;
  if (!digits.empty() && digits.size() < 4) return std::stoi(digits);
  static constexpr std::string_view kDigits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  int tens = 0, ones = 0;
  auto ten = half.find("十");
  for (int i = 0; i < 9; ++i)
    for (auto at = half.find(kDigits[i]); at != std::string::npos; at = half.find(kDigits[i], at + 3))
      (ten != std::string::npos && at < ten ? tens : ones) = i + 1;
  if (ten != std::string::npos && tens == 0) tens = 1;
  return tens * 10 + ones;
}

std::string name_under(Id parent, std::string_view key) {
  return std::to_string(parent) + "|" + std::string(key);
}

bool says_ended(std::string_view status) {
  return contains(status, "撤销") || contains(status, "注销") || contains(status, "解散") || status == "0";
}

}  // namespace

Union OrganisationJudge::union_from(OrganisationRow& row) {
  Union u;
  u.realm_id = c_.realm_id;
  u.name = row.text(Field::union_name);
  u.type = type_from(row);
  CreditCode code = read_credit_code(row.text(Field::union_credit_code));
  bool is_unions =
      code.holder == CreditCodeHolder::union_basic || code.holder == CreditCodeHolder::union_other;
  if (code.verdict != CreditCodeVerdict::missing && !is_unions)
    row.verdict.add("union_code_is_employer", Field::union_credit_code);
  else if (code.verdict == CreditCodeVerdict::ok)
    u.credit_code = code.code;
  else if (code.verdict != CreditCodeVerdict::missing)
    row.verdict.add("union_code_bad_check", Field::union_credit_code);
  u.township_code = township_of(c_.library, row.text(Field::township), row.verdict, true);
  u.address = row.text(Field::address), u.industry = row.text(Field::industry);
  u.founded_on = row.day(Field::founded_on), u.approved_on = row.day(Field::approved_on);
  if (u.founded_on && *u.founded_on > c_.as_of) {
    row.verdict.add("date_bad", Field::founded_on, "晚于填报日期");
    u.founded_on.reset();
  }
  DocumentNumber number = read_document_number(row.text(Field::approval_number));
  if (number.brackets_fixed) row.verdict.add("docno_wrong_bracket", Field::approval_number);
  u.approval_number = number.text;
  u.session_number = number_in(row.text(Field::session_number));
  u.term_years = number_in(row.text(Field::term_years));
  u.term_from_on = row.day(Field::term_from_on), u.term_to_on = row.day(Field::term_to_on);
  u.employees_reported = count_of(row, Field::employees);
  u.female_employees_reported = count_of(row, Field::female_employees);
  u.migrant_employees_reported = count_of(row, Field::migrant_employees);
  u.members_reported = count_of(row, Field::members);
  u.female_members_reported = count_of(row, Field::female_members);
  u.committee_seats = static_cast<int>(count_of(row, Field::committee_seats));
  u.chair_name = normalise_person_name(row.text(Field::chair_name));
  u.chair_sex = row.text(Field::chair_sex), u.chair_post = row.text(Field::chair_post);
  u.audit_chair_name = row.text(Field::audit_chair_name),
  u.women_chair_name = row.text(Field::women_chair_name);
  std::string flag = row.text(Field::is_new_form);
  u.is_new_form = flag == "是" || flag == "√" || flag == "1" || flag == "Y" || contains(flag, "新业态");
  u.status = says_ended(row.text(Field::union_status)) ? UnionStatus::dissolved : UnionStatus::active;
  u.note = row.text(Field::note);
  u.updated_at = c_.now;
  return u;
}

bool OrganisationJudge::union_is_refused(OrganisationRow& row, const Union& u,
                                         std::string_view legal_representative) {
  auto refuse_row = [&](std::string_view code, Field field) {
    row.verdict.add(code, field);
    row.verdict.settle(Outcome::rejected);
    return true;
  };
  Date year_start = *Date::from_ymd(c_.as_of.year(), 1, 1);
  bool is_this_year = u.founded_on && *u.founded_on >= year_start;
  if (is_this_year && u.approval_number.empty()) return refuse_row("no_docno_2021", Field::approval_number);
  bool first_term = u.session_number <= 1;
  if (first_term && u.founded_on && u.approved_on && *u.founded_on < *u.approved_on)
    return refuse_row("found_before_approval", Field::founded_on);
  bool same = !u.chair_name.empty() && u.chair_name == legal_representative;
  if (same && is_this_year) return refuse_row("chair_is_legal_rep_new", Field::chair_name);
  if (same) row.verdict.add("chair_is_legal_rep_stock", Field::chair_name);
  return false;
}

void OrganisationJudge::warn_about_union(OrganisationRow& row, Union& u, std::string_view) {
  if (u.term_years != 0 && u.term_years != 3 && u.term_years != 5)
    row.verdict.add("term_not_3_or_5", Field::term_years);
  if ((u.employees_reported && u.female_employees_reported > u.employees_reported) ||
      (u.members_reported && u.female_members_reported > u.members_reported))
    row.verdict.add("female_gt_total", Field::female_employees);
  if (u.employees_reported && u.members_reported > u.employees_reported)
    row.verdict.add("members_gt_employees", Field::members);
  bool old = !u.founded_on || u.founded_on->year() < c_.as_of.year();
  if (old && u.session_number > 1 && read_document_number(u.approval_number).year == c_.as_of.year())
    row.verdict.add("reelection_2021_not_founding", Field::approval_number);
  if (u.status == UnionStatus::dissolved) row.verdict.add("revoked", Field::union_status);
}

// The federation itself stands already: the file only tells more of it.
void OrganisationJudge::update_root(store::ReadTx& tx, OrganisationRow& row) {
  auto root = unions::find_union(tx, c_.realm_id, c_.library.unions.root().id);
  Union told = union_from(row);
  row.verdict.settle(Outcome::accepted);
  row.verdict.change = "补充本级总工会信息";
  if (!root) return;
  if (root->import_id != 0 || root->founded_on) {  // told before
    row.verdict.add("already_here");
    row.verdict.settle(Outcome::merged);
    return;
  }
  told.id = root->id, told.segment = root->segment, told.tree_path = root->tree_path;
  told.type = root->type, told.level_code = root->level_code, told.name = root->name;
  unions::fill_search_keys(told);
  told.version = root->version + 1;
  Date since = told.founded_on.value_or(c_.as_of);
  // It counted since the day of its entry; now it counts since its founding.
  add_fact(Indicator::union_net, root->tree_path, root->township_code, unions::entered_on(tx, c_.realm_id),
           -1, 0, told.id);
  add_fact(Indicator::union_net, told.tree_path, told.township_code, since, 1, 0, told.id);
  note("union", told.id, told.tree_path, row);
  writes.changed_unions.push_back(std::move(told));
}

void OrganisationJudge::judge_union(store::ReadTx& tx, OrganisationRow& row) {
  std::string name = row.text(Field::union_name), key = organisation_key(name);
  row.verdict.title = name;
  const UnionPlace& root = c_.library.unions.root();
  if (key == root.name_key && c_.scope.covers(root.path)) return update_root(tx, row);
  std::string parent_text = row.text(Field::parent_name), parent_key = organisation_key(parent_text);
  Union u = union_from(row);
  u.parent_id = root.id;
  int count = 0;
  if (!parent_key.empty() && parent_key != root.name_key) {
    const UnionPlace* stands = c_.library.unions.by_name(parent_key, count);
    auto made = new_by_name_.find(parent_key);
    u.parent_id = stands ? stands->id : writes.unions[made->second.front()].id;
  }
  const UnionPlace* above = c_.library.unions.by_id(u.parent_id);
  if (above && !c_.scope.covers(above->path)) {
    row.verdict.add("outside_scope", Field::parent_name);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  if (new_by_parent_and_name_.contains(name_under(u.parent_id, key)) && u.status == UnionStatus::active) {
    row.verdict.add("dup_name_same_parent", Field::union_name);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  for (const auto& other : c_.library.unions.all())
    if (other.name_key == key && other.parent_id == u.parent_id) {
      row.verdict.add("already_here");
      row.verdict.settle(Outcome::merged);
      return;
    }
  std::string legal = normalise_person_name(row.text(Field::legal_representative));
  if (union_is_refused(row, u, legal)) return;
  warn_about_union(row, u, legal);
  u.id = c_.ids.next();
  u.import_id = c_.job_id;
  u.level_code = u.type == UnionType::federation ? (u.parent_id == root.id ? 50 : 60) : 0;
  std::string unit_text = row.text(Field::unit_credit_code);
  CreditCode code = read_credit_code(unit_text.empty() ? row.text(Field::union_credit_code) : unit_text);
  std::string unit_code = code.verdict == CreditCodeVerdict::ok &&
                                  code.holder != CreditCodeHolder::union_basic &&
                                  code.holder != CreditCodeHolder::union_other
                              ? code.code
                              : "";
  if (std::string unit = row.text(Field::unit_name); !unit.empty())
    u.unit_id = unit_for(tx, row, unit, unit_code, c_.library.unions.of_township(u.township_code));
  Phone phone = read_phone(row.text(Field::chair_phone));
  if (!phone.number.empty() && !c_.is_dry_run)
    u.chair_phone_sealed.bytes = c_.vault.seal(phone.number, "trade_union", "chair_phone", u.id);
  unions::fill_search_keys(u);
  row.verdict.settle(Outcome::accepted);
  row.verdict.change = u.status == UnionStatus::dissolved ? "登记为已撤销工会" : "新增工会";
  new_by_parent_and_name_[name_under(u.parent_id, key)] = writes.unions.size();
  new_by_name_[key].push_back(writes.unions.size());
  if (u.status == UnionStatus::active) {
    Date since = u.founded_on.value_or(c_.as_of);
    add_fact(Indicator::union_net, "", u.township_code, since, 1, u.is_new_form ? 1 : 0, u.id);
    if (u.founded_on && !u.approval_number.empty())
      add_fact(Indicator::union_founded, "", u.township_code, since, 1, u.is_new_form ? 1 : 0, u.id);
  }
  note("union", u.id, "", row);
  writes.unions.push_back(std::move(u));
}

Result<void> OrganisationJudge::judge(store::ReadTx& tx, std::vector<OrganisationRow>& rows) {
  if (c_.kind != Kind::unions) {
    for (auto& row : rows) c_.kind == Kind::outlets ? judge_outlet(tx, row) : judge_cover(tx, row);
    return {};
  }
  // A parent may stand further down than its children: rows wait until their parent has been judged.
  std::vector<OrganisationRow*> waiting;
  for (auto& row : rows) {
    row.verdict.title = row.text(Field::union_name);
    if (!row.verdict.title.empty()) {
      waiting.push_back(&row);
      continue;
    }
    row.verdict.add("union_name_missing", Field::union_name);
    row.verdict.settle(Outcome::rejected);
  }
  const std::string& root_key = c_.library.unions.root().name_key;
  for (bool progress = true; progress && !waiting.empty();) {
    std::vector<OrganisationRow*> later;
    for (OrganisationRow* row : waiting) {
      std::string parent = organisation_key(row->text(Field::parent_name));
      int count = 0;
      bool ready = parent.empty() || parent == root_key ||
                   organisation_key(row->text(Field::union_name)) == root_key ||
                   c_.library.unions.by_name(parent, count) || new_by_name_.contains(parent);
      if (ready)
        judge_union(tx, *row);
      else
        later.push_back(row);
    }
    progress = later.size() < waiting.size();
    waiting = std::move(later);
  }
  for (OrganisationRow* row : waiting) {
    row->verdict.add("unknown_parent", Field::parent_name, row->text(Field::parent_name));
    row->verdict.settle(Outcome::rejected);
  }
  segments_wanted = static_cast<std::int64_t>(writes.unions.size());
  return {};
}

void OrganisationJudge::give_segments(std::int64_t first) {
  std::map<Id, const Union*> made;
  std::map<std::string, std::string> township_paths;
  for (Union& u : writes.unions) {
    u.segment = unions::segment_text(first++);
    const UnionPlace* parent = c_.library.unions.by_id(u.parent_id);
    u.tree_path = (parent ? parent->path : made.at(u.parent_id)->tree_path) + u.segment;
    made[u.id] = &u;
    if (u.level_code == 50 && !u.township_code.empty())
      township_paths.try_emplace(u.township_code, u.tree_path);
    unions::UnionChange change;
    change.realm_id = c_.realm_id, change.id = c_.ids.next(), change.union_id = u.id;
    change.kind = unions::ChangeKind::entered;
    change.changed_on = u.founded_on.value_or(c_.as_of);
    change.document_number = u.approval_number;
    change.at = c_.now;
    writes.changes.push_back(std::move(change));
  }
  for (auto& fact : writes.facts)
    if (auto it = made.find(fact.subject_id); it != made.end()) fact.union_path = it->second->tree_path;
  for (auto& unit : writes.units)
    if (auto it = township_paths.find(unit.township_code); it != township_paths.end())
      unit.union_path = it->second;
}

}  // namespace niangjia::census
