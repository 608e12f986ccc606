#pragma once
// The module's only SQL. Lists take a Scope and a bound, writes a Permit.

#include "access/order_store.h"
#include "modules/founding/rules.h"

namespace niangjia::founding {

struct CaseFilter {
  std::optional<CaseState> state;
  std::optional<CaseKind> kind;
  Id union_id = 0;
  bool only_open = false, only_late = false, only_waiting = false;  // waiting: for an approval
  std::string words;  // part of a name
  Date today;
  ListOrder order;  // by name, due_on, opened_on or approved_on; else the newest first
};
std::vector<FoundingCase> list_cases(store::ReadTx& tx, const Scope& scope, const CaseFilter& filter,
                                     Id before_id, int limit);
std::int64_t count_cases(store::ReadTx& tx, const Scope& scope, const CaseFilter& filter);
std::optional<FoundingCase> find_case(store::ReadTx& tx, Id realm_id, Id id);
// False: a case of that kind is under way for that union; the database decided.
bool insert_case(store::WriteTx& tx, const Permit& permit, const FoundingCase& c);
// Only while nobody changed it since it was read; false: somebody did.
bool save_case(store::WriteTx& tx, const Permit& permit, FoundingCase& c);

std::vector<FoundingPerson> people_of(store::ReadTx& tx, Id realm_id, Id case_id);
std::vector<FoundingBallot> ballots_of(store::ReadTx& tx, Id realm_id, Id case_id);
std::vector<FoundingVisit> visits_of(store::ReadTx& tx, Id realm_id, Id case_id);
struct NamedUnit {
  FoundingUnit row;
  std::string name, address;
};
std::vector<NamedUnit> units_of(store::ReadTx& tx, Id realm_id, Id case_id);
bool have_units(store::ReadTx& tx, Id realm_id, const std::vector<FoundingUnit>& units);
void insert_units(store::WriteTx& tx, const Permit& permit, const std::vector<FoundingUnit>& units);
void replace_units(store::WriteTx& tx, const Permit& permit, Id case_id,
                   const std::vector<FoundingUnit>& units);
void insert_visit(store::WriteTx& tx, const Permit& permit, const FoundingVisit& visit);
// The group, or all candidates, are written anew: a returned nomination replaces the one before.
void replace_group(store::WriteTx& tx, const Permit& permit, Id case_id,
                   const std::vector<FoundingPerson>& group);
void replace_candidates(store::WriteTx& tx, const Permit& permit, Id case_id,
                        const std::vector<FoundingPerson>& candidates,
                        const std::vector<FoundingBallot>& ballots);

// 在会 members at this very union, and the women among them.
struct Counts {
  std::int64_t members = 0, women = 0;
};
Counts count_members(store::ReadTx& tx, const unions::Union& u);
// Those who were 在会 there at the end of a day, by the history of standings: the members a meeting of that day is of.
std::int64_t count_members_on(store::ReadTx& tx, const unions::Union& u, Date day);
// False: the issuing body has a paper of that number.
bool insert_paper(store::WriteTx& tx, const Permit& permit, const IssuedPaper& paper);
// The next number of an issuing body in a year; the database counts. An empty word takes the one used last.
std::optional<PaperSerial> next_serial(store::WriteTx& tx, Id realm_id, Id union_id, int year,
                                       std::string_view word);

// The word of a number given by hand, kept when the year has none yet: the next paper need not be asked for it.
void keep_word(store::WriteTx& tx, const Permit& permit, const PaperSerial& first);

}  // namespace niangjia::founding
