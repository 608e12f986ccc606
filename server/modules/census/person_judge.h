#pragma once
// Decides what becomes of a row about a person, in the order of the file (changes of standing: in the order
// of their days), and gathers what is to be written. The same code runs dry and for real; only the writing is
// left out.

#include <boost/unordered/unordered_flat_set.hpp>

#include "modules/census/job.h"
#include "modules/census/library.h"
#include "modules/facts/facts.h"

namespace niangjia::census {

inline constexpr int kYoungestAge = 16;  // 劳动法 (2018) art. 15: 禁止用人单位招用未满十六周岁的未成年人

// What a chunk of rows wants written, in an order that constraints allow.
struct PersonWrites {
  std::vector<members::Person> new_people;
  std::map<Id, members::Person> changed_people;  // final state; only the columns of standing count
  std::vector<members::StandingEvent> events;
  std::vector<members::StandingClaim> claims;
  std::vector<Id> released;
  std::vector<members::TransferRequest> transfers;
  std::vector<Id> closed_transfers, overtaken_transfers;
  std::vector<members::WorkRelation> work;
  std::vector<GapFilling> filled;
  std::vector<facts::Fact> facts;
  std::vector<JournalRow> journal;
  void clear() { *this = {}; }
};

struct JudgeContext {
  Id realm_id = 0, job_id = 0;
  Kind kind = Kind::roster;
  const Library& library;
  const Vault& vault;
  IdMaker& ids;
  const Permit& permit;
  const Scope& scope;  // rows outside it are returned
  Instant now;
  Date as_of, census_on;
  bool is_dry_run = false;
};

class PersonJudge {
 public:
  PersonJudge(const JudgeContext& context, store::Scratch* changes)
      : c_(context), desk_(context.realm_id, context.is_dry_run), changes_(changes) {}
  Result<void> begin_chunk(store::ReadTx& tx, const std::vector<PersonRow>& rows);
  void judge(PersonRow& row);
  // The chunk's writes are on disk: what it told is remembered. Without it, begin_chunk starts the same chunk
  // anew.
  void confirm_chunk() {
    told_by_chunk_.clear();
    met_in_chunk_.clear();
  }
  PersonWrites writes;

 private:
  void judge_roster(PersonRow& row);
  void judge_member(PersonRow& row);
  void judge_change(PersonRow& row);
  void end_open_transfers(Id person_id);
  // What the record of somebody who stands does not have yet (gap_judge.cpp); true: something was filled in.
  using Filler = std::function<GapFilling*(Gap, std::string_view field, std::string_view label, std::string value)>;
  void judge_repair(PersonRow& row);
  bool is_first_of(const PersonRow& row);
  bool fill_gaps(PersonRow& row, KnownPerson& known, const UnionPlace& place);
  void fill_phone(PersonRow& row, KnownPerson& known, const Filler& fill);
  void recategorise(PersonRow& row, KnownPerson& known, const UnionPlace& place);
  bool may_have_joined(const PersonRow& row, const KnownPerson& known) const;
  // parts
  bool too_young(PersonRow& row, Date day);
  bool name_is_anothers(PersonRow& row, const KnownPerson& known);
  const UnionPlace* union_of(PersonRow& row);
  KnownPerson& make_person(PersonRow& row, const UnionPlace& place, members::Standing standing);
  members::Person& touch(const KnownPerson& known, const UnionPlace& place);
  void set_standing(PersonRow& row, KnownPerson& known, members::EventKind kind, members::Standing after,
                    const UnionPlace& place, Date day, bool is_opening);
  void want_claim(PersonRow& row, const KnownPerson& known, members::Standing before,
                  members::Standing after);
  void add_fact(facts::Indicator indicator, const UnionPlace& place, Date day, int amount, int category,
                Id subject, Id source);
  void add_transfer(PersonRow& row, const KnownPerson& known, Id from, Id to, std::string_view origin);
  void note_phone(PersonRow& row);
  void note(const PersonRow& row, Id subject, const UnionPlace& place);
  // changes of standing
  void apply_join(PersonRow& row, KnownPerson* known, const UnionPlace& place);
  void apply_transfer_in(PersonRow& row, KnownPerson* known, const UnionPlace& place);
  void apply_transfer_out(PersonRow& row, KnownPerson* known, const UnionPlace& place);
  void apply_leaving(PersonRow& row, KnownPerson* known, members::EventKind kind);
  void check_new_form_flag(PersonRow& row);
  bool was_reported(PersonRow& row, members::EventKind kind, const UnionPlace& place,
                    const KnownPerson* known);

  const JudgeContext c_;
  PersonDesk desk_;
  store::Scratch* changes_;
  boost::unordered_flat_map<Id, std::size_t> new_index_;
  boost::unordered_flat_set<std::uint64_t> reported_;  // changes told by this file or on record
  std::vector<std::uint64_t> told_by_chunk_;
  boost::unordered_flat_set<std::uint64_t> met_;  // people this file named before
  std::vector<std::uint64_t> met_in_chunk_;
  std::map<Id, std::vector<members::TransferRequest>> open_transfers_;
};

std::optional<members::EventKind> event_kind_from(std::string_view text, bool& is_correction);
std::optional<members::Standing> standing_from(std::string_view text);
// The township of a row's place: its code inside the county, or empty; adds what was put right.
std::string township_of(const Library& library, std::string_view written, Verdict& verdict, bool say_unknown);

}  // namespace niangjia::census
