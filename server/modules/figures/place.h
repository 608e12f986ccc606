#pragma once
// The place a figure is asked for: a union with everything below it, or a territory (township) with every
// union of it, whatever its line.

#include "access/access.h"
#include "modules/figures/cut.h"

namespace niangjia::figures {

struct Place {
  Id realm_id = 0;
  Id union_id = 0;       // of a union
  std::string path;      // of a union: its tree_path; of a territory: empty
  std::string township;  // of a territory: its code, or "-" for what belongs to none
  std::string name;
  std::string own_township;  // of a union: where it lies
  bool is_root = false;
  bool is_territory() const { return !township.empty(); }
};

// How figures are divided.
enum class By { total, children, months };

// The children of a place: townships of the root, unions of a township, unions under a union (and its own
// part, node "").
std::string_view children_parent(const Place& place);
std::string_view node_of(const Place& place);  // its own node in figure_sum
std::string_view parent_of_node(const Place& place);

// --- fragments of SQL over rows that carry a union's path and a township ---
struct PlaceColumns {
  std::string_view path, township;
};
// "(path >= ? AND path < ?)" or "township = ?"; `kept` holds the texts the parameters view and must live as
// long.
std::string place_condition(const Place& place, const PlaceColumns& columns, store::Params& params,
                            std::vector<std::string>& kept);
// The node a row falls under when divided among children; "''" for a total.
std::string node_expression(const Place& place, By by, const PlaceColumns& columns);

// Place by name, wire id or the start of it; the root when both are empty. Only what the scope covers; a
// township inside the realm for those who see all of it, else their own union of that township.
Result<Place> find_place(store::ReadTx& tx, const Scope& scope, std::string_view union_words,
                         std::string_view township);
bool covers_below(const Scope& scope, std::string_view path);
std::vector<std::pair<Id, std::string>> path_of(store::ReadTx& tx, const Scope& scope, const Place& place);

// Children of a place by node: what they are called and how they are opened.
struct Child {
  std::string node;
  Id union_id = 0;
  std::string name, township;
  bool is_union = false;
};
// The unions of these segments; and, for the root, the townships of its county and those of the nodes.
std::vector<Child> name_children(store::ReadTx& tx, const Place& place,
                                 const std::vector<std::string>& nodes);

}  // namespace niangjia::figures
