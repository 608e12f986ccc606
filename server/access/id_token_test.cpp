// Every way to forge, misuse or keep an ID token that the rule knows, beside the tokens it takes.

#include "access/id_token.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/signing_fixture.h"

namespace niangjia {
namespace {

constexpr std::int64_t kNow_s = 1'770'000'000;

const TrialKey& rsa() {
  static const TrialKey key(TrialKey::Kind::rsa);
  return key;
}
const TrialKey& curve() {
  static const TrialKey key(TrialKey::Kind::p256);
  return key;
}
const TrialKey& strangers() {
  static const TrialKey key(TrialKey::Kind::rsa);
  return key;
}

std::string header_of(const std::string& algorithm, const std::string& id, const std::string& more = "") {
  return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + id + "\"" + more + "}";
}

// The claims of a good token, any of which a test replaces with JSON of its own ("": left out).
struct Claims {
  std::string iss = "\"https://id.example\"", sub = "\"s-1\"", aud = "\"niangjia\"", azp, nonce = "\"n-1\"";
  std::string exp = std::to_string(kNow_s + 300), iat = std::to_string(kNow_s), nbf;
  std::string json() const {
    std::string out;
    auto add = [&](const char* name, const std::string& value) {
      if (!value.empty()) out += std::string(out.empty() ? "{" : ",") + "\"" + name + "\":" + value;
    };
    add("iss", iss), add("sub", sub), add("aud", aud), add("azp", azp), add("nonce", nonce), add("exp", exp),
        add("iat", iat), add("nbf", nbf);
    return out + "}";
  }
};

std::vector<SigningKey> known_keys() {
  auto keys = read_keys("{\"keys\":[" + rsa().jwk("r", "\"use\":\"sig\",") + "," + curve().jwk("c") + "]}");
  EXPECT_TRUE(keys.ok());
  return keys.ok() ? std::move(*keys) : std::vector<SigningKey>();
}

Result<std::string> judged(const std::string& token) {
  return subject_of(token, known_keys(), {"https://id.example", "niangjia", "n-1", Instant{kNow_s * 1000}});
}
std::string verdict(const std::string& token) {
  auto subject = judged(token);
  return subject.ok() ? *subject : subject.problem().reason + ": " + subject.problem().inside.text;
}
std::string verdict(const Claims& claims) {
  return verdict(rsa().token(header_of("RS256", "r"), claims.json()));
}

TEST(IdToken, of_either_algorithm_names_the_subject) {
  EXPECT_EQ(verdict(Claims{}), "s-1");
  EXPECT_EQ(verdict(curve().token(header_of("ES256", "c"), Claims{}.json())), "s-1");
  EXPECT_EQ(verdict(rsa().token("{\"alg\":\"RS256\"}", Claims{}.json())), "s-1")
      << "no kid: the key that fits";
}

TEST(IdToken, without_a_signature_or_signed_by_a_stranger_is_refused) {
  const std::string body = to_base64url(Claims{}.json());
  EXPECT_EQ(verdict(to_base64url("{\"alg\":\"none\"}") + "." + body + "."), "token.untrusted: algorithm");
  EXPECT_EQ(verdict(to_base64url("{\"alg\":\"None\"}") + "." + body + "."), "token.untrusted: algorithm");
  EXPECT_EQ(verdict(to_base64url(header_of("RS256", "r")) + "." + body + "."), "token.untrusted: signature");
  EXPECT_EQ(verdict(strangers().token(header_of("RS256", "r"), Claims{}.json())),
            "token.untrusted: signature");
  EXPECT_EQ(verdict(strangers().token(header_of("RS256", "x"), Claims{}.json())),
            "token.unknown_key: unknown key");
}

// RFC 8725 section 2.1: the public key, which everybody knows, taken for the secret of an HMAC.
TEST(IdToken, signed_with_the_public_key_as_a_secret_is_refused) {
  for (const std::string& secret : {rsa().modulus(), rsa().jwk("r"), std::string()}) {
    const std::string text = to_base64url(header_of("HS256", "r")) + "." + to_base64url(Claims{}.json());
    EXPECT_EQ(verdict(text + "." + to_base64url(hmac_sha256(secret, text))), "token.untrusted: algorithm");
  }
}

TEST(IdToken, of_another_algorithm_than_its_key_is_refused) {
  EXPECT_EQ(verdict(curve().token(header_of("RS256", "c"), Claims{}.json())),
            "token.unknown_key: unknown key");
  EXPECT_EQ(verdict(rsa().token(header_of("ES256", "r"), Claims{}.json())), "token.unknown_key: unknown key");
  EXPECT_EQ(verdict(rsa().token(header_of("PS256", "r"), Claims{}.json())), "token.untrusted: algorithm");
  EXPECT_EQ(verdict(rsa().token(header_of("RS256", "r", ",\"crit\":[\"x\"]"), Claims{}.json())),
            "token.untrusted: crit");
}

TEST(IdToken, changed_after_signing_is_refused) {
  const std::string token = rsa().token(header_of("RS256", "r"), Claims{}.json());
  Claims other;
  other.sub = "\"s-2\"";
  const std::size_t first = token.find('.'), second = token.find('.', first + 1);
  EXPECT_EQ(verdict(token.substr(0, first + 1) + to_base64url(other.json()) + token.substr(second)),
            "token.untrusted: signature");
}

TEST(IdToken, of_another_issuer_or_for_another_client_is_refused) {
  Claims c;
  c.iss = "\"https://id.example/\"";
  EXPECT_EQ(verdict(c), "token.untrusted: issuer");
  for (const char* audience :
       {"\"other\"", "[]", "[\"other\"]", "", "7", "[7]", "[\"niangjia\",\"other\"]"}) {
    Claims one;
    one.aud = audience;
    EXPECT_EQ(verdict(one), "token.untrusted: audience") << audience;
  }
  Claims made_for_other;
  made_for_other.azp = "\"other\"";
  EXPECT_EQ(verdict(made_for_other), "token.untrusted: audience");
  Claims shared;
  shared.aud = "[\"other\",\"niangjia\"]", shared.azp = "\"niangjia\"";
  EXPECT_EQ(verdict(shared), "s-1");
}

TEST(IdToken, with_another_nonce_or_none_is_refused) {
  for (const char* nonce : {"\"n-2\"", "", "\"\"", "1"}) {
    Claims c;
    c.nonce = nonce;
    EXPECT_EQ(verdict(c), "token.untrusted: nonce") << nonce;
  }
  const std::string token = rsa().token(header_of("RS256", "r"), [] {
    Claims c;
    c.nonce = "\"\"";
    return c.json();
  }());
  auto none_kept =
      subject_of(token, known_keys(), {"https://id.example", "niangjia", "", Instant{kNow_s * 1000}});
  EXPECT_FALSE(none_kept.ok()) << "an empty nonce is no nonce";
}

// What a claim of time does at each side of the minute that clocks may differ.
TEST(IdToken, holds_for_its_time_and_a_minute) {
  struct Case {
    const char* claim;
    std::int64_t seconds;
    const char* verdict;
  };
  for (const Case& one :
       {Case{"exp", -59, "s-1"}, Case{"exp", -60, "token.untrusted: expired"}, Case{"iat", 60, "s-1"},
        Case{"iat", 61, "token.untrusted: issued at another time"}, Case{"iat", -660, "s-1"},
        Case{"iat", -661, "token.untrusted: issued at another time"}, Case{"nbf", 60, "s-1"},
        Case{"nbf", 61, "token.untrusted: not yet valid"}}) {
    Claims c;
    (one.claim[0] == 'e'   ? c.exp
     : one.claim[0] == 'i' ? c.iat
                           : c.nbf) = std::to_string(kNow_s + one.seconds);
    EXPECT_EQ(verdict(c), one.verdict) << one.claim << one.seconds;
  }
  for (const char* never : {"", "\"1770000300\"", "1e300", "-5", "null"}) {
    Claims c;
    c.exp = never;
    EXPECT_EQ(verdict(c), "token.untrusted: expired") << never;
  }
}

TEST(IdToken, names_somebody) {
  for (const std::string& subject :
       {std::string(), std::string("\"\""), std::string("7"), "\"" + std::string(256, 'a') + "\""}) {
    Claims c;
    c.sub = subject;
    EXPECT_EQ(verdict(c), "token.untrusted: subject");
  }
}

TEST(Keys, that_are_weak_broken_or_for_another_use_are_left_out) {
  const TrialKey weak(TrialKey::Kind::rsa, 1024);
  auto count = [](const std::string& keys) {
    auto read = read_keys("{\"keys\":[" + keys + "]}");
    return read.ok() ? static_cast<int>(read->size()) : -1;
  };
  EXPECT_EQ(count(rsa().jwk("r")), 1);
  EXPECT_EQ(count(weak.jwk("w")), 0);
  EXPECT_EQ(count(rsa().jwk("r", "\"use\":\"enc\",")), 0);
  EXPECT_EQ(count(rsa().jwk("r", "\"alg\":\"RS512\",")), 0);
  EXPECT_EQ(count("{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"},7,{\"kty\":\"EC\",\"crv\":\"P-384\"}"), 0);
  const std::string off_curve = to_base64url(std::string(32, '\1'));
  EXPECT_EQ(
      count("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + off_curve + "\",\"y\":\"" + off_curve + "\"}"), 0);
  EXPECT_FALSE(read_keys("[]").ok());
  EXPECT_FALSE(read_keys("{\"keys\":{}}").ok());
}

RC_GTEST_PROP(IdToken, with_a_byte_changed_names_nobody_else, ()) {
  static const std::string good = rsa().token(header_of("RS256", "r"), Claims{}.json());
  std::string token = good;
  token[*rc::gen::inRange<std::size_t>(0, token.size())] = *rc::gen::arbitrary<char>();
  auto subject = judged(token);
  const bool is_refused_or_unchanged = !subject.ok() || (*subject == "s-1" && token == good);
  RC_ASSERT(is_refused_or_unchanged);
}

RC_GTEST_PROP(IdToken, read_from_any_text_ends_in_a_refusal, (const std::string& text)) {
  RC_ASSERT(!judged(text).ok());
  (void)read_keys(text);
}

}  // namespace
}  // namespace niangjia
