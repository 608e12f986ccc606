#pragma once
// Verdicts without a database or a clock. Each refusal names the rule it comes from.

#include "modules/founding/faults.h"
#include "modules/founding/founding.h"

namespace niangjia::founding {

enum class Act {
  visit,
  request,
  correct,  // a change sent back is handed in again
  prepare,
  send_back,
  nominate,
  approve_nominations,
  elect,
  report,
  approve,
  finish,
  pause,
  resume,
  withdraw
};
// Founding goes the whole way; re-election and by-election begin with the candidates; the others are a
// request and its approval.
bool has_election(CaseKind kind);
CaseState first_state(CaseKind kind);
// The state after an act; nothing: it is not its turn.
std::optional<CaseState> state_after(CaseKind kind, CaseState state, Act act);
// By when the next step is due, counted from the day of the act that led here; nothing: no limit.
std::optional<Date> due_after(CaseState state, Date on);
// The acts that may come next, in the order of a page's buttons.
std::vector<Act> open_acts(CaseKind kind, CaseState state);
std::string_view word_of(Act act);

// "（《工会基层组织选举工作条例》第八条）": what a refusal rests on (data/founding_articles.tsv).
std::string cited(std::string_view code);

// How many may sit on the committee and how many delegates there are, by the number of members
// (data/committee_sizes.tsv).
struct SizeRule {
  std::int64_t members_from = 0, members_to = 0, seats_from = 0, seats_to = 0, delegates_from = 0,
               delegates_to = 0;
};
const SizeRule& size_rule(std::int64_t members);

Result<void> judge_case(const FoundingCase& c, bool is_parent_basic, std::size_t units);
// Each name may stand on a document; a remark in brackets, which tells namesakes apart, is left aside.
void judge_spelling(Faults& faults, const std::vector<FoundingPerson>& people);
// The preparing group has three to seven people.
Result<void> judge_request(const std::vector<FoundingPerson>& group, std::string_view opinion, Date on,
                           const FoundingCase& c, Date today);
struct Nomination {
  std::vector<FoundingBallot> ballots;  // seats a body
  std::vector<FoundingPerson> candidates;
  CaseKind kind = CaseKind::founding;
  std::int64_t seated = 0;  // of a by-election: committee members who stay
};
// Numbers of seats, differences, who may not stand (条例: 名额, 候选人).
Result<void> judge_nomination(const Nomination& n, std::int64_t members, std::int64_t women_members,
                              Date today);

struct Election {
  CaseKind kind = CaseKind::founding;
  Meeting meeting = Meeting::none;
  Date on;
  std::int64_t due_count = 0, present_count = 0;
  std::vector<FoundingBallot> ballots;
  std::vector<FoundingPerson> candidates;  // with their votes
};
// How many of those who should attend must be there: two thirds.
std::int64_t needed_present(std::int64_t due_count, Date day);
// Whether the meeting and each ballot are valid; does not say who is elected. `members`: on the day of the election.
Result<void> judge_election(const Election& e, std::int64_t members, Date prepared_on, Date today);
// More than half of those who should attend, the most votes first, as many as there are seats.
void mark_elected(Election& e);
// Enough were elected: as many as the rule asks at least, and a chair among them.
Result<void> judge_outcome(const Election& e, std::int64_t members);
Result<void> judge_report(std::int64_t term_years, Date on, const FoundingCase& c, Date today);
// What a change asks for.
struct ChangeWish {
  CaseKind kind = CaseKind::reelection;
  std::string opinion;  // why
  std::optional<Date> on;
  std::string new_name;
  Id to_parent_id = 0;
  std::optional<Date> term_to_on;
  std::int64_t seated = 0;  // of a by-election: committee members who stay
};
// May this be asked of this union today?
Result<void> judge_change(const ChangeWish& wish, const unions::Union& u, std::size_t units, Date today);
// Where the term ends that the congress gave, whatever was granted since.
std::optional<Date> full_term_end(const unions::Union& u);
// The same day so many years on; 29 February becomes the 28th. The day before it ends a term.
Date years_after(Date day, int years);
// The day of an approval: not before what it answers, not in the future.
Result<void> judge_approval_day(Date on, Date not_before, Date today);

}  // namespace niangjia::founding
