#include "access/id_token.h"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "base/crypto.h"
#include "base/text.h"

namespace niangjia {

namespace {

namespace json = boost::json;

constexpr std::size_t kMaxKeys = 50,
                      kMaxSubjectBytes = 255;  // Core section 2: sub has at most 255 characters

Problem untrusted(std::string_view why) {
  Problem problem = refuse(Code::forbidden, "token.untrusted",
                           "统一身份认证返回的凭证不可信，没有登录。请重新登录；多次出现请联系系统管理员。");
  problem.inside.text = why;
  return problem;
}

std::optional<json::object> object_of(std::string_view text) {
  boost::system::error_code ec;
  json::parse_options options;
  options.max_depth = 8;
  json::value value = json::parse(text, ec, {}, options);
  if (ec || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

std::string_view text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

// NumericDate: seconds, possibly with a fraction. Nothing: missing, no number, or beyond any calendar.
std::optional<std::int64_t> moment_ms(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (!value || !value->is_number()) return std::nullopt;
  const double seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds < 1e11)) return std::nullopt;
  return static_cast<std::int64_t>(seconds * 1000);
}

std::optional<PublicKey> key_of(const json::object& jwk) {
  auto number = [&](std::string_view name) { return from_base64url(text_in(jwk, name)).value_or(""); };
  if (text_in(jwk, "kty") == "RSA") return PublicKey::rsa(number("n"), number("e"));
  if (text_in(jwk, "kty") == "EC" && text_in(jwk, "crv") == "P-256")
    return PublicKey::p256(number("x"), number("y"));
  return std::nullopt;
}

bool is_for_signing(const json::object& jwk, const PublicKey& key) {
  const std::string_view use = text_in(jwk, "use"), algorithm = text_in(jwk, "alg");
  return (use.empty() || use == "sig") && (algorithm.empty() || algorithm == key.algorithm());
}

struct Parts {
  std::string_view signed_text;
  json::object header, claims;
  std::string signature;
};

// RFC 7515 section 7.1: header.payload.signature.
std::optional<Parts> take_apart(std::string_view token) {
  const std::size_t first = token.find('.'), second = token.find('.', first + 1);
  if (token.size() > kMaxTokenBytes || first == token.npos || second == token.npos) return std::nullopt;
  auto header = from_base64url(token.substr(0, first));
  auto claims = from_base64url(token.substr(first + 1, second - first - 1));
  auto signature = from_base64url(token.substr(second + 1));
  if (!header || !claims || !signature) return std::nullopt;
  auto head = object_of(*header), body = object_of(*claims);
  if (!head || !body) return std::nullopt;
  return Parts{token.substr(0, second), std::move(*head), std::move(*body), std::move(*signature)};
}

// "none" and every algorithm of a shared secret fall out here: no key of ours bears such a name, so a public
// key is never taken for a secret (RFC 8725 section 3.1).
Result<void> check_signature(const Parts& parts, const std::vector<SigningKey>& keys) {
  const std::string_view algorithm = text_in(parts.header, "alg"), id = text_in(parts.header, "kid");
  if (algorithm != "RS256" && algorithm != "ES256") return untrusted("algorithm");
  if (parts.header.contains("crit"))
    return untrusted("crit");  // RFC 7515 section 4.1.11: not understood, so refused
  bool known = false;
  for (const SigningKey& one : keys) {
    if (one.key.algorithm() != algorithm || (!id.empty() && one.id != id)) continue;
    known = true;
    if (one.key.verifies(parts.signed_text, parts.signature)) return {};
  }
  if (known) return untrusted("signature");
  Problem problem = untrusted("unknown key");
  problem.reason = "token.unknown_key";
  return problem;
}

// Core section 3.1.3.7, points 3 to 5: meant for us, and for us alone unless it says that it was made for us.
bool is_for(const json::object& claims, std::string_view client_id) {
  const json::value* audience = claims.if_contains("aud");
  if (!audience) return false;
  const bool names_maker = claims.contains("azp");
  if (names_maker && text_in(claims, "azp") != client_id) return false;
  if (audience->is_string()) return audience->get_string() == client_id;
  if (!audience->is_array()) return false;
  const json::array& all = audience->get_array();
  const bool holds = std::any_of(all.begin(), all.end(), [&](const json::value& one) {
    return one.is_string() && one.get_string() == client_id;
  });
  return holds && (all.size() == 1 || names_maker);
}

Result<void> check_times(const json::object& claims, Instant now) {
  const auto expires = moment_ms(claims, "exp"), issued = moment_ms(claims, "iat");
  if (!expires || *expires + kClockSkew_ms <= now.ms) return untrusted("expired");
  if (!issued || *issued > now.ms + kClockSkew_ms || *issued + kTokenAge_ms + kClockSkew_ms < now.ms)
    return untrusted("issued at another time");
  if (claims.contains("nbf")) {
    const auto begins = moment_ms(claims, "nbf");
    if (!begins || *begins > now.ms + kClockSkew_ms) return untrusted("not yet valid");
  }
  return {};
}

}  // namespace

Result<std::vector<SigningKey>> read_keys(std::string_view jwks) {
  auto document = object_of(jwks);
  const json::value* list = document ? document->if_contains("keys") : nullptr;
  if (!list || !list->is_array()) return untrusted("no keys");
  std::vector<SigningKey> keys;
  for (const json::value& one : list->get_array()) {
    if (!one.is_object() || keys.size() >= kMaxKeys) continue;
    auto key = key_of(one.get_object());
    if (key && is_for_signing(one.get_object(), *key))
      keys.push_back({std::string(text_in(one.get_object(), "kid")), std::move(*key)});
  }
  return keys;
}

Result<std::string> subject_of(std::string_view token, const std::vector<SigningKey>& keys,
                               const TokenWish& wish) {
  auto parts = take_apart(token);
  if (!parts) return untrusted("no token");
  CHECK_OK(check_signature(*parts, keys));
  const json::object& claims = parts->claims;
  if (text_in(claims, "iss") != wish.issuer) return untrusted("issuer");
  if (!is_for(claims, wish.client_id)) return untrusted("audience");
  CHECK_OK(check_times(claims, wish.now));
  if (wish.nonce.empty() || !equal_in_constant_time(text_in(claims, "nonce"), wish.nonce))
    return untrusted("nonce");
  const std::string_view subject = text_in(claims, "sub");
  if (subject.empty() || subject.size() > kMaxSubjectBytes || !is_valid_utf8(subject))
    return untrusted("subject");
  return std::string(subject);
}

}  // namespace niangjia
