#pragma once
// What every act on a union leaves behind, beside the row: the history row, the facts and the journal row.

#include "modules/unions/rules.h"

namespace niangjia::unions {

// One act: who may, on which day, with which paper.
struct Act {
  const Permit& permit;
  ChangeKind kind;
  Date on;
  std::string document_number, reason;
  Id other_union_id = 0;
};
void leave_traces(store::WriteTx& tx, House& house, const Act& act, const Union* before, const Union& after);
// Facts of what the figures count, with `source` as the row that says so.
void emit_counted(store::WriteTx& tx, House& house, const Union& u, const std::vector<Counted>& rows);
// Members counted at this very union leave a township (sign -1) or come to it (+1) on that day. A fact
// without a township takes the one its union has at that moment, so leaving is told before the row is written
// and coming after.
void restate_members(store::WriteTx& tx, House& house, const Union& u, int sign, Date on);

// Names and values of the fields that differ, as JSON objects.
struct Difference {
  std::string before, after;
};
Difference difference_of(const Union* before, const Union& after);

Problem told_name_taken(std::string_view name);
Problem told_missing();
// A union the actor does not see is answered like one that does not exist. Moves, merges and dissolutions are
// judged at the path of the parent instead of the union's own.
std::optional<Union> find_seen(store::ReadTx& tx, const Actor& actor, Id id);
Result<Permit> allow_on(const Actor& actor, std::string_view action, const Union& u,
                        std::string_view at_path = {});
Problem told_edited_meanwhile();
// The database refused a second living sibling of that name.
Result<Union> with_name_told(Result<Union> outcome, std::string_view name);

}  // namespace niangjia::unions
