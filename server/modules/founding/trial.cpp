#include "modules/founding/trial.h"

#include <algorithm>

#include "modules/founding/step.h"

namespace niangjia::founding {

namespace {

// A case of which the next act is this one, and its union, when it has one.
struct Sight {
  FoundingCase row;
  std::optional<unions::Union> at;
};
Result<Sight> sight_of(store::ReadTx& tx, const Actor& actor, Id id, Act act) {
  auto found = find_case(tx, actor.realm_id, id);
  if (!found) return no_such_case();
  CHECK_OK(allow_seen(actor, action_of(act), "founding.read", place_of(*found), no_such_case));
  if (!state_after(found->kind, found->state, act)) return not_its_turn(*found);
  return Sight{*found, unions::find_union(tx, found->realm_id, found->union_id)};
}

void add(Trial& trial, const Result<void>& verdict) {
  if (verdict.ok()) return;
  const Problem& p = verdict.problem();
  if (p.fields.empty()) trial.problems.push_back({"", p.message});
  trial.problems.insert(trial.problems.end(), p.fields.begin(), p.fields.end());
}

}  // namespace

Result<Election> told_election(store::ReadTx& tx, const FoundingCase& c, Date today,
                               const ElectionForm& form) {
  Election e{c.kind,
             form.wish.meeting,
             form.wish.on.value_or(today),
             form.wish.due_count,
             form.wish.present_count,
             ballots_of(tx, c.realm_id, c.id),
             {}};
  for (FoundingPerson& p : people_of(tx, c.realm_id, c.id))
    if (p.body != Body::group) e.candidates.push_back(std::move(p));
  for (FoundingBallot& b : e.ballots) {
    auto told = std::find_if(form.ballots.begin(), form.ballots.end(),
                             [&](const BallotCount& t) { return t.body == b.body; });
    if (told == form.ballots.end())
      return wrong_field("ballots", "请填写" + std::string(record::label_of(b.body)) + "的选票数");
    b.issued = told->issued;
    b.returned = told->returned;
    b.valid = told->valid;
  }
  for (FoundingPerson& p : e.candidates) {
    auto told =
        std::find_if(form.votes.begin(), form.votes.end(), [&](const VoteCount& v) { return v.id == p.id; });
    if (told == form.votes.end()) return wrong_field("votes", "请填写" + p.name + "的得票");
    p.votes = told->votes;
  }
  return e;
}

Result<Trial> try_election(House& house, const Actor& actor, Id id, const ElectionForm& form) {
  Date today = house.clock.today();
  return house.database.read([&](store::ReadTx& tx) -> Result<Trial> {
    TRY(Sight sight, sight_of(tx, actor, id, Act::elect));
    TRY(Election e, told_election(tx, sight.row, today, form));
    Trial trial;
    trial.members = sight.at ? count_members_on(tx, *sight.at, e.on) : 0;
    add(trial, judge_election(e, trial.members, sight.row.prepared_on.value_or(sight.row.opened_on), today));
    mark_elected(e);
    if (trial.problems.empty()) add(trial, judge_outcome(e, trial.members));
    for (const FoundingPerson& p : e.candidates)
      if (p.is_elected) trial.elected.push_back(p.id);
    trial.needed_present = needed_present(e.due_count, today);
    trial.needed_votes = e.due_count / 2 + 1;
    return trial;
  });
}

Result<Trial> try_nomination(House& house, const Actor& actor, Id id, const Nomination& nomination) {
  return house.database.read([&](store::ReadTx& tx) -> Result<Trial> {
    TRY(Sight sight, sight_of(tx, actor, id, Act::nominate));
    Trial trial;
    const Counts counts = sight.at ? count_members(tx, *sight.at) : Counts{};
    trial.members = counts.members;
    add(trial, judge_nomination(nomination, counts.members, counts.women, house.clock.today()));
    return trial;
  });
}

}  // namespace niangjia::founding
