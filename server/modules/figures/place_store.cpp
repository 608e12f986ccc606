#include <algorithm>
#include <set>

#include "base/text.h"
#include "modules/divisions/divisions.h"
#include "modules/figures/figures.h"
#include "modules/figures/place.h"
#include "modules/unions/unions.h"

namespace niangjia::figures {

namespace {

using store::Params;
using store::ReadTx;
using store::Row;

Place place_of(const unions::Union& u) {
  Place place;
  place.realm_id = u.realm_id;
  place.union_id = u.id;
  place.path = u.tree_path;
  place.name = u.name;
  place.own_township = u.township_code;
  place.is_root = u.tree_path.size() == kSegment;
  return place;
}

Problem unknown_union(std::string_view words) {
  return refuse(
      Code::not_found, "figures.no_such_union",
      "没有找到“" + std::string(words) + "”这家工会，或它不在您的范围内。请核对全称，或改用工会编号。");
}

std::string county_of(ReadTx& tx, Id realm_id) {
  return tx.text("SELECT division FROM realm WHERE id = ?", Params{realm_id}).value_or("");
}

std::string township_name(std::string_view code) {
  if (code == kNoTerritory) return "区级直属";
  const auto* division = divisions::book().find(code);
  return division ? division->name : std::string(code);
}

// A nine-digit code, "-", or a name of the county's townships however it is written.
std::string township_code(ReadTx& tx, Id realm_id, std::string_view words) {
  if (words == kNoTerritory || words == "区级直属") return std::string(kNoTerritory);
  const std::string county = county_of(tx, realm_id);
  const bool is_code = words.size() == 9 && words.find_first_not_of("0123456789") == std::string_view::npos;
  if (is_code) return words.starts_with(county) ? std::string(words) : std::string();
  return divisions::book().find_township(county, words).code;
}

Result<Place> find_territory(ReadTx& tx, const Scope& scope, std::string_view words) {
  const Id realm_id = scope.realm_id();
  std::string code = township_code(tx, realm_id, words);
  if (code.empty())
    return refuse(Code::not_found, "figures.no_such_township",
                  "没有找到“" + std::string(words) + "”这个镇街。请核对名称，或改用 9 位区划代码。");
  auto root = unions::root_of(tx, realm_id);
  if (root && covers_below(scope, root->tree_path)) {
    Place place;
    place.realm_id = realm_id;
    place.township = code;
    place.name = township_name(code);
    return place;
  }
  // Unions of other lines in the same territory are not theirs to see: they get their own union of that
  // township.
  auto own = unions::township_union(tx, realm_id, code);
  if (own && covers_below(scope, own->tree_path)) return place_of(*own);
  return refuse(Code::forbidden, "access.forbidden",
                "您不能查看“" + township_name(code) + "”的数据，它不在您的工会范围内。");
}

std::optional<unions::Union> find_by_path(ReadTx& tx, Id realm_id, std::string_view path) {
  return tx.select_one<unions::Union>("WHERE realm_id = ? AND tree_path = ?", Params{realm_id, path});
}

Result<Place> own_root(ReadTx& tx, const Scope& scope) {
  auto root = unions::root_of(tx, scope.realm_id());
  if (root && covers_below(scope, root->tree_path)) return place_of(*root);
  for (const auto& path : scope.paths())
    if (auto u = find_by_path(tx, scope.realm_id(), path)) return place_of(*u);
  return refuse(Code::forbidden, "access.forbidden",
                "您还没有可以查看统计数据的工会，请联系安全管理员授权。");
}

std::string last_digits_order(const Child& child) {  // townships by code, what belongs to none at the end
  return child.node == kNoTerritory ? "~" : child.node;
}

std::vector<Child> name_townships(ReadTx& tx, const Place& place, const std::vector<std::string>& nodes) {
  std::set<std::string> codes(nodes.begin(), nodes.end());
  for (const auto* d : divisions::book().townships_of(county_of(tx, place.realm_id))) codes.insert(d->code);
  std::vector<Child> children;
  for (const auto& code : codes) children.push_back({code, 0, township_name(code), code, false});
  std::stable_sort(children.begin(), children.end(), [](const Child& a, const Child& b) {
    return last_digits_order(a) < last_digits_order(b);
  });
  return children;
}

}  // namespace

bool covers_below(const Scope& scope, std::string_view path) {
  // A grant for that one union only does not reach what lies below it, and figures are sums of what lies
  // below.
  return scope.covers(path) && scope.covers(std::string(path) + "~");
}

std::string_view children_parent(const Place& place) {
  if (place.is_territory()) return place.township;
  return place.is_root ? kTerritories : own_segment(place.path);
}
std::string_view node_of(const Place& place) {
  return place.is_territory() ? std::string_view(place.township) : own_segment(place.path);
}
std::string_view parent_of_node(const Place& place) {
  return place.is_territory() ? kTerritories : parent_segment(place.path);
}

std::string place_condition(const Place& place, const PlaceColumns& columns, Params& params,
                            std::vector<std::string>& kept) {
  kept.reserve(2);
  if (place.is_territory()) {
    kept.push_back(place.township == kNoTerritory ? std::string() : place.township);
    params.emplace_back(kept.back());
    return std::string(columns.township) + " = ?";
  }
  auto [low, high] = store::path_range(place.path);
  kept.push_back(std::move(low));
  kept.push_back(std::move(high));
  params.emplace_back(kept[0]);
  params.emplace_back(kept[1]);
  return store::within_path(columns.path);
}

std::string node_expression(const Place& place, By by, const PlaceColumns& columns) {
  const std::string path(columns.path), township(columns.township);
  if (by != By::children) return "''";
  if (place.is_territory()) return "substr(" + path + ", length(" + path + ") - 3, 4)";
  if (place.is_root) return "CASE WHEN " + township + " = '' THEN '-' ELSE " + township + " END";
  return "substr(" + path + ", " + std::to_string(place.path.size() + 1) + ", 4)";
}

Result<Place> find_place(ReadTx& tx, const Scope& scope, std::string_view union_words,
                         std::string_view township) {
  if (!township.empty()) return find_territory(tx, scope, township);
  if (union_words.empty()) return own_root(tx, scope);
  std::vector<unions::Union> found;
  if (auto id = id_from_wire("uni", union_words)) {
    if (auto u = unions::find_union(tx, scope.realm_id(), *id)) found.push_back(std::move(*u));
  } else {
    found = unions::find_unions_by_name(tx, scope.realm_id(), organisation_key(union_words));
  }
  std::erase_if(found, [&](const unions::Union& u) { return !covers_below(scope, u.tree_path); });
  if (found.empty()) return unknown_union(union_words);
  if (found.size() > 1)
    return refuse(Code::conflict, "figures.ambiguous_union",
                  "有 " + std::to_string(found.size()) + " 家工会叫“" + std::string(union_words) +
                      "”，请改用工会编号。");
  return place_of(found.front());
}

std::vector<std::pair<Id, std::string>> path_of(ReadTx& tx, const Scope& scope, const Place& place) {
  std::vector<std::pair<Id, std::string>> out;
  if (place.path.empty()) {
    if (auto root = unions::root_of(tx, place.realm_id)) out.emplace_back(root->id, root->name);
    return out;
  }
  std::vector<std::string> paths;
  for (std::size_t n = kSegment; n <= place.path.size(); n += kSegment)
    paths.push_back(place.path.substr(0, n));
  Params params{place.realm_id};
  for (const auto& p : paths) params.emplace_back(p);
  tx.query("SELECT id, name, tree_path FROM trade_union WHERE realm_id = ? AND tree_path IN (" +
               store::marks(paths.size()) + ") ORDER BY length(tree_path)",
           params, [&](const Row& row) {
             if (covers_below(scope, row.text(2))) out.emplace_back(row.integer(0), std::string(row.text(1)));
             return true;
           });
  return out;
}

std::vector<Child> name_children(ReadTx& tx, const Place& place, const std::vector<std::string>& nodes) {
  if (place.is_root && !place.is_territory()) return name_townships(tx, place, nodes);
  std::vector<Child> children;
  for (std::size_t begin = 0; begin < nodes.size(); begin += 500) {
    const std::size_t n = std::min<std::size_t>(500, nodes.size() - begin);
    Params params{place.realm_id};
    for (std::size_t i = 0; i < n; ++i) params.emplace_back(nodes[begin + i]);
    tx.query("SELECT segment, id, name, township_code FROM trade_union WHERE realm_id = ? AND segment IN (" +
                 store::marks(n) + ")",
             params, [&](const Row& row) {
               children.push_back({std::string(row.text(0)), row.integer(1), std::string(row.text(2)),
                                   std::string(row.text(3)), true});
               return true;
             });
  }
  std::sort(children.begin(), children.end(), [](const Child& a, const Child& b) { return a.node < b.node; });
  return children;
}

}  // namespace niangjia::figures
