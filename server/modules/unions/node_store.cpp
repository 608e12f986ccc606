// The tree as it is opened, one level at a time.

#include <map>

#include "modules/unions/store.h"

namespace niangjia::unions {

using store::Params;
using store::Row;

namespace {

constexpr std::string_view kLiving = " AND status IN ('preparing', 'active', 'locked') ";

std::vector<Union> tops_of(store::ReadTx& tx, const Scope& scope) {
  std::vector<Union> tops;
  for (const std::string& path : scope.paths()) {
    auto top = path.empty() ? root_of(tx, scope.realm_id())
                            : tx.select_one<Union>("WHERE realm_id = ? AND tree_path = ?",
                                                   Params{scope.realm_id(), path});
    if (top) tops.push_back(std::move(*top));
  }
  return tops;
}

// Members of the whole subtree of each: children of one parent differ in the segment that follows its path.
std::int64_t members_below(store::ReadTx& tx, const Union& u) {
  auto [low, high] = store::path_range(u.tree_path);
  return tx
      .integer("SELECT count(*) FROM person WHERE realm_id = ? AND " + store::within_path("union_path") +
                   " AND standing IN ('active', 'moving_out')",
               Params{u.realm_id, low, high})
      .value_or(0);
}

void count_below_parent(store::ReadTx& tx, Id realm_id, const Union& parent, std::vector<UnionNode>& nodes) {
  auto [low, high] = store::path_range(parent.tree_path);
  std::map<std::string, std::int64_t> members;
  auto start = static_cast<std::int64_t>(parent.tree_path.size() + 1);
  tx.query("SELECT substr(union_path, CAST(? AS INTEGER), 4), count(*) FROM person WHERE realm_id = ? AND " +
               store::within_path("union_path") + " AND standing IN ('active', 'moving_out') GROUP BY 1",
           Params{start, realm_id, low, high}, [&](const Row& row) {
             members[std::string(row.text(0))] = row.integer(1);
             return true;
           });
  for (UnionNode& node : nodes) node.members = members[node.row.segment];
}

void count_children(store::ReadTx& tx, Id realm_id, std::vector<UnionNode>& nodes) {
  if (nodes.empty()) return;
  Params params{realm_id};
  for (const UnionNode& node : nodes) params.emplace_back(node.row.id);
  std::map<Id, std::int64_t> counts;
  tx.query("SELECT parent_id, count(*) FROM trade_union WHERE realm_id = ? AND parent_id IN (" +
               store::marks(nodes.size()) + ")" + std::string(kLiving) + "GROUP BY parent_id",
           params, [&](const Row& row) {
             counts[row.integer(0)] = row.integer(1);
             return true;
           });
  for (UnionNode& node : nodes) node.children = counts[node.row.id];
}

}  // namespace

std::vector<UnionNode> list_nodes(store::ReadTx& tx, const Scope& scope, Id parent_id) {
  std::vector<UnionNode> nodes;
  if (scope.sees_nothing()) return nodes;
  if (parent_id == 0) {
    for (Union& u : tops_of(tx, scope)) {
      std::int64_t members = members_below(tx, u);
      nodes.push_back({std::move(u), 0, members});
    }
  } else if (auto parent = find_union(tx, scope.realm_id(), parent_id);
             parent && scope.covers(parent->tree_path)) {
    for (Union& u :
         tx.select<Union>("WHERE realm_id = ? AND parent_id = ?" + std::string(kLiving) + "ORDER BY segment",
                          Params{scope.realm_id(), parent_id}))
      if (scope.covers(u.tree_path)) nodes.push_back({std::move(u), 0, 0});
    count_below_parent(tx, scope.realm_id(), *parent, nodes);
  }
  count_children(tx, scope.realm_id(), nodes);
  return nodes;
}

}  // namespace niangjia::unions
