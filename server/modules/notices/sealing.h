#pragma once
// What a notice says and to whom: sealed for its row.

#include "modules/notices/notices.h"

namespace niangjia::notices {

struct Outgoing {
  std::string address, text;
};
void seal_outgoing(const Vault& vault, Notice& notice, const Outgoing& plain);
Result<Outgoing> unseal_outgoing(const Vault& vault, const Notice& notice);

}  // namespace niangjia::notices
