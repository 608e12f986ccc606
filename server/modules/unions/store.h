#pragma once
// The SQL of unions. Lists take a Scope and a page bound; writes take a Permit. What rewrites paths is in
// tree_store.

#include "access/list_question.h"
#include "modules/unions/unions.h"

namespace niangjia::unions {

// tree: siblings follow their parent; name: by pinyin. Unknown days come first.
enum class UnionSort { tree, name, founded, term_end };

struct UnionFilter {
  std::string under;  // a path; empty: the whole scope
  Id parent_id = 0;   // its direct children only
  std::string words;  // part of the name, or the beginning of pinyin or initials
  std::optional<UnionType> type;
  std::optional<UnionStatus> status;
  std::optional<bool> new_form;
  std::optional<Date> term_before;  // whose term ended before that day
  std::string township;
  UnionSort sort = UnionSort::tree;
  bool descends = false;
};

// Where the next page begins: the sort value and id of the last row seen. Empty id: from the beginning.
struct Cursor {
  Id id = 0;
  std::string value;
};
std::string cursor_text(const Cursor& cursor, std::string_view id_prefix);
// Empty text: the beginning. Nothing: not a cursor of ours.
std::optional<Cursor> read_cursor(std::string_view text, std::string_view id_prefix);

// A union as a list shows it.
struct ListedUnion {
  Union row;
  std::string parent_name;
  std::int64_t members_counted = 0;  // 在会 and 转出中 at this very union
};
struct UnionPage {
  std::vector<ListedUnion> items;
  std::string next;  // empty: no more rows
  std::int64_t total = 0;
};
UnionPage list_unions(store::ReadTx& tx, const Scope& scope, const UnionFilter& filter, const Cursor& after,
                      int limit);
std::int64_t count_unions(store::ReadTx& tx, const Scope& scope, const UnionFilter& filter);
// The same dress for one row: parent's name and members.
void dress(store::ReadTx& tx, Id realm_id, std::vector<ListedUnion>& items);

struct UnionNode {
  Union row;
  std::int64_t children = 0, members = 0;  // living children; members at and below
};
// Living children of a union; of 0: the tops of the scope.
std::vector<UnionNode> list_nodes(store::ReadTx& tx, const Scope& scope, Id parent_id);

std::vector<UnionChange> list_changes(store::ReadTx& tx, Id realm_id, Id union_id, Id before_id, int limit);
struct CoveredUnit {
  UnionCover cover;
  std::string unit_name, credit_code;
};
std::vector<CoveredUnit> list_covers(store::ReadTx& tx, Id realm_id, Id union_id, Id after_id, int limit);

// --- what rules ask ---
// 在会 and 转出中 at this very union.
std::int64_t count_active_members(store::ReadTx& tx, const Union& u);
// The same by form of employment.
std::vector<std::pair<int, std::int64_t>> active_by_category(store::ReadTx& tx, const Union& u);
std::int64_t count_living_children(store::ReadTx& tx, const Union& u);
std::vector<UnionType> living_child_types(store::ReadTx& tx, const Union& u);
// Another living union of that name under that parent, if any.
bool is_name_taken(store::ReadTx& tx, Id realm_id, Id parent_id, std::string_view name_key, Id except_id);
// A name borne both by a living child of `from` and one of `into`; empty: none.
std::string clashing_child_name(store::ReadTx& tx, const Union& from, const Union& into);
std::string legal_representative_of(store::ReadTx& tx, Id realm_id, Id unit_id);
bool has_unit(store::ReadTx& tx, Id realm_id, Id unit_id);
std::string certified_code(store::ReadTx& tx, Id realm_id, Id id);  // of the certificate in force; empty: none

// --- writes ---
// False: a living sibling bears that name (the database decided).
bool insert_union(store::WriteTx& tx, const Permit& permit, const Union& u);
// Writes the row with version + 1. False: another has edited it since `u.version`.
bool save_union(store::WriteTx& tx, const Permit& permit, Union& u);
void insert_change(store::WriteTx& tx, const Permit& permit, const UnionChange& change);
bool insert_cover(store::WriteTx& tx, const Permit& permit, const UnionCover& cover);

}  // namespace niangjia::unions
