#pragma once
// Unions as they go over the wire: the record, what is derived from it, and what the actor may do with it.

#include "modules/divisions/divisions.h"
#include "modules/unions/store.h"

namespace niangjia::unions {

// The acts of this module that the actor may do on this very row, as a JSON list.
std::string allowed_acts(const Actor& actor, const Union& u);
std::string union_json(const ListedUnion& item, const Actor& actor, const divisions::DivisionBook& book,
                       const Permit& permit);
std::string page_json(const UnionPage& page, const Actor& actor, const divisions::DivisionBook& book,
                      const Permit& permit);
std::string nodes_json(const std::vector<UnionNode>& nodes);
std::string history_json(const std::vector<UnionChange>& changes, const std::string& next);
std::string covers_json(const std::vector<CoveredUnit>& units, const std::string& next);
// 柯桥街道 for 330603001; empty when the code is unknown.
std::string township_name(const divisions::DivisionBook& book, std::string_view code);
// The program's own book, read once; and a name out of it.
std::string name_of_township(std::string_view code);

}  // namespace niangjia::unions
