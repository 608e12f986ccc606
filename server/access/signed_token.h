#pragma once
// Short tokens that go on paper: they name a row and cannot be made up. What they open is decided by the row
// (expiry, revocation, standing), never by the token.

#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"

namespace niangjia {

struct SignedRow {
  Id realm_id = 0, id = 0;
};
// 46 lower-case letters and digits. `kind` keeps the token of a poster from being used as that of a card.
std::string make_token(const Vault& vault, std::string_view kind, SignedRow row);
// Nothing: not a token of ours, or of another kind.
std::optional<SignedRow> read_token(const Vault& vault, std::string_view kind, std::string_view token);

}  // namespace niangjia
