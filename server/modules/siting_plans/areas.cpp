#include "modules/siting_plans/areas.h"

#include "modules/unions/unions.h"

namespace niangjia::siting_plans {

namespace {

// The county's federation sits in some township; what is its own is of none.
Area area_of(const std::optional<unions::Union>& u) {
  return u ? Area{u->id, u->tree_path, u->parent_id ? u->township_code : ""} : Area{};
}

}  // namespace

Area home_of(store::ReadTx& tx, const Actor& actor, std::string_view action) {
  std::optional<unions::Union> highest;
  for (const HeldRole& held : actor.held) {
    if (!allow(actor, action, {actor.realm_id, held.union_path, 0, 0}).ok()) continue;
    if (highest && highest->tree_path.size() <= held.union_path.size()) continue;
    highest = unions::find_union(tx, actor.realm_id, held.union_id);
  }
  return area_of(highest ? highest : unions::root_of(tx, actor.realm_id));
}

Area area_of_township(store::ReadTx& tx, const Area& home, const SitingPlace& place) {
  if (place.township_code.empty() || place.township_code == home.township) return home;
  const auto federation = unions::township_union(tx, place.realm_id, place.township_code);
  Area area = area_of(federation ? federation : unions::root_of(tx, place.realm_id));
  area.township = place.township_code;
  return area;
}

}  // namespace niangjia::siting_plans
