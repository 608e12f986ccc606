#pragma once
// The import centre's only SQL.

#include "modules/census/job.h"
#include "modules/census/library.h"
#include "modules/services/services.h"

namespace niangjia::census {

// --- what the library holds ---
void load_unions(store::ReadTx& tx, Id realm_id, UnionBook& book);
void load_outlets(store::ReadTx& tx, Id realm_id, std::map<std::string, OutletPlace, std::less<>>& outlets);
bool cover_stands(store::ReadTx& tx, Id realm_id, Id union_id, Id unit_id);
std::string county_of(store::ReadTx& tx, Id realm_id);
void load_people(store::ReadTx& tx, Id realm_id, const std::vector<const record::Blob*>& indexes,
                 const std::function<void(const record::Blob&, KnownPerson)>& each);
// The same by 会员编号, of those who have an identity number and were not merged into another.
void load_numbered(store::ReadTx& tx, Id realm_id, const std::vector<Id>& people,
                   const std::function<void(const record::Blob&, KnownPerson)>& each);
// Standings held in other federations.
void load_claims(store::ReadTx& tx, Id realm_id, const std::vector<const record::Blob*>& indexes,
                 const std::function<void(const record::Blob&)>& each);
void load_phones(store::ReadTx& tx, Id realm_id, const std::vector<const record::Blob*>& phones,
                 const std::function<void(const record::Blob&, const record::Blob&)>& each);
void load_work(store::ReadTx& tx, Id realm_id, const std::vector<Id>& people,
               const std::function<void(Id, std::string_view, bool)>& each);
// Events of people on record: (person, kind, day, union), to tell a change that was reported before.
void load_events(store::ReadTx& tx, Id realm_id, const std::vector<Id>& people,
                 const std::function<void(Id, std::string_view, std::string_view, Id)>& each);
void load_open_transfers(store::ReadTx& tx, Id realm_id, const std::vector<Id>& people,
                         const std::function<void(const members::TransferRequest&)>& each);

// Stations and days of which services are on record, rising, each once; and a mark that changes with every part another import of
// services writes, in the transaction that writes it.
std::vector<std::pair<Id, Date>> load_service_days(store::ReadTx& tx, Id realm_id);
std::string mark_of_other_ledgers(store::ReadTx& tx, Id realm_id, Id job_id);
// Services on record from elsewhere than this job at these stations, days and minutes.
struct ServiceSpot {
  Id station_id = 0;
  Date day;
  std::int64_t minute = 0;
  auto operator<=>(const ServiceSpot&) const = default;
};
// `spots`: each once, and best in their order, which is that of the index.
void load_services(store::ReadTx& tx, Id realm_id, Id job_id, const std::vector<ServiceSpot>& spots,
                   const std::function<void(const services::ServiceGiven&)>& each);

// --- writing people that stood before ---
void update_standing(store::WriteTx& tx, const members::Person& person);  // union, path, standing, joined_on, category
// Writes into a field that is empty, and remembers it; false: it is empty no longer.
bool fill_gap(store::WriteTx& tx, const GapFilling& filling, Instant now);
void release_claim(store::WriteTx& tx, Id realm_id, Id person_id);
void close_transfer(store::WriteTx& tx, Id realm_id, Id request_id, std::string_view state);

// --- jobs ---
std::optional<ImportJob> find_job(store::ReadTx& tx, Id realm_id, Id id);
// `only_waiting`: those that wait for a person (mapping, checked, failed).
std::vector<ImportJob> list_jobs(store::ReadTx& tx, const Scope& scope, bool only_waiting, Id after, int limit);
std::vector<ImportRow> list_job_rows(store::ReadTx& tx, Id realm_id, Id job_id, std::string_view outcome,
                                     std::string_view reason, std::int64_t after, int limit);
// Moves a job on. A commit goes on only from the part it knows to be the last (`from`): two processes never both write.
bool keep_progress(store::WriteTx& tx, Id realm_id, Id job_id, std::int64_t from, std::int64_t done, bool is_dry_run,
                   std::string_view counts_json);
// False when the job is in none of `from`.
bool move_job(store::WriteTx& tx, Id realm_id, Id job_id, std::initializer_list<JobState> from, JobState to);
std::vector<ImportJob> unfinished_jobs(store::ReadTx& tx, Id realm_id);   // cut off while checking or committing
void say_of_job(store::WriteTx& tx, Id realm_id, Id job_id, std::string_view message);
void delete_job_rows(store::WriteTx& tx, Id realm_id, Id job_id);
std::map<std::string, std::map<std::string, std::string>> load_mappings(store::ReadTx& tx, Id realm_id);
void keep_mapping(store::WriteTx& tx, Id realm_id, std::string_view kind, std::string_view header_key,
                  std::string_view field);

// --- likely duplicates, found set-wise when a job ends ---
std::vector<members::LikelyDuplicate> likely_duplicates_of(store::ReadTx& tx, Id realm_id, Id import_id);

// --- undo ---
// Sentences that name what stands on the import; empty: nothing does.
std::vector<std::string> what_stands_on(store::ReadTx& tx, Id realm_id, Id import_id);
// People who stood before get back the standing they had before the import; claims follow.
void restore_standings(store::WriteTx& tx, Id realm_id, Id import_id);
void remove_import(store::WriteTx& tx, Id realm_id, Id import_id);
// Empties again what an import had filled in, where it stands as it was filled in; what a person changed since is theirs.
void empty_gaps(store::WriteTx& tx, Id realm_id, Id import_id, Instant now);

// --- the scratch file of a dry run, and of changes sorted by day ---
void make_desk_tables(store::Scratch& scratch);
void keep_person(store::Scratch& scratch, std::string_view index, std::string_view packed);
std::optional<std::string> kept_person(store::Scratch& scratch, std::string_view index);
void keep_phone(store::Scratch& scratch, std::string_view phone, std::string_view owner);
std::optional<std::string> kept_phone(store::Scratch& scratch, std::string_view phone);
void keep_work(store::Scratch& scratch, std::string_view key, bool has_left);
std::optional<bool> kept_work(store::Scratch& scratch, std::string_view key);
void make_change_tables(store::Scratch& scratch);
void keep_change(store::Scratch& scratch, std::int64_t day, std::int64_t seq, std::string_view packed);
// A half of a transfer inside the federation: who, whether it goes out, from where to where.
void keep_half(store::Scratch& scratch, std::string_view index, bool is_out, Id union_id, Id other_id, std::int64_t seq);
bool has_other_half(store::Scratch& scratch, std::string_view index, bool is_out, Id union_id, Id other_id);
void read_changes(store::Scratch& scratch, std::int64_t skip, const std::function<bool(std::string_view)>& each);

}  // namespace niangjia::census
