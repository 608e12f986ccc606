#include "modules/founding/rules.h"

#include <algorithm>
#include <stdexcept>

#include "access/list_question.h"
#include "base/data_table.h"
#include "base/text.h"
#include "modules/parameters/parameters.h"

namespace niangjia::founding {

namespace {

// 工会基层组织选举工作条例, by which most of these are judged.
constexpr std::string_view kElectionRule = "（工会基层组织选举工作条例，总工发〔2016〕27号）";

struct Way {
  CaseState from;
  Act act;
  CaseState to;
};
constexpr Way kWays[] = {
    {CaseState::surveyed, Act::visit, CaseState::surveyed},
    {CaseState::surveyed, Act::request, CaseState::requested},
    {CaseState::requested, Act::prepare, CaseState::preparing},
    {CaseState::requested, Act::send_back, CaseState::surveyed},
    {CaseState::preparing, Act::nominate, CaseState::nominated},
    {CaseState::nominated, Act::approve_nominations, CaseState::electing},
    {CaseState::nominated, Act::send_back, CaseState::preparing},
    {CaseState::electing, Act::elect, CaseState::elected},
    {CaseState::elected, Act::report, CaseState::reported},
    {CaseState::reported, Act::approve, CaseState::founded},
    {CaseState::reported, Act::send_back, CaseState::electing},
    {CaseState::founded, Act::finish, CaseState::archived},
};

constexpr std::pair<Act, std::string_view> kWords[] = {
    {Act::visit, "visit"},       {Act::request, "request"},
    {Act::prepare, "prepare"},   {Act::send_back, "send_back"},
    {Act::nominate, "nominate"}, {Act::approve_nominations, "approve_nominations"},
    {Act::elect, "elect"},       {Act::report, "report"},
    {Act::approve, "approve"},   {Act::finish, "finish"},
    {Act::pause, "pause"},       {Act::resume, "resume"},
    {Act::withdraw, "withdraw"}};

// Before the union is approved a case may rest or be given up.
bool may_rest(CaseState state) { return state < CaseState::founded; }

class Faults {
 public:
  void add(std::string path, std::string sentence) {
    list_.push_back({std::move(path), std::move(sentence)});
  }
  Result<void> verdict() {
    if (list_.empty()) return {};
    Problem p = refuse(Code::invalid, "founding.rule", list_.front().message);
    p.fields = std::move(list_);
    return p;
  }

 private:
  std::vector<FieldProblem> list_;
};

std::string n_of(std::int64_t n) { return std::to_string(n); }
bool has(const FoundingPerson& p, std::string_view bar) {
  return std::find(p.bars.begin(), p.bars.end(), bar) != p.bars.end();
}
std::int64_t count_in(const std::vector<FoundingPerson>& people, Body body) {
  return std::count_if(people.begin(), people.end(), [&](const FoundingPerson& p) { return p.body == body; });
}
const FoundingBallot* ballot_of(const std::vector<FoundingBallot>& ballots, Body body) {
  for (const FoundingBallot& b : ballots)
    if (b.body == body) return &b;
  return nullptr;
}

}  // namespace

std::string_view word_of(Act act) {
  for (const auto& [one, word] : kWords)
    if (one == act) return word;
  return "";
}

std::optional<CaseState> state_after(CaseState state, Act act) {
  if (act == Act::pause && may_rest(state)) return CaseState::paused;
  if (act == Act::withdraw && (may_rest(state) || state == CaseState::paused)) return CaseState::withdrawn;
  for (const Way& way : kWays)
    if (way.from == state && way.act == act) return way.to;
  return std::nullopt;
}

std::vector<Act> open_acts(CaseState state) {
  std::vector<Act> acts;
  for (const auto& [act, word] : kWords)
    if (state_after(state, act) || (act == Act::resume && state == CaseState::paused)) acts.push_back(act);
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
    faults.add("parent_id", "上级工会应为镇街或县级工会，基层工会不能批复建会（工会法第十二条）");
  if (units == 0) faults.add("units", "请填写至少一个拟建会的单位");
  if (!is_joint && units > 1)
    faults.add("type", "一个单独基层工会只对应一个单位；多个单位请选联合基层工会（工会法第十一条）");
  if (c.workers < 0 || c.women_workers < 0 || c.women_workers > c.workers)
    faults.add("women_workers", "女职工人数应不大于职工人数");
  return faults.verdict();
}

Result<void> judge_request(const std::vector<FoundingPerson>& group, std::string_view opinion, Date on,
                           const FoundingCase& c, Date today) {
  Faults faults;
  if (group.size() < 3 || group.size() > 7)
    faults.add("people",
               "筹备组应为 3 至 7 人，现在是 " + n_of(static_cast<std::int64_t>(group.size())) + " 人");
  auto leaders =
      std::count_if(group.begin(), group.end(), [](const FoundingPerson& p) { return p.post == "leader"; });
  if (leaders != 1) faults.add("people", "筹备组应有一名组长");
  if (trim(opinion).empty()) faults.add("opinion", "请写明单位党组织和行政的意见");
  if (on > today || on < c.opened_on) faults.add("on", "请示日期应在立项之后、今天之前");
  return faults.verdict();
}

namespace {

void judge_seats(Faults& faults, const Nomination& n, std::int64_t members) {
  const SizeRule& rule = size_rule(members);
  const FoundingBallot* committee = ballot_of(n.ballots, Body::committee);
  if (!committee) return faults.add("ballots", "请填写工会委员会应选名额");
  if (committee->seats < rule.seats_from || committee->seats > rule.seats_to)
    faults.add("ballots", "会员 " + n_of(members) + " 人，工会委员会委员应为 " + n_of(rule.seats_from) +
                              " 至 " + n_of(rule.seats_to) + " 人，现在是 " + n_of(committee->seats) + " 人" +
                              std::string(kElectionRule));
  const FoundingBallot* audit = ballot_of(n.ballots, Body::audit);
  if (audit && (audit->seats < 3 || audit->seats > 11))
    faults.add("ballots", "经费审查委员会委员应为 3 至 11 人" + std::string(kElectionRule));
}

void judge_difference(Faults& faults, const Nomination& n, Body body, std::int64_t percent) {
  const FoundingBallot* ballot = ballot_of(n.ballots, body);
  if (!ballot || ballot->seats <= 0) return;
  std::int64_t candidates = count_in(n.candidates, body);
  if ((candidates - ballot->seats) * 100 < ballot->seats * percent)
    faults.add("people", std::string(record::label_of(body)) + "应选 " + n_of(ballot->seats) +
                             " 人，候选人 " + n_of(candidates) + " 人，差额率不足 " + n_of(percent) + "%" +
                             std::string(kElectionRule));
}

void judge_chair(Faults& faults, const Nomination& n) {
  auto chairs = std::count_if(n.candidates.begin(), n.candidates.end(), [](const FoundingPerson& p) {
    return p.body == Body::committee && p.post == "chair";
  });
  if (chairs != 1) faults.add("people", "工会委员会应有一名主席候选人");
}

void judge_bars(Faults& faults, const FoundingPerson& p, const std::vector<FoundingPerson>& all) {
  if (p.body == Body::committee && (has(p, "executive") || has(p, "relative")))
    faults.add("people", p.name +
                             "是单位行政主要负责人、法定代表人、合伙人或其近亲属，不得作为工会委员会成员的人"
                             "选（企业工会主席产生办法，总工发〔2008〕52号）");
  bool leads = p.post == "chair" || p.post == "vice_chair";
  if (p.body == Body::committee && leads && (has(p, "deputy") || has(p, "personnel") || has(p, "foreign")))
    faults.add(
        "people",
        p.name +
            "是行政副职、人力资源负责人或外籍职工，不得作为工会主席、副主席候选人（企业工会主席产生办法）");
  if (p.body != Body::audit) return;
  bool is_chair = std::any_of(all.begin(), all.end(), [&](const FoundingPerson& q) {
    return q.body == Body::committee && q.name == p.name && q.post != "member";
  });
  if (is_chair || has(p, "finance"))
    faults.add(
        "people",
        p.name + "是工会主席、副主席或财务人员，不能任本工会经费审查委员会委员（中国工会章程第十三条）");
}

}  // namespace

Result<void> judge_nomination(const Nomination& n, std::int64_t members, std::int64_t women_members,
                              Date today) {
  Faults faults;
  if (members < 1) {
    faults.add("people", "还没有会员，请先发展会员再提名候选人");
    return faults.verdict();
  }
  judge_seats(faults, n, members);
  judge_difference(faults, n, Body::committee, parameters::value_on("founding.committee_difference", today));
  judge_difference(faults, n, Body::audit, parameters::value_on("founding.audit_difference", today));
  judge_chair(faults, n);
  for (const FoundingPerson& p : n.candidates) {
    if (p.body == Body::group) faults.add("people", p.name + "的机构不对，候选人不属于筹备组");
    judge_bars(faults, p, n.candidates);
  }
  if (women_members >= parameters::value_on("founding.women_committee_from", today) &&
      count_in(n.candidates, Body::women) == 0)
    faults.add("people",
               "女会员 " + n_of(women_members) + " 人，应同时建立女职工委员会，请提名（工会法第十一条）");
  return faults.verdict();
}

std::int64_t needed_present(std::int64_t due_count, Date day) {
  std::int64_t up = parameters::value_on("founding.present_numerator", day);
  std::int64_t down = parameters::value_on("founding.present_denominator", day);
  return (due_count * up + down - 1) / down;
}

namespace {

void judge_meeting(Faults& faults, const Election& e, std::int64_t members, Date today) {
  const SizeRule& rule = size_rule(members);
  std::int64_t delegates_from = parameters::value_on("founding.delegates_from", today);
  if (e.meeting == Meeting::none) faults.add("meeting", "请选择会员大会或会员代表大会");
  if (e.meeting == Meeting::delegates && members < delegates_from)
    faults.add("meeting",
               "会员不足 " + n_of(delegates_from) + " 人，应召开会员大会" + std::string(kElectionRule));
  if (e.meeting == Meeting::delegates && members >= delegates_from &&
      (e.due_count < rule.delegates_from || e.due_count > rule.delegates_to))
    faults.add("due_count", "会员 " + n_of(members) + " 人，代表应为 " + n_of(rule.delegates_from) + " 至 " +
                                n_of(rule.delegates_to) + " 人" + std::string(kElectionRule));
  if (e.meeting == Meeting::members && e.due_count != members)
    faults.add("due_count", "会员大会应到人数应等于会员人数 " + n_of(members) + " 人");
}

void judge_presence(Faults& faults, const Election& e, Date today) {
  if (e.present_count > e.due_count) return faults.add("present_count", "实到人数不能多于应到人数");
  if (e.present_count < needed_present(e.due_count, today))
    faults.add("present_count", "应到 " + n_of(e.due_count) + " 人，实到 " + n_of(e.present_count) +
                                    " 人，不足三分之二，会议无效，请重新召开" + std::string(kElectionRule));
}

void judge_ballot(Faults& faults, const Election& e, const FoundingBallot& b) {
  std::string body(record::label_of(b.body));
  if (b.issued > e.present_count) faults.add("ballots", body + "发出选票多于实到人数");
  if (b.returned > b.issued)
    faults.add("ballots", body + "收回选票多于发出选票，选举无效，请重新选举" + std::string(kElectionRule));
  if (b.valid > b.returned || b.valid < 0) faults.add("ballots", body + "有效选票多于收回选票");
  std::int64_t votes = 0;
  for (const FoundingPerson& p : e.candidates) {
    if (p.body != b.body) continue;
    votes += p.votes;
    if (p.votes < 0 || p.votes > b.valid) faults.add("people", p.name + "得票多于有效选票");
  }
  if (votes > b.valid * b.seats)
    faults.add("people", body + "得票合计多于有效选票与应选名额之积，请核对计票");
}

}  // namespace

Result<void> judge_election(const Election& e, std::int64_t members, Date prepared_on, Date today) {
  Faults faults;
  if (e.on < prepared_on || e.on > today) faults.add("on", "选举日期应在批复筹建之后、今天之前");
  judge_meeting(faults, e, members, today);
  judge_presence(faults, e, today);
  for (const FoundingBallot& b : e.ballots) judge_ballot(faults, e, b);
  return faults.verdict();
}

void mark_elected(Election& e) {
  for (const FoundingBallot& b : e.ballots) {
    std::vector<FoundingPerson*> ranked;
    for (FoundingPerson& p : e.candidates) {
      p.is_elected = p.body == b.body ? false : p.is_elected;
      if (p.body == b.body && p.votes * 2 > e.due_count) ranked.push_back(&p);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](auto* a, auto* c) { return a->votes > c->votes; });
    auto seats = static_cast<std::size_t>(b.seats);
    // A tie across the last seat elects neither: they stand again.
    std::size_t taken = std::min(seats, ranked.size());
    while (taken > 0 && taken < ranked.size() && ranked[taken - 1]->votes == ranked[taken]->votes) --taken;
    for (std::size_t i = 0; i < taken; ++i) ranked[i]->is_elected = true;
  }
}

Result<void> judge_outcome(const Election& e, std::int64_t members) {
  Faults faults;
  std::int64_t elected = 0;
  bool has_chair = false;
  for (const FoundingPerson& p : e.candidates) {
    if (!p.is_elected || p.body != Body::committee) continue;
    ++elected;
    has_chair = has_chair || p.post == "chair";
  }
  const SizeRule& rule = size_rule(members);
  if (elected < rule.seats_from)
    faults.add("people", "过半数当选的委员 " + n_of(elected) + " 人，少于最低名额 " + n_of(rule.seats_from) +
                             " 人，请对不足名额另行选举" + std::string(kElectionRule));
  if (!has_chair)
    faults.add("people", "主席候选人没有获得应到会人数过半数的赞成票，没有当选，请另行选举" +
                             std::string(kElectionRule));
  return faults.verdict();
}

Result<void> judge_report(std::int64_t term_years, Date on, const FoundingCase& c, Date today) {
  Faults faults;
  if (term_years != 3 && term_years != 5)
    faults.add("term_years", "届期为三年或五年，由会员（代表）大会决定（工会法第十六条）");
  if (on < c.elected_on.value_or(on) || on > today) faults.add("on", "报告日期应在选举之后、今天之前");
  return faults.verdict();
}

Result<void> judge_approval_day(Date on, Date not_before, Date today) {
  Faults faults;
  if (on < not_before || on > today) faults.add("on", "批复日期应在来文之后、今天之前");
  return faults.verdict();
}

}  // namespace niangjia::founding
