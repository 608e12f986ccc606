#pragma once
// The module's only SQL. Lists take a Scope and a bound, writes take a Permit.

#include "access/list_question.h"
#include "modules/siting_plans/rules.h"

namespace niangjia::siting_plans {

enum class PlaceSort { entered, name, people, capacity };
struct PlaceFilter {
  PlaceKind kind = PlaceKind::host;
  std::string under, words, township;  // under: path of a chosen union; empty: all
  std::optional<Willing> willing;
  bool wants_position = false;
  PlaceSort sort = PlaceSort::entered;
  bool descends = false;
};
struct PlacePage {
  std::vector<SitingPlace> items;
  Id next = 0;  // 0: no more rows
  std::int64_t total = 0;
};
PlacePage list_places(store::ReadTx& tx, const Scope& scope, const PlaceFilter& filter, Id after, int limit);
std::optional<SitingPlace> find_place(store::ReadTx& tx, Id realm_id, Id id);
// All of a kind in the federation by township and name key, for a list that is handed in.
std::map<std::string, SitingPlace> places_by_key(store::ReadTx& tx, Id realm_id, PlaceKind kind);
std::string key_of(const SitingPlace& place);
bool insert_place(store::WriteTx& tx, const Permit& permit, const SitingPlace& row);  // false: the name stands already
// False: somebody changed it since it was read (its version less one).
bool save_place(store::WriteTx& tx, const Permit& permit, const SitingPlace& row);
void remove_place(store::WriteTx& tx, const Permit& permit, const SitingPlace& row);
// Another place of that kind, township and name.
bool name_is_taken(store::ReadTx& tx, const SitingPlace& place);
std::string path_of_union(store::ReadTx& tx, Id realm_id, Id union_id);  // empty: none of that id
std::string name_of_union(store::ReadTx& tx, Id realm_id, Id union_id);
std::string division_of(store::ReadTx& tx, Id realm_id);

// --- what a plan is made of: demand and hosts of a scope; open stations of the whole federation, which are public ---
Inputs gather(store::ReadTx& tx, const Scope& scope, const SitingPlan& plan);
struct SourceCount {
  std::int64_t places = 0, people = 0;
};
struct Stocktaking {  // what there is before anything is asked
  SourceCount outlets, services, reports, troubles, points;
  std::int64_t unplaced_outlets = 0, hosts = 0, unplaced_hosts = 0, stations = 0;
};
Stocktaking take_stock(store::ReadTx& tx, const Scope& scope, Date from, Date to);

// --- plans ---
struct PlanPage {
  std::vector<SitingPlan> items;
  Id next = 0;
  std::int64_t total = 0;
};
PlanPage list_plans(store::ReadTx& tx, const Scope& scope, std::optional<PlanState> state, Id before, int limit);
std::optional<SitingPlan> find_plan(store::ReadTx& tx, Id realm_id, Id id);
std::optional<SitingRecord> find_record(store::ReadTx& tx, Id realm_id, Id plan_id);
std::vector<SitingPlan> open_plans(store::ReadTx& tx, Id realm_id);  // waiting and running, oldest first
void insert_plan(store::WriteTx& tx, const Permit& permit, const SitingPlan& plan, const SitingRecord& record);
bool save_plan(store::WriteTx& tx, const SitingPlan& plan);  // by its version, as save_place()
// One solver takes a waiting plan; false: another did, or it was called off.
bool claim_plan(store::WriteTx& tx, Id realm_id, Id id, std::string_view runner, Instant now);
bool beat_plan(store::WriteTx& tx, Id realm_id, Id id, std::string_view runner, Instant now);  // false: no longer its own
// The end of a run by the solver that holds it; false: it no longer does, and nothing is written.
bool end_plan(store::WriteTx& tx, const SitingPlan& plan, const SitingRecord* record);
// Plans whose solver has not been heard of since; how many.
std::int64_t cut_plans(store::WriteTx& tx, Id realm_id, Instant heard_before, Instant now, std::string_view message);

}  // namespace niangjia::siting_plans
