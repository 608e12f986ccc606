#include <algorithm>
#include <map>

#include "modules/joining/actions.h"

namespace niangjia::joining {

namespace {

// Each named target must be a union of this federation that takes members.
Result<void> check_targets(store::ReadTx& tx, Id realm_id, const std::vector<RoutingRule>& rules) {
  auto open = open_places(tx, realm_id, rules);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].union_id == 0) continue;
    bool is_open = std::any_of(open.begin(), open.end(),
                               [&](const Place& p) { return p.union_id == rules[i].union_id; });
    if (!is_open)
      return wrong_field("rules." + std::to_string(i) + ".union_id", "请选择基层工会：会员只在基层工会；已撤销或锁定的也不能选");
  }
  return {};
}

}  // namespace

Result<std::vector<RoutingRule>> write_rules(House& house, const Actor& actor,
                                             std::vector<RoutingRule> rules) {
  CHECK_OK(judge_rules(rules));
  Instant now = house.clock.now();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].realm_id = actor.realm_id;
    rules[i].id = house.ids.next();
    rules[i].position = static_cast<std::int64_t>(i + 1);
  }
  return house.database.write([&](store::WriteTx& tx) -> Result<std::vector<RoutingRule>> {
    auto realm = realm_place(tx, actor.realm_id);
    if (!realm) return refuse(Code::not_found, "realm.none", "还没有建立本级总工会。");
    TRY(Permit permit, allow(actor, "routing.manage", RowPlace{actor.realm_id, realm->root_path, 0, 0}));
    CHECK_OK(check_targets(tx, actor.realm_id, rules));
    std::string was, is;
    for (const auto& r : routing_rules(tx, actor.realm_id)) was += record::to_json(r);
    replace_rules(tx, permit, rules);
    for (const auto& r : rules) is += record::to_json(r);
    write_journal(tx, permit, house.ids.next(), now, {"routing", 0, realm->root_path, was, is, {}});
    return rules;
  });
}

Result<Trial> try_rules(House& house, const Actor& actor, const std::vector<RoutingRule>& rules, int days) {
  CHECK_OK(judge_rules(rules));
  Scope scope = visible(actor, "routing.manage");
  Instant now = house.clock.now();
  constexpr int kMostCases = 5000;
  return house.database.read([&](store::ReadTx& tx) -> Result<Trial> {
    CHECK_OK(check_targets(tx, actor.realm_id, rules));
    auto open = open_places(tx, actor.realm_id, rules);
    Trial trial;
    std::map<std::pair<Id, Id>, std::int64_t> moves;
    std::map<std::string, std::optional<Place>> by_unit, by_township;
    for (const auto& a :
         past_applications(tx, scope, Instant{now.ms - days * 86'400'000LL}, now, kMostCases)) {
      auto [unit, is_new_unit] = by_unit.try_emplace(a.unit_name);
      if (is_new_unit) unit->second = union_of_unit(tx, actor.realm_id, a.unit_name);
      auto [township, is_new_township] = by_township.try_emplace(a.township_code);
      if (is_new_township) township->second = new_form_union_of_township(tx, actor.realm_id, a.township_code);
      Route way =
          route_of(rules, open, {a.category, a.platform, a.township_code, unit->second, township->second});
      ++trial.tried;
      if (way.union_id != a.union_id) ++trial.changed, ++moves[{a.union_id, way.union_id}];
    }
    std::vector<Id> ids;
    for (const auto& [way, n] : moves) ids.insert(ids.end(), {way.first, way.second});
    auto names = names_of_unions(tx, actor.realm_id, ids);
    names[0] = "县级周转库";
    for (const auto& [way, n] : moves) trial.moves.push_back({names[way.first], names[way.second], n});
    std::sort(trial.moves.begin(), trial.moves.end(),
              [](const TriedRule& a, const TriedRule& b) { return a.applications > b.applications; });
    return trial;
  });
}

}  // namespace niangjia::joining
