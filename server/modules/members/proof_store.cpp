#include "modules/members/proof.h"
#include "modules/members/store.h"

namespace niangjia::members {

std::optional<StandingProof> find_proof(store::ReadTx& tx, Id realm_id, Id event_id) {
  return tx.select_one<StandingProof>("WHERE realm_id = ? AND event_id = ?", {realm_id, event_id});
}

std::vector<StandingProof> proofs_of(store::ReadTx& tx, Id realm_id, const std::vector<StandingEvent>& events) {
  if (events.empty()) return {};
  store::Params params{realm_id};
  for (const auto& e : events) params.emplace_back(e.id);
  return tx.select<StandingProof>(
      "WHERE realm_id = ? AND event_id IN (" + store::marks(events.size()) + ")", params);
}

bool mark_noted(store::WriteTx& tx, const Permit&, const StandingProof& proof) {
  return tx.execute(
             "UPDATE standing_proof SET noted_on = ?, noted_by = ? WHERE realm_id = ? AND event_id = ? AND noted_on "
             "IS NULL",
             {proof.noted_on, proof.noted_by, proof.realm_id, proof.event_id}) == 1;
}

std::vector<ToldExpulsion> list_expulsions(store::ReadTx& tx, const Scope& scope, const ExpulsionQuery& query) {
  if (scope.sees_nothing()) return {};
  store::Params params;
  std::string sql = "WHERE " + scope.condition("", "report_path", params) + " AND kind = 'expel'";
  if (query.only_open) sql += " AND noted_on IS NULL";
  if (query.after_id) sql += " AND event_id > ?", params.emplace_back(query.after_id);
  params.emplace_back(query.limit);
  std::vector<ToldExpulsion> told;
  store::Params ids{scope.realm_id()};
  for (auto& proof : tx.select<StandingProof>(sql + " ORDER BY event_id LIMIT ?", params)) {
    ids.emplace_back(proof.event_id);
    told.push_back({std::move(proof), {}, {}, {}});
  }
  if (told.empty()) return told;
  auto events =
      tx.select<StandingEvent>("WHERE realm_id = ? AND id IN (" + store::marks(told.size()) + ")", ids);
  std::vector<Id> people, unions;
  for (const auto& e : events) {
    people.push_back(e.person_id);
    unions.push_back(e.union_id);
  }
  const auto persons = people_by_id(tx, scope.realm_id(), people);
  const auto places = places_of_unions(tx, scope.realm_id(), unions);
  for (ToldExpulsion& t : told) {
    for (const auto& e : events)
      if (e.id == t.proof.event_id) t.event = e;
    for (const auto& p : persons)
      if (p.id == t.event.person_id) t.name = p.name;
    for (const auto& u : places)
      if (u.id == t.event.union_id) t.union_name = u.name;
  }
  return told;
}

}  // namespace niangjia::members
