#pragma once
// The module's only SQL. Lists take a Scope and a bound, writes a Permit.

#include "access/list_question.h"
#include "modules/joining/rules.h"

namespace niangjia::joining {

// --- posters ---
struct ListedPoster {
  Poster row;
  std::string union_name;
  std::int64_t applications = 0, accepted = 0;
};
std::vector<ListedPoster> list_posters(store::ReadTx& tx, const Scope& scope, Id before_id, int limit);
std::optional<Poster> find_poster(store::ReadTx& tx, Id realm_id, Id id);
void insert_poster(store::WriteTx& tx, const Permit& permit, const Poster& poster);
bool save_poster(store::WriteTx& tx, const Permit& permit, Poster& poster);

// --- applications ---
struct ApplicationFilter {
  std::optional<ApplicationState> state;
  bool only_pool = false, only_overdue = false, only_escalated = false;
  std::string words;  // part of a name
  Id poster_id = 0;
  Date today;  // of only_overdue
};
// Oldest first: who waits longest is on top. `after_id` 0: from the beginning.
std::vector<Application> list_applications(store::ReadTx& tx, const Scope& scope,
                                           const ApplicationFilter& filter, Id after_id, int limit);
std::int64_t count_applications(store::ReadTx& tx, const Scope& scope, const ApplicationFilter& filter);
std::optional<Application> find_application(store::ReadTx& tx, Id realm_id, Id id);
std::optional<Application> find_waiting(store::ReadTx& tx, Id realm_id, const record::Blob& identity_index);
// False: an open application of that person stands already; the database decided.
bool insert_application(store::WriteTx& tx, const Permit& permit, const Application& row);
// Writes the row with version + 1, only while it waits and nobody changed it; false: somebody did.
bool save_waiting(store::WriteTx& tx, const Permit& permit, Application& row);
// Where the transfer that an application became has ended; nothing while it waits.
struct EndedTransfer {
  bool is_done = false;
  std::string answer;
  Instant settled_at;
};
std::optional<EndedTransfer> ended_transfer_of(store::ReadTx& tx, const Application& a);
std::vector<Application> transferring_applications(store::ReadTx& tx, Id realm_id, int limit);
// transferring → accepted or refused; false: somebody did it before.
bool save_transferred(store::WriteTx& tx, const Permit& permit, Application& a);
std::vector<Application> overdue_applications(store::ReadTx& tx, Id realm_id, Date today,
                                              int most_escalations, int limit);
// Settled ones of a span of days, for trying rules on past cases.
std::vector<Application> past_applications(store::ReadTx& tx, const Scope& scope, Instant from, Instant until,
                                           int limit);

void insert_consents(store::WriteTx& tx, const std::vector<Consent>& consents);
std::vector<Consent> consents_of(store::ReadTx& tx, Id realm_id, Id application_id);
void give_consents_to(store::WriteTx& tx, Id realm_id, Id application_id, Id person_id);

// --- routing ---
std::vector<RoutingRule> routing_rules(store::ReadTx& tx,
                                       Id realm_id);  // in their order; none: the default ones
void replace_rules(store::WriteTx& tx, const Permit& permit, const std::vector<RoutingRule>& rules);
// Unions that take members, of these ids.
std::vector<Place> open_places(store::ReadTx& tx, Id realm_id, const std::vector<RoutingRule>& rules);
std::optional<Place> open_place(store::ReadTx& tx, Id realm_id, Id union_id);
// The union that covers a unit or an outlet of that name today; the main one first.
std::optional<Place> union_of_unit(store::ReadTx& tx, Id realm_id, std::string_view unit_name);
// The same for the unit at which a roster counted the person.
std::optional<Place> union_of_work(store::ReadTx& tx, Id realm_id, Id person_id);
std::optional<Place> new_form_union_of_township(store::ReadTx& tx, Id realm_id,
                                                std::string_view township_code);

struct RealmPlace {
  Id root_id = 0;
  std::string root_path, name, division;
};
std::optional<RealmPlace> realm_place(store::ReadTx& tx, Id realm_id);
std::map<Id, std::string> names_of_unions(store::ReadTx& tx, Id realm_id, const std::vector<Id>& ids);

}  // namespace niangjia::joining
