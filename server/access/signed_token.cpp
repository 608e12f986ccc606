#include "access/signed_token.h"

#include "base/text.h"

namespace niangjia {

namespace {

constexpr std::size_t kIdLetters = 13;

// 80 bits: a guess succeeds once in 10^24.
std::string mark_of(const Vault& vault, std::string_view kind, std::string_view ids) {
  std::string mark = vault.blind_index("token", std::string(kind) + ":" + std::string(ids));
  return to_lower_ascii(to_base32(mark.substr(0, 10))).substr(0, 16);
}

std::string letters_of(Id id) { return id_to_wire("x", id).substr(2); }

}  // namespace

std::string make_token(const Vault& vault, std::string_view kind, SignedRow row) {
  std::string ids = letters_of(row.realm_id) + letters_of(row.id);
  return ids + mark_of(vault, kind, ids);
}

std::optional<SignedRow> read_token(const Vault& vault, std::string_view kind, std::string_view token) {
  if (token.size() <= 2 * kIdLetters) return std::nullopt;
  std::string_view ids = token.substr(0, 2 * kIdLetters);
  if (!equal_in_constant_time(mark_of(vault, kind, ids), token.substr(2 * kIdLetters))) return std::nullopt;
  auto realm = id_from_wire("x", "x_" + std::string(ids.substr(0, kIdLetters)));
  auto id = id_from_wire("x", "x_" + std::string(ids.substr(kIdLetters)));
  if (!realm || !id) return std::nullopt;
  return SignedRow{*realm, *id};
}

}  // namespace niangjia
