// Candidates and counts: who may stand, how many, when a meeting is one, who is elected.

#include <algorithm>

#include "modules/founding/faults.h"
#include "modules/founding/rules.h"
#include "modules/parameters/parameters.h"

namespace niangjia::founding {

namespace {

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

namespace {

void judge_seats(Faults& faults, const Nomination& n, std::int64_t members, Date today) {
  const SizeRule& rule = size_rule(members);
  const FoundingBallot* committee = ballot_of(n.ballots, Body::committee);
  if (!committee) return faults.add("ballots", "请填写工会委员会应选名额");
  std::int64_t seats = n.seated + committee->seats;
  bool is_short = n.kind != CaseKind::by_election && seats < rule.seats_from;
  if (committee->seats < 1 || is_short || seats > rule.seats_to)
    faults.add("ballots", "会员 " + n_of(members) + " 人，工会委员会委员应为 " + n_of(rule.seats_from) +
                              " 至 " + n_of(rule.seats_to) + " 人，" + (n.seated ? "连同在任的" : "现在是") +
                              " " + n_of(seats) + " 人" + cited("committee_size"));
  std::int64_t from = parameters::value_on("founding.audit_from", today);
  std::int64_t to = parameters::value_on("founding.audit_to", today);
  const FoundingBallot* audit = ballot_of(n.ballots, Body::audit);
  if (audit && n.kind != CaseKind::by_election && (audit->seats < from || audit->seats > to))
    faults.add("ballots",
               "经费审查委员会委员应为 " + n_of(from) + " 至 " + n_of(to) + " 人" + cited("audit"));
}

// 主席、副主席 may stand without a rival: a by-election of them alone asks for no difference.
bool is_of_leaders(const std::vector<FoundingPerson>& people, Body body) {
  return std::all_of(people.begin(), people.end(),
                     [&](const FoundingPerson& p) { return p.body != body || p.post != "member"; });
}

void judge_difference(Faults& faults, const Nomination& n, Body body, std::int64_t percent) {
  const FoundingBallot* ballot = ballot_of(n.ballots, body);
  if (!ballot || ballot->seats <= 0) return;
  std::int64_t candidates = count_in(n.candidates, body);
  if (n.kind == CaseKind::by_election && is_of_leaders(n.candidates, body)) return;
  if ((candidates - ballot->seats) * 100 < ballot->seats * percent)
    faults.add("people", std::string(record::label_of(body)) + "应选 " + n_of(ballot->seats) +
                             " 人，候选人 " + n_of(candidates) + " 人，差额率不足 " + n_of(percent) + "%" +
                             cited("meeting"));
}

void judge_chair(Faults& faults, const Nomination& n) {
  auto chairs = std::count_if(n.candidates.begin(), n.candidates.end(), [](const FoundingPerson& p) {
    return p.body == Body::committee && p.post == "chair";
  });
  bool is_partial = n.kind == CaseKind::by_election;
  if (chairs > 1 || (chairs == 0 && !is_partial))
    faults.add("people", "工会委员会应有一名主席候选人" + cited("candidates"));
}

void judge_bars(Faults& faults, const FoundingPerson& p, const std::vector<FoundingPerson>& all) {
  if (p.body == Body::committee && has(p, "executive"))
    faults.add("people", p.name + "是单位行政主要负责人、法定代表人或合伙人，不得作为工会委员会成员的人选" +
                             cited("candidates"));
  if (p.body == Body::committee && has(p, "relative"))
    faults.add("people", p.name + "是单位主要负责人的近亲属，不得作为工会委员会成员的人选" + cited("kin"));
  bool leads = p.post == "chair" || p.post == "vice_chair";
  if (p.body == Body::committee && leads && (has(p, "deputy") || has(p, "personnel") || has(p, "foreign")))
    faults.add("people", p.name + "是行政副职、人力资源负责人或外籍职工，不得作为工会主席、副主席候选人" +
                             cited("chair_bars"));
  if (p.body != Body::audit) return;
  bool is_chair = std::any_of(all.begin(), all.end(), [&](const FoundingPerson& q) {
    return q.body == Body::committee && q.name == p.name && q.post != "member";
  });
  if (is_chair || has(p, "finance"))
    faults.add("people",
               p.name + "是工会主席、副主席或财务人员，不能任本工会经费审查委员会委员" + cited("audit"));
}

// A name stands once on a ballot.
void judge_names(Faults& faults, const std::vector<FoundingPerson>& all) {
  judge_spelling(faults, all);
  for (auto p = all.begin(); p != all.end(); ++p)
    if (std::any_of(all.begin(), p,
                    [&](const FoundingPerson& q) { return q.body == p->body && q.name == p->name; }))
      faults.add("people", p->name + "在" + std::string(record::label_of(p->body)) +
                               "候选人中出现两次；如是同名的两人，请在姓名后注明");
}

}  // namespace

Result<void> judge_nomination(const Nomination& n, std::int64_t members, std::int64_t women_members,
                              Date today) {
  Faults faults;
  if (members < 1) {
    faults.add("people", "还没有会员，请先发展会员再提名候选人");
    return faults.verdict();
  }
  judge_seats(faults, n, members, today);
  judge_difference(faults, n, Body::committee, parameters::value_on("founding.committee_difference", today));
  judge_difference(faults, n, Body::audit, parameters::value_on("founding.audit_difference", today));
  judge_chair(faults, n);
  judge_names(faults, n.candidates);
  for (const FoundingPerson& p : n.candidates) {
    if (p.body == Body::group) faults.add("people", p.name + "的机构不对，候选人不属于筹备组");
    judge_bars(faults, p, n.candidates);
  }
  if (n.kind != CaseKind::by_election &&
      women_members >= parameters::value_on("founding.women_committee_from", today) &&
      count_in(n.candidates, Body::women) == 0)
    faults.add("people",
               "女会员 " + n_of(women_members) + " 人，应同时建立女职工委员会，请提名" + cited("women"));
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
    faults.add("meeting", "会员不足 " + n_of(delegates_from) + " 人，应召开会员大会" + cited("meeting"));
  if (e.meeting == Meeting::delegates && members >= delegates_from &&
      (e.due_count < rule.delegates_from || e.due_count > rule.delegates_to))
    faults.add("due_count", "会员 " + n_of(members) + " 人，代表应为 " + n_of(rule.delegates_from) + " 至 " +
                                n_of(rule.delegates_to) + " 人" + cited("meeting"));
  if (e.meeting == Meeting::members && e.due_count != members)
    faults.add("due_count", "会员大会应到人数应等于选举当日（" + e.on.iso() + "）的会员人数 " + n_of(members) + " 人");
}

void judge_presence(Faults& faults, const Election& e, Date today) {
  if (e.present_count > e.due_count) return faults.add("present_count", "实到人数不能多于应到人数");
  if (e.present_count < needed_present(e.due_count, today))
    faults.add("present_count", "应到 " + n_of(e.due_count) + " 人，实到 " + n_of(e.present_count) +
                                    " 人，不足三分之二，会议无效，请重新召开" + cited("meeting"));
}

void judge_ballot(Faults& faults, const Election& e, const FoundingBallot& b) {
  std::string body(record::label_of(b.body));
  if (b.issued > e.present_count) faults.add("ballots", body + "发出选票多于实到人数");
  if (b.returned > b.issued)
    faults.add("ballots", body + "收回选票多于发出选票，选举无效，请重新选举" + cited("meeting"));
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
  bool has_chair = false, needs_chair = e.kind != CaseKind::by_election;
  for (const FoundingPerson& p : e.candidates) {
    if (p.body != Body::committee) continue;
    needs_chair = needs_chair || p.post == "chair";
    if (!p.is_elected) continue;
    ++elected;
    has_chair = has_chair || p.post == "chair";
  }
  bool is_partial = e.kind == CaseKind::by_election;
  std::int64_t wanted = is_partial ? 1 : size_rule(members).seats_from;
  if (elected < wanted)
    faults.add("people", "过半数当选的委员 " + n_of(elected) + " 人，少于最低名额 " + n_of(wanted) +
                             " 人，请对不足名额另行选举" + cited("meeting"));
  if (needs_chair && !has_chair)
    faults.add("people",
               "主席候选人没有获得应到会人数过半数的赞成票，没有当选，请另行选举" + cited("meeting"));
  return faults.verdict();
}

}  // namespace niangjia::founding
