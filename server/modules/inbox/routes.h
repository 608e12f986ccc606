#pragma once
// 待办: what waits for this actor, with its number, its age and a link; counted under the same scopes as the lists.

#include "access/access.h"
#include "http/http.h"

namespace niangjia::inbox {

struct InboxItem {
  std::string kind, title, link;
  std::int64_t count = 0;
  std::string oldest_on;
};
std::vector<InboxItem> inbox_of(store::ReadTx& tx, const Actor& actor, Date today);
void add_routes(http::Router& router, House& house);

}  // namespace niangjia::inbox
