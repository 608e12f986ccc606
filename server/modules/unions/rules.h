#pragma once
// What the trade-union law and the federation's own rules say of a union, as pure functions: structs in,
// verdict out. Refusals are told in the order in which they stand here; all of them come at once, the first
// gives the reason.

#include "modules/unions/unions.h"

namespace niangjia::unions {

// Which type may stand directly under which (DOMAIN a1, a2). Depth is free.
bool may_stand_under(UnionType child, UnionType parent);
// 20 省, 30 市, 40 县, 50 镇街, 60 村社区 for federations and their offices; 0 for basic unions and what is
// below them.
int level_under(UnionType type, int parent_level);
// Level of the root by the code of its division: 330000 → 20, 330600 → 30, 330603 → 40.
int level_of_division(std::string_view division);

bool is_living(UnionStatus status);
// A union in preparation stands in the tree and in no figure: it is one from its approval on (工会法 art. 12).
bool is_counted(UnionStatus status);
bool is_founded(const Union& u);  // with an approval number

// What a judgement needs to know beside the row itself; gathered by the act in its transaction.
struct Surroundings {
  const Union* parent = nullptr;     // null: none of that id, or not to be seen
  bool is_name_taken = false;        // by a living sibling
  bool unit_exists = true;           // unit_id names a unit
  std::string legal_representative;  // of the unit
  std::string certified_code;        // on the certificate in force (registrations/); empty: none
  Date today;
};
// Puts right what needs no question: brackets of the document number, case of the credit code, spaces of the
// name.
void tidy(Union& u);
Result<void> judge_new(const Union& u, const Surroundings& around);
// `before` is what stands; names and parents change by their own acts.
Result<void> judge_edit(const Union& before, const Union& after, const Surroundings& around,
                        const std::vector<UnionType>& children);
Result<void> judge_move(const Union& u, const Union* parent, bool is_name_taken, const UnionMove& input,
                        Date today);
Result<void> judge_rename(const Union& u, const std::string& name, bool is_name_taken,
                          const UnionRename& input, Date today);

struct MergeSight {
  std::vector<UnionType> children;  // living ones of the union that ends
  std::string clashing_child;       // a name both have among their children
};
Result<void> judge_merge(const Union& u, const Union* into, const MergeSight& sight, const UnionMerge& input,
                         Date today);
// 工会法 art. 13 (2021): nobody dissolves or merges a union at will; members are never deleted with it.
Result<void> judge_dissolve(const Union& u, std::int64_t members, std::int64_t children,
                            const UnionDissolve& input, Date today);
Result<void> judge_cover(const Union& u, const UnionCover& cover, bool unit_exists);

// What a union adds to the figures; the facts of an edit are those of the new row less those of the old.
struct Counted {
  bool is_founding = false;  // union_founded; else union_net
  std::string path, township;
  Date on;
  std::int64_t amount = 0;
  int category = 0;  // 1: new forms of employment
  auto operator<=>(const Counted&) const = default;
};
// `entered_on`: the day on which a union of unknown founding day was entered.
std::vector<Counted> counted_of(const Union& u, Date entered_on);
std::vector<Counted> counted_change(const Union& before, const Union& after, Date today);

}  // namespace niangjia::unions
