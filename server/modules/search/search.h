#pragma once
// The search field on top of every page. Each module that has something to find brings a finder; this one
// knows none of them.

#include <functional>

#include "access/access.h"

namespace niangjia::search {

inline constexpr int kHitsOfAKind = 8;

struct Hit {
  std::string_view kind;            // "member", "union", "unit", "outlet": lives as long as the program
  std::string id, title, subtitle;  // nothing personal that the reader may not see
  std::string link;                 // page of the console
};
// Looks for what a person typed, inside what `actor` may see. At most kHitsOfAKind of a kind.
using Finder = std::function<void(House& house, const Actor& actor, store::ReadTx& tx,
                                  const std::string& words, std::vector<Hit>& hits)>;

}  // namespace niangjia::search
