#pragma once
// What an identity provider signs about a person: the ID token (OpenID Connect Core 1.0 section 2). Judged
// here without a network, a clock or a database; everything takes hostile bytes.

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/public_key.h"
#include "base/result.h"

namespace niangjia {

// How far the provider's clock may stand from ours, either way.
inline constexpr std::int64_t kClockSkew_ms = 60LL * 1000;
// A token is made while we wait for it; one made long ago was meant for another time.
inline constexpr std::int64_t kTokenAge_ms = 10LL * 60 * 1000;
inline constexpr std::size_t kMaxTokenBytes = 16 << 10;

// Keys of a provider (JWKS, RFC 7517). Keys that sign nothing, or not by RS256 or ES256, are left out.
struct SigningKey {
  std::string id;  // "kid"; may be empty
  PublicKey key;
};
Result<std::vector<SigningKey>> read_keys(std::string_view jwks);

struct TokenWish {
  std::string_view issuer, client_id, nonce;
  Instant now;
};
// The subject ("sub"): who it is, as that issuer names them. Refusals: token.unknown_key (the keys may have
// changed since they were fetched), token.untrusted for everything else; why stands in `inside`, for the log.
Result<std::string> subject_of(std::string_view token, const std::vector<SigningKey>& keys,
                               const TokenWish& wish);

}  // namespace niangjia
