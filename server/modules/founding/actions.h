#pragma once
// One function per step. Each is one transaction: permit, whose turn it is, rule, write, facts, journal.

#include "modules/founding/store.h"

namespace niangjia {
struct IdempotencyKey;
}

namespace niangjia::founding {

struct CaseView {
  FoundingCase row;
  std::string parent_name, to_parent_name;
  std::vector<NamedUnit> units;
  std::vector<FoundingPerson> people;
  std::vector<FoundingBallot> ballots;
  std::vector<FoundingVisit> visits;
  Counts members;  // of the union in preparation
};
Result<CaseView> read_case(House& house, const Actor& actor, Id id);

Result<FoundingCase> open_case(House& house, const Actor& actor, const FoundingCase& input,
                               std::vector<FoundingUnit> units, const IdempotencyKey* key = nullptr);
// A case about a union that stands; its approver is the union above it.
Result<FoundingCase> open_change(House& house, const Actor& actor, Id union_id, const ChangeWish& wish,
                                 std::vector<FoundingUnit> units, const IdempotencyKey* key = nullptr);
Result<FoundingCase> correct_change(House& house, const Actor& actor, Id id, const ChangeWish& wish,
                                    std::vector<FoundingUnit> units);
Result<FoundingCase> add_visit(House& house, const Actor& actor, Id id, const FoundingVisit& visit);

struct RequestWish {
  std::optional<Date> on;
  std::string opinion;
};
Result<FoundingCase> send_request(House& house, const Actor& actor, Id id, const RequestWish& wish,
                                  std::vector<FoundingPerson> group);
// An approval bears a number: the next of the issuing body, or one that its office gave already.
struct ApprovalWish {
  std::optional<Date> on;
  std::string word;             // 机关代字, such as 柯总工; empty: as last time
  std::string document_number;  // given by the office; empty: the next number
};
Result<FoundingCase> approve_preparing(House& house, const Actor& actor, Id id, const ApprovalWish& wish);
Result<FoundingCase> nominate(House& house, const Actor& actor, Id id, std::vector<FoundingBallot> ballots,
                              std::vector<FoundingPerson> candidates);
Result<FoundingCase> approve_nominations(House& house, const Actor& actor, Id id);
struct ElectionWish {
  Meeting meeting = Meeting::none;
  std::optional<Date> on;
  std::int64_t due_count = 0, present_count = 0;
};
struct BallotCount {
  Body body = Body::committee;
  std::int64_t issued = 0, returned = 0, valid = 0;
};
struct VoteCount {
  Id id = 0;  // of the candidate
  std::int64_t votes = 0;
};
Result<FoundingCase> record_election(House& house, const Actor& actor, Id id, const ElectionWish& wish,
                                     const std::vector<BallotCount>& ballots,
                                     const std::vector<VoteCount>& votes);
struct ReportWish {
  std::optional<Date> on;
  std::int64_t term_years = 0;
};
Result<FoundingCase> report_result(House& house, const Actor& actor, Id id, const ReportWish& wish);
// Of a founding, 建会日期 is the day of this approval; the union becomes active and is counted. Of a change,
// it takes effect.
Result<FoundingCase> approve(House& house, const Actor& actor, Id id, const ApprovalWish& wish);
struct FinishWish {
  std::optional<Date> on;
};
Result<FoundingCase> finish(House& house, const Actor& actor, Id id, const FinishWish& wish);
// Back to who handed it in, resting, taken up again, given up: each with its reason.
Result<FoundingCase> turn(House& house, const Actor& actor, Id id, Act act, std::string_view reason);

RowPlace place_of(const FoundingCase& c);
// Which grant an act asks for.
std::string_view action_of(Act act);

}  // namespace niangjia::founding
