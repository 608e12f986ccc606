#include "modules/founding/rules.h"

#include <algorithm>
#include <stdexcept>

#include "base/data_table.h"
#include "base/person_name.h"
#include "base/text.h"
#include "modules/founding/faults.h"
#include "modules/parameters/parameters.h"

namespace niangjia::founding {

namespace {

// Which kinds a way is open to.
constexpr unsigned kFounding = 1, kElections = 2, kChanges = 4;
unsigned group_of(CaseKind kind) {
  if (kind == CaseKind::founding) return kFounding;
  return has_election(kind) ? kElections : kChanges;
}

struct Way {
  CaseState from;
  Act act;
  CaseState to;
  unsigned kinds;
};
constexpr Way kWays[] = {
    {CaseState::surveyed, Act::visit, CaseState::surveyed, kFounding},
    {CaseState::surveyed, Act::request, CaseState::requested, kFounding},
    {CaseState::surveyed, Act::correct, CaseState::requested, kChanges},
    {CaseState::requested, Act::prepare, CaseState::preparing, kFounding},
    {CaseState::requested, Act::approve, CaseState::archived, kChanges},
    {CaseState::requested, Act::send_back, CaseState::surveyed, kFounding | kChanges},
    {CaseState::preparing, Act::nominate, CaseState::nominated, kFounding | kElections},
    {CaseState::nominated, Act::approve_nominations, CaseState::electing, kFounding | kElections},
    {CaseState::nominated, Act::send_back, CaseState::preparing, kFounding | kElections},
    {CaseState::electing, Act::elect, CaseState::elected, kFounding | kElections},
    {CaseState::elected, Act::report, CaseState::reported, kFounding | kElections},
    {CaseState::reported, Act::approve, CaseState::founded, kFounding},
    {CaseState::reported, Act::approve, CaseState::archived, kElections},
    {CaseState::reported, Act::send_back, CaseState::electing, kFounding | kElections},
    {CaseState::founded, Act::finish, CaseState::archived, kFounding},
};

constexpr std::pair<Act, std::string_view> kWords[] = {
    {Act::visit, "visit"},     {Act::request, "request"},   {Act::correct, "correct"},
    {Act::prepare, "prepare"}, {Act::nominate, "nominate"}, {Act::approve_nominations, "approve_nominations"},
    {Act::elect, "elect"},     {Act::report, "report"},     {Act::approve, "approve"},
    {Act::finish, "finish"},   {Act::resume, "resume"},     {Act::send_back, "send_back"},
    {Act::pause, "pause"},     {Act::withdraw, "withdraw"}};

// Before the union is approved a case may rest or be given up.
bool may_rest(CaseState state) { return state < CaseState::founded; }

}  // namespace

std::string_view word_of(Act act) {
  for (const auto& [one, word] : kWords)
    if (one == act) return word;
  return "";
}

bool has_election(CaseKind kind) {
  return kind == CaseKind::founding || kind == CaseKind::reelection || kind == CaseKind::by_election;
}

CaseState first_state(CaseKind kind) {
  if (kind == CaseKind::founding) return CaseState::surveyed;
  return has_election(kind) ? CaseState::preparing : CaseState::requested;
}

std::string cited(std::string_view code) {
  static const auto rows = data_rows("founding_articles.tsv", 4);
  for (const auto& row : rows)
    if (row[0] == code) return "（《" + row[1] + "》" + row[3] + "）";
  throw std::logic_error("no article for " + std::string(code));
}

std::optional<CaseState> state_after(CaseKind kind, CaseState state, Act act) {
  if (act == Act::pause && may_rest(state)) return CaseState::paused;
  if (act == Act::withdraw && (may_rest(state) || state == CaseState::paused)) return CaseState::withdrawn;
  for (const Way& way : kWays)
    if (way.from == state && way.act == act && (way.kinds & group_of(kind)) != 0) return way.to;
  return std::nullopt;
}

std::vector<Act> open_acts(CaseKind kind, CaseState state) {
  std::vector<Act> acts;
  for (const auto& [act, word] : kWords)
    if (state_after(kind, state, act) || (act == Act::resume && state == CaseState::paused))
      acts.push_back(act);
  return acts;
}

std::optional<Date> due_after(CaseState state, Date on) {
  auto days = [&](std::string_view code) {
    return on.plus_days(static_cast<int>(parameters::value_on(code, on)));
  };
  switch (state) {
    case CaseState::requested:
    case CaseState::nominated:
      return days("founding.prepare_days");
    case CaseState::preparing:
    case CaseState::electing:
      return on.plus_days(static_cast<int>(parameters::value_on("founding.prepare_months", on) * 30));
    case CaseState::elected:
    case CaseState::reported:
      return days("founding.approve_days");
    case CaseState::founded:
      return days("founding.finish_days");
    default:
      return std::nullopt;
  }
}

const SizeRule& size_rule(std::int64_t members) {
  static const std::vector<SizeRule> rules = [] {
    std::vector<SizeRule> all;
    for (const auto& c : data_rows("committee_sizes.tsv", 7))
      all.push_back({std::stoll(c[0]), std::stoll(c[1]), std::stoll(c[2]), std::stoll(c[3]), std::stoll(c[4]),
                     std::stoll(c[5])});
    return all;
  }();
  for (const SizeRule& r : rules)
    if (members <= r.members_to) return r;
  return rules.back();
}

Result<void> judge_case(const FoundingCase& c, bool is_parent_basic, std::size_t units) {
  Faults faults;
  std::size_t n = count_characters(c.name);
  if (n < 4 || n > 60) faults.add("name", "工会名称应为 4 至 60 个字，请填写全称，如“××有限公司工会委员会”");
  bool is_joint = c.type == unions::UnionType::joint_basic;
  if (!is_joint && c.type != unions::UnionType::single_basic)
    faults.add("type", "这里办理单独基层工会和联合基层工会；其他组织请在“工会组织”登记");
  if (is_parent_basic)
    faults.add("parent_id", "上级工会应为镇街或县级工会，基层工会不能批复建会" + cited("approval"));
  if (units == 0) faults.add("units", "请填写至少一个拟建会的单位");
  if (!is_joint && units > 1)
    faults.add("type", "一个单独基层工会只对应一个单位；多个单位请选联合基层工会" + cited("founding"));
  if (c.workers < 0 || c.women_workers < 0 || c.women_workers > c.workers)
    faults.add("women_workers", "女职工人数应不大于职工人数");
  return faults.verdict();
}

void judge_spelling(Faults& faults, const std::vector<FoundingPerson>& people) {
  for (const FoundingPerson& p : people) {
    std::string name = to_half_width(p.name);
    name = normalise_person_name(name.substr(0, name.find('(')));
    if (std::string fault = person_name_fault(name); !fault.empty())
      faults.add("people", p.name.empty() ? fault : "“" + p.name + "”：" + fault);
  }
}

Result<void> judge_request(const std::vector<FoundingPerson>& group, std::string_view opinion, Date on,
                           const FoundingCase& c, Date today) {
  Faults faults;
  std::int64_t from = parameters::value_on("founding.group_from", today);
  std::int64_t to = parameters::value_on("founding.group_to", today);
  auto people = static_cast<std::int64_t>(group.size());
  if (people < from || people > to)
    faults.add("people", "筹备组应为 " + n_of(from) + " 至 " + n_of(to) + " 人，现在是 " + n_of(people) +
                             " 人" + cited("preparing_group"));
  judge_spelling(faults, group);
  auto leaders =
      std::count_if(group.begin(), group.end(), [](const FoundingPerson& p) { return p.post == "leader"; });
  if (leaders != 1) faults.add("people", "筹备组应有一名组长");
  if (trim(opinion).empty()) faults.add("opinion", "请写明单位党组织和行政的意见");
  if (on > today || on < c.opened_on) faults.add("on", "请示日期应在立项之后、今天之前");
  return faults.verdict();
}

Result<void> judge_report(std::int64_t term_years, Date on, const FoundingCase& c, Date today) {
  Faults faults;
  if (c.kind != CaseKind::by_election && term_years != 3 && term_years != 5)
    faults.add("term_years", "届期为三年或五年，由会员（代表）大会决定" + cited("term"));
  if (on < c.elected_on.value_or(on) || on > today) faults.add("on", "报告日期应在选举之后、今天之前");
  return faults.verdict();
}

Date years_after(Date day, int years) {
  auto same = Date::from_ymd(day.year() + years, day.month(), day.day());
  return same ? *same : *Date::from_ymd(day.year() + years, day.month(), day.day() - 1);
}

std::optional<Date> full_term_end(const unions::Union& u) {
  if (u.term_from_on && u.term_years > 0) return years_after(*u.term_from_on, u.term_years).plus_days(-1);
  return u.term_to_on;
}

namespace {

Date months_after(Date day, int months) {
  int all = day.year() * 12 + (day.month() - 1) + months;
  for (int d = day.day();; --d)
    if (auto same = Date::from_ymd(all / 12, all % 12 + 1, d)) return *same;
}

void judge_extension(Faults& faults, const ChangeWish& w, const unions::Union& u, Date today) {
  auto end = full_term_end(u);
  if (!end) return faults.add("term_to_on", "工会没有登记任期，请先在“工会组织”补上任期起止");
  Date latest =
      months_after(*end, static_cast<int>(parameters::value_on("founding.extension_months", today)));
  if (!w.term_to_on || *w.term_to_on <= u.term_to_on.value_or(*end))
    faults.add("term_to_on", "请填写延期到哪一天，应晚于现任期止 " + u.term_to_on.value_or(*end).chinese());
  else if (*w.term_to_on < today)
    faults.add("term_to_on", "延期到的日子已经过了，请直接办理换届");
  else if (*w.term_to_on > latest)
    faults.add("term_to_on", "本届任期到 " + end->chinese() + "，延期一般不超过半年，最晚到 " +
                                 latest.chinese() + cited("extension"));
}

void judge_reelection(Faults& faults, const ChangeWish& w, const unions::Union& u, Date today) {
  auto days = static_cast<int>(parameters::value_on("founding.reelection_days", today));
  if (u.term_to_on && today.plus_days(days) < *u.term_to_on && trim(w.opinion).empty())
    faults.add("opinion", "任期到 " + u.term_to_on->chinese() + "，提前换届请写明理由" + cited("extension"));
}

void judge_new_name(Faults& faults, const ChangeWish& w, const unions::Union& u) {
  std::size_t n = count_characters(trim(w.new_name));
  if (n < 4 || n > 60) faults.add("new_name", "新名称应为 4 至 60 个字，请填写全称");
  if (trim(w.new_name) == u.name) faults.add("new_name", "新名称与现名称相同");
}

}  // namespace

Result<void> judge_change(const ChangeWish& w, const unions::Union& u, std::size_t units, Date today) {
  if (u.status != unions::UnionStatus::active || u.parent_id == 0)
    return refuse(Code::conflict, "founding.union_not_active",
                  "“" + u.name + "”不是正常状态的下级工会，不能办理这件事；筹备期的工会请办建会。");
  Faults faults;
  bool needs_reason = w.kind != CaseKind::reelection;
  if (needs_reason && count_characters(trim(w.opinion)) < 2) faults.add("opinion", "请写明事由");
  if (w.on && *w.on > today) faults.add("on", "请示日期不能晚于今天");
  if (w.kind == CaseKind::founding)
    faults.add("kind", "请选择换届、补选、延期、更名、隶属调整或增加覆盖单位");
  if (w.kind == CaseKind::extension) judge_extension(faults, w, u, today);
  if (w.kind == CaseKind::reelection) judge_reelection(faults, w, u, today);
  if (w.kind == CaseKind::rename) judge_new_name(faults, w, u);
  if (w.kind == CaseKind::resubordination &&
      (w.to_parent_id == 0 || w.to_parent_id == u.parent_id || w.to_parent_id == u.id))
    faults.add("to_parent_id", "请选择新的上级工会，不能是现在的上级或本工会");
  if (w.kind == CaseKind::by_election && (w.seated < 0 || w.seated > u.committee_seats))
    faults.add("seated", "在任委员人数应在 0 至本届委员数 " + n_of(u.committee_seats) + " 之间");
  if (w.kind == CaseKind::widening && u.type != unions::UnionType::joint_basic)
    faults.add("union_id", "只有联合基层工会可以增加覆盖单位" + cited("founding"));
  if (w.kind == CaseKind::widening && units == 0) faults.add("units", "请选择要加入的单位");
  return faults.verdict();
}

Result<void> judge_approval_day(Date on, Date not_before, Date today) {
  Faults faults;
  if (on < not_before || on > today) faults.add("on", "批复日期应在来文之后、今天之前");
  return faults.verdict();
}

}  // namespace niangjia::founding
