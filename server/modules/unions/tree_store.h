#pragma once
// The only place that rewrites tree paths: of unions and of every row that carries its union's path.

#include "modules/unions/unions.h"

namespace niangjia::unions {

// Moves everything at and below `from_path` to `to_path` (the union itself included).
void rewrite_subtree(store::WriteTx& tx, const Permit& permit, Id realm_id, std::string_view from_path,
                     std::string_view to_path);

// Cases under way about a union that moved are approved by its new higher union.
void rehome_cases(store::WriteTx& tx, const Permit& permit, const Union& moved, const Union& parent);

struct Merging {
  const Union& from;
  const Union& into;
  Date on;
  Instant at;
  std::string reason;
};
// Children of `from` become children of `into`; people with standing, covers, requests and rows of a place
// follow. Each person gets a standing event 随工会划转 that can be traced. Returns how many people moved.
std::int64_t take_over(store::WriteTx& tx, const Permit& permit, IdMaker& ids, const Merging& merging);

// Covers and held roles of a union that acts no more end on that day.
void end_covers_and_roles(store::WriteTx& tx, const Permit& permit, const Union& u, Date on);

}  // namespace niangjia::unions
