#include "modules/founding/actions.h"

#include "access/idempotency.h"
#include "base/text.h"
#include "modules/founding/step.h"
#include "modules/founding/trial.h"

namespace niangjia::founding {

namespace {

Result<unions::Union> parent_of(store::ReadTx& tx, const Actor& actor, Id parent_id) {
  auto parent = unions::find_union(tx, actor.realm_id, parent_id);
  if (!parent) return wrong_field("parent_id", "找不到上级工会，请从列表中选择");
  return *parent;
}

bool is_basic(unions::UnionType type) {
  using unions::UnionType;
  return type == UnionType::single_basic || type == UnionType::joint_basic || type == UnionType::branch ||
         type == UnionType::group;
}

template <class T>
void own(std::vector<T>& rows, const FoundingCase& c) {
  for (T& row : rows) row.realm_id = c.realm_id, row.case_id = c.id;
}

}  // namespace

Result<CaseView> read_case(House& house, const Actor& actor, Id id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<CaseView> {
    auto found = find_case(tx, actor.realm_id, id);
    if (!found || !allow(actor, "founding.read", place_of(*found)).ok()) return no_such_case();
    CaseView view{*found,
                  {},
                  {},
                  units_of(tx, found->realm_id, id),
                  people_of(tx, found->realm_id, id),
                  ballots_of(tx, found->realm_id, id),
                  visits_of(tx, found->realm_id, id),
                  {}};
    if (auto parent = unions::find_union(tx, found->realm_id, found->parent_id))
      view.parent_name = parent->name;
    if (found->to_parent_id)
      if (auto to = unions::find_union(tx, found->realm_id, found->to_parent_id))
        view.to_parent_name = to->name;
    if (found->union_id)
      if (auto u = unions::find_union(tx, found->realm_id, found->union_id))
        view.members = count_members(tx, *u);
    return view;
  });
}

Result<FoundingCase> open_case(House& house, const Actor& actor, const FoundingCase& input,
                               std::vector<FoundingUnit> units, const IdempotencyKey* key) {
  Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<FoundingCase> {
    unions::hold_union(tx, actor.realm_id, input.parent_id);
    TRY(unions::Union parent, parent_of(tx, actor, input.parent_id));
    TRY(Permit permit, allow(actor, "founding.write", RowPlace{actor.realm_id, parent.tree_path, 0, 0}));
    FoundingCase c = input;
    c.kind = CaseKind::founding;
    c.realm_id = actor.realm_id;
    c.id = house.ids.next();
    c.name = trim(c.name);
    CHECK_OK(judge_case(c, is_basic(parent.type), units.size()));
    if (!have_units(tx, actor.realm_id, units))
      return wrong_field("units", "有的单位没有登记，请先在“单位”登记后再选");
    if (key && !claim_key(tx, permit, *key, now)) return key_in_use();
    c.union_path = parent.tree_path;
    c.opened_on = now.day_in_china();
    c.opened_by = permit.actor_name();
    c.updated_at = now;
    if (!units.empty()) units.front().is_main = true;
    own(units, c);
    insert_case(tx, permit, c);
    insert_units(tx, permit, units);
    std::string is = record::to_json(c, &permit);
    write_journal(tx, permit, house.ids.next(), now, {"founding", c.id, c.union_path, {}, is, {}});
    if (key) complete_key(tx, permit, *key, {201, is});
    return c;
  });
}

Result<FoundingCase> add_visit(House& house, const Actor& actor, Id id, const FoundingVisit& visit) {
  return take_step(house, actor, id, Act::visit, {}, [&](Step& s) -> Result<Date> {
    if (visit.visited_on > s.today) return wrong_field("visited_on", "走访日期不能晚于今天");
    FoundingVisit row = visit;
    row.realm_id = s.row.realm_id;
    row.id = s.house.ids.next();
    row.case_id = id;
    row.visited_by = s.permit.actor_name();
    insert_visit(s.tx, s.permit, row);
    s.row.due_on = row.next_on;
    return visit.visited_on;
  });
}

Result<FoundingCase> send_request(House& house, const Actor& actor, Id id, const RequestWish& wish,
                                  std::vector<FoundingPerson> group) {
  return take_step(house, actor, id, Act::request, {}, [&](Step& s) -> Result<Date> {
    Date on = wish.on.value_or(s.today);
    CHECK_OK(judge_request(group, wish.opinion, on, s.row, s.today));
    own(group, s.row);
    for (FoundingPerson& p : group) p.id = s.house.ids.next(), p.body = Body::group;
    replace_group(s.tx, s.permit, id, group);
    s.row.opinion = trim(wish.opinion);
    s.row.requested_on = on;
    s.row.reason.clear();
    return on;
  });
}

Result<FoundingCase> nominate(House& house, const Actor& actor, Id id, std::vector<FoundingBallot> ballots,
                              std::vector<FoundingPerson> candidates) {
  return take_step(house, actor, id, Act::nominate, {}, [&](Step& s) -> Result<Date> {
    TRY(unions::Union u, union_of_case(s.tx, s.row));
    Counts counts = count_members(s.tx, u);
    CHECK_OK(judge_nomination({ballots, candidates, s.row.kind, s.row.seated}, counts.members, counts.women,
                              s.today));
    own(ballots, s.row);
    own(candidates, s.row);
    for (FoundingBallot& b : ballots) b.issued = b.returned = b.valid = 0;
    for (FoundingPerson& p : candidates) p.id = s.house.ids.next(), p.votes = 0, p.is_elected = false;
    replace_candidates(s.tx, s.permit, id, candidates, ballots);
    s.row.member_count = counts.members;
    s.row.reason.clear();
    return s.today;
  });
}

Result<FoundingCase> approve_nominations(House& house, const Actor& actor, Id id) {
  return take_step(house, actor, id, Act::approve_nominations, {},
                   [](Step& s) -> Result<Date> { return s.today; });
}

Result<FoundingCase> record_election(House& house, const Actor& actor, Id id, const ElectionWish& wish,
                                     const std::vector<BallotCount>& ballots,
                                     const std::vector<VoteCount>& votes) {
  return take_step(house, actor, id, Act::elect, {}, [&](Step& s) -> Result<Date> {
    TRY(unions::Union u, union_of_case(s.tx, s.row));
    TRY(Election e, told_election(s.tx, s.row, s.today, {wish, ballots, votes}));
    const std::int64_t members = count_members_on(s.tx, u, e.on);
    CHECK_OK(judge_election(e, members, s.row.prepared_on.value_or(s.row.opened_on), s.today));
    mark_elected(e);
    CHECK_OK(judge_outcome(e, members));
    replace_candidates(s.tx, s.permit, id, e.candidates, e.ballots);
    s.row.meeting = e.meeting;
    s.row.elected_on = e.on;
    s.row.due_count = e.due_count;
    s.row.present_count = e.present_count;
    s.row.member_count = members;
    return e.on;
  });
}

Result<FoundingCase> report_result(House& house, const Actor& actor, Id id, const ReportWish& wish) {
  return take_step(house, actor, id, Act::report, {}, [&](Step& s) -> Result<Date> {
    Date on = wish.on.value_or(s.today);
    CHECK_OK(judge_report(wish.term_years, on, s.row, s.today));
    s.row.term_years = wish.term_years;
    s.row.reported_on = on;
    return on;
  });
}

Result<FoundingCase> finish(House& house, const Actor& actor, Id id, const FinishWish& wish) {
  return take_step(house, actor, id, Act::finish, {}, [&](Step& s) -> Result<Date> {
    Date on = wish.on.value_or(s.today);
    CHECK_OK(judge_approval_day(on, s.row.approved_on.value_or(on), s.today));
    s.row.sealed_on = on;
    return on;
  });
}

namespace {

// A founding that is given up takes along the union it prepared, once nobody is a member of it.
Result<void> end_preparation(Step& s, std::string_view reason) {
  if (s.row.kind != CaseKind::founding || s.row.union_id == 0) return {};
  auto u = unions::find_union(s.tx, s.row.realm_id, s.row.union_id);
  if (!u || u->status != unions::UnionStatus::preparing) return {};
  if (Counts members = count_members(s.tx, *u); members.members > 0)
    return refuse(
        Code::conflict, "founding.has_members",
        "筹备中的工会已有会员 " + std::to_string(members.members) + " 人，请先为他们办理转会，再撤回建会。");
  CHECK_OK(unions::dissolve_union_in(s.tx, s.house, s.actor, u->id,
                                     {s.today, {}, "撤回建会：" + std::string(trim(reason))}));
  return {};
}

}  // namespace

Result<FoundingCase> turn(House& house, const Actor& actor, Id id, Act act, std::string_view reason) {
  if (act != Act::resume && count_characters(trim(reason)) < 2) return wrong_field("reason", "请写明原因");
  return take_step(house, actor, id, act, reason, [&](Step& s) -> Result<Date> {
    if (act == Act::withdraw) CHECK_OK(end_preparation(s, reason));
    if (act == Act::pause) s.row.paused_from = record::word_of(s.row.state);
    s.row.reason = trim(reason);
    return s.today;
  });
}

}  // namespace niangjia::founding
