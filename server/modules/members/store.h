#pragma once
// The module's only SQL. Every list takes a Scope and a bound.

#include "modules/members/members.h"

namespace niangjia::members {

inline constexpr int kLargestBound = 500;

// What a list of people is asked for. Empty fields do not narrow it.
struct PersonQuery {
  std::string under_path;  // a chosen union and what lies below it
  std::optional<Standing> standing;
  bool only_counted = false;  // 在会, with those on their way out
  bool only_here = false;     // of the chosen union itself, not of those below
  bool only_workers = false;  // people of rosters who have not joined
  int category = 0;
  int problem_bit = 0;             // any of these bits, also of those that are not kept (quality.h)
  bool has_open_transfer = false;  // a transfer asked for and not settled
  std::string text;                          // part of a name, or the beginning of its pinyin or initials
  record::Blob identity_index, phone_index;  // a full number, searched by its blind index
  bool newest_first = false;
  std::string after_path;  // keyset of the last row seen
  Id after_id = 0;
  int limit = 50;  // at most kLargestBound
};
std::vector<Person> list_people(store::ReadTx& tx, const Scope& scope, const PersonQuery& query);
std::int64_t count_people(store::ReadTx& tx, const Scope& scope, const PersonQuery& query);

// A row changes only when nobody changed it since it was read; false: somebody did.
bool update_person(store::WriteTx& tx, const Person& person, std::int64_t seen_version);

std::vector<StandingEvent> standing_events_of(store::ReadTx& tx, Id realm_id, Id person_id);
std::vector<WorkRelation> work_relations_of(store::ReadTx& tx, Id realm_id, Id person_id);
std::vector<TransferRequest> transfer_requests_of(store::ReadTx& tx, Id realm_id, Id person_id);

// The transfer under way that a person asked for, not an import; there is one at a time.
std::optional<Id> open_transfer_id(store::ReadTx& tx, const Person& person);
// A transfer under way ends when the standing changes otherwise; it is told why.
void end_open_transfers(store::WriteTx& tx, const Person& person, std::string_view why, Instant now);

std::optional<StandingClaim> find_claim(store::ReadTx& tx, const record::Blob& identity_index);
// Only the person who holds the claim lets it go.
void drop_claim(store::WriteTx& tx, const Person& person);

// --- duplicates and merges ---
std::vector<Person> people_with_phones(store::ReadTx& tx, Id realm_id, std::span<const Person> like);
std::vector<Person> people_with_names(store::ReadTx& tx, Id realm_id, std::span<const Person> like);
std::optional<LikelyDuplicate> find_duplicate(store::ReadTx& tx, Id realm_id, Id id);
struct DuplicateQuery {
  std::string under_path;  // a chosen union and what lies below it
  std::string state = "open";
  Id after_id = 0;
  int limit = 50;
};
std::vector<LikelyDuplicate> list_duplicates(store::ReadTx& tx, const Scope& scope,
                                             const DuplicateQuery& query);
// Open → state; false when it was settled in between.
bool settle_duplicate(store::WriteTx& tx, Id realm_id, Id id, std::string_view state);
std::int64_t settle_pair(store::WriteTx& tx, Id realm_id, Id one, Id other, std::string_view from,
                         std::string_view to);
std::optional<PersonMerge> find_merge(store::ReadTx& tx, Id realm_id, Id id);
std::vector<PersonMerge> list_merges(store::ReadTx& tx, const Scope& scope, Id before_id, int limit);
bool mark_undone(store::WriteTx& tx, Id realm_id, Id merge_id, Instant at);
// What hangs on a person goes to another one: the ids of the rows that went.
enum class Hanging { work_relation, standing_event, transfer_request, posting };
std::vector<Id> ids_hanging_on(store::ReadTx& tx, Hanging kind, Id realm_id, Id person_id);
void hang_on(store::WriteTx& tx, Hanging kind, Id realm_id, Id from_id, Id to_id, std::span<const Id> ids);

}  // namespace niangjia::members
