#pragma once
// For tests: keys that sign tokens as an identity provider would, and as somebody else would.

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

#include <stdexcept>
#include <string>

#include "base/crypto.h"
#include "base/openssl.h"

namespace niangjia {

class TrialKey {
 public:
  enum class Kind { rsa, p256 };
  // `bits`: of an RSA key.
  explicit TrialKey(Kind kind, unsigned bits = 2048)
      : kind_(kind), key_(kind == Kind::rsa ? EVP_RSA_gen(bits) : EVP_EC_gen("P-256")) {
    if (!key_) throw std::runtime_error("no key");
  }
  TrialKey(const TrialKey&) = delete;
  ~TrialKey() { EVP_PKEY_free(key_); }

  std::string algorithm() const { return kind_ == Kind::rsa ? "RS256" : "ES256"; }
  std::string jwk(const std::string& id, const std::string& more = "") const {
    const std::string head = "{\"kid\":\"" + id + "\"," + more;
    if (kind_ == Kind::rsa)
      return head + "\"kty\":\"RSA\",\"n\":\"" + to_base64url(number(OSSL_PKEY_PARAM_RSA_N)) + "\",\"e\":\"" +
             to_base64url(number(OSSL_PKEY_PARAM_RSA_E)) + "\"}";
    return head + "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" +
           to_base64url(number(OSSL_PKEY_PARAM_EC_PUB_X, 32)) + "\",\"y\":\"" +
           to_base64url(number(OSSL_PKEY_PARAM_EC_PUB_Y, 32)) + "\"}";
  }
  std::string modulus() const { return number(OSSL_PKEY_PARAM_RSA_N); }
  std::string signature(const std::string& text) const {
    openssl::DigestContext context(EVP_MD_CTX_new());
    std::size_t length = 0;
    EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key_, nullptr);
    EVP_DigestSign(context.get(), nullptr, &length, openssl::bytes(text), text.size());
    std::string out(length, '\0');
    EVP_DigestSign(context.get(), openssl::bytes(out.data()), &length, openssl::bytes(text), text.size());
    out.resize(length);
    return kind_ == Kind::rsa ? out : raw_of(out);
  }
  // A token in the compact form of RFC 7515; `header` and `claims` are JSON.
  std::string token(const std::string& header, const std::string& claims) const {
    const std::string text = to_base64url(header) + "." + to_base64url(claims);
    return text + "." + to_base64url(signature(text));
  }

 private:
  std::string number(const char* name, int width = 0) const {
    BIGNUM* n = nullptr;
    if (EVP_PKEY_get_bn_param(key_, name, &n) != 1) throw std::runtime_error("no such number");
    std::string out(static_cast<std::size_t>(width ? width : BN_num_bytes(n)), '\0');
    BN_bn2binpad(n, openssl::bytes(out.data()), static_cast<int>(out.size()));
    BN_free(n);
    return out;
  }
  static std::string raw_of(const std::string& der) {
    const unsigned char* at = openssl::bytes(der);
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    std::string out(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), openssl::bytes(out.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), openssl::bytes(out.data() + 32), 32);
    ECDSA_SIG_free(pair);
    return out;
  }
  Kind kind_;
  EVP_PKEY* key_;
};

}  // namespace niangjia
