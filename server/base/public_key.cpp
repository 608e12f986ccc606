#include "base/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>

#include "base/openssl.h"

namespace niangjia {
namespace {

using openssl::bytes;
using openssl::require;

struct NumberEnd {
  void operator()(BIGNUM* n) const { BN_free(n); }
};
struct BuilderEnd {
  void operator()(OSSL_PARAM_BLD* b) const { OSSL_PARAM_BLD_free(b); }
};
struct ParamsEnd {
  void operator()(OSSL_PARAM* p) const { OSSL_PARAM_free(p); }
};
struct KeyContextEnd {
  void operator()(EVP_PKEY_CTX* c) const { EVP_PKEY_CTX_free(c); }
};
struct EcSignatureEnd {
  void operator()(ECDSA_SIG* s) const { ECDSA_SIG_free(s); }
};
using Number = std::unique_ptr<BIGNUM, NumberEnd>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, BuilderEnd>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, KeyContextEnd>;

constexpr int kLeastBits = 2048, kMostBits = 8192;
constexpr std::size_t kCoordinate = 32;

Number number_of(std::string_view big_endian) {
  Number n(BN_bin2bn(bytes(big_endian), static_cast<int>(big_endian.size()), nullptr));
  require(n != nullptr, "BN_bin2bn");
  return n;
}

// Nothing when the numbers are no key of that kind.
std::shared_ptr<void> make_key(const char* kind, OSSL_PARAM_BLD* builder) {
  std::unique_ptr<OSSL_PARAM, ParamsEnd> params(OSSL_PARAM_BLD_to_param(builder));
  KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  require(params && context, "EVP_PKEY_CTX_new_from_name");
  EVP_PKEY* made = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
    return nullptr;
  std::shared_ptr<void> key(made, [](void* k) { EVP_PKEY_free(static_cast<EVP_PKEY*>(k)); });
  KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, made, nullptr));
  require(check != nullptr, "EVP_PKEY_CTX_new_from_pkey");
  return EVP_PKEY_public_check(check.get()) == 1 ? key : nullptr;
}

// r‖s as DER, which is what OpenSSL reads.
std::string der_of(std::string_view signature) {
  if (signature.size() != 2 * kCoordinate) return {};
  std::unique_ptr<ECDSA_SIG, EcSignatureEnd> pair(ECDSA_SIG_new());
  Number r = number_of(signature.substr(0, kCoordinate)), s = number_of(signature.substr(kCoordinate));
  require(pair && ECDSA_SIG_set0(pair.get(), r.release(), s.release()) == 1, "ECDSA_SIG_set0");
  unsigned char* out = nullptr;
  const int length = i2d_ECDSA_SIG(pair.get(), &out);
  std::string der(reinterpret_cast<char*>(out), length > 0 ? static_cast<std::size_t>(length) : 0);
  OPENSSL_free(out);
  return der;
}

}  // namespace

std::optional<PublicKey> PublicKey::rsa(std::string_view modulus, std::string_view exponent) {
  if (modulus.size() > kMostBits / 8 + 1 || exponent.empty() || exponent.size() > 8) return std::nullopt;
  Number n = number_of(modulus), e = number_of(exponent);
  if (BN_num_bits(n.get()) < kLeastBits || BN_num_bits(n.get()) > kMostBits || !BN_is_odd(e.get()) ||
      BN_is_one(e.get()))
    return std::nullopt;
  Builder builder(OSSL_PARAM_BLD_new());
  require(builder && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
              OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1,
          "OSSL_PARAM_BLD_push_BN");
  auto key = make_key("RSA", builder.get());
  if (!key) return std::nullopt;
  return PublicKey(std::move(key), "RS256");
}

std::optional<PublicKey> PublicKey::p256(std::string_view x, std::string_view y) {
  if (x.size() != kCoordinate || y.size() != kCoordinate) return std::nullopt;
  const std::string point = "\x04" + std::string(x) + std::string(y);  // SEC 1 section 2.3.3, uncompressed
  Builder builder(OSSL_PARAM_BLD_new());
  require(builder &&
              OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
              OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                               point.size()) == 1,
          "OSSL_PARAM_BLD_push");
  auto key = make_key("EC", builder.get());
  if (!key) return std::nullopt;
  return PublicKey(std::move(key), "ES256");
}

bool PublicKey::verifies(std::string_view text, std::string_view signature) const {
  const std::string der = algorithm_ == "ES256" ? der_of(signature) : std::string(signature);
  if (der.empty()) return false;
  openssl::DigestContext context(EVP_MD_CTX_new());
  require(context && EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr,
                                             static_cast<EVP_PKEY*>(key_.get()), nullptr) == 1,
          "EVP_DigestVerifyInit_ex");
  return EVP_DigestVerify(context.get(), bytes(der), der.size(), bytes(text), text.size()) == 1;
}

}  // namespace niangjia
