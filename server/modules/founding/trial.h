#pragma once
// What the rules would say of a form that is still being filled in: the same judges as the act, no write.

#include "modules/founding/actions.h"

namespace niangjia::founding {

struct ElectionForm {
  ElectionWish wish;
  std::vector<BallotCount> ballots;
  std::vector<VoteCount> votes;
};
// The election as the form tells it, over the candidates and seats that were approved.
Result<Election> told_election(store::ReadTx& tx, const FoundingCase& c, Date today,
                               const ElectionForm& form);

struct Trial {
  std::vector<FieldProblem> problems;
  std::vector<Id> elected;
  std::int64_t needed_present = 0, needed_votes = 0;
  std::int64_t members = 0;  // on the day of the election; of a nomination: today
};
Result<Trial> try_election(House& house, const Actor& actor, Id id, const ElectionForm& form);
Result<Trial> try_nomination(House& house, const Actor& actor, Id id, const Nomination& nomination);

}  // namespace niangjia::founding
