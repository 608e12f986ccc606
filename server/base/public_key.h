#pragma once
// Public keys of others, for signatures that others made: RS256 (RFC 7518 section 3.3) and ES256
// (section 3.4). The key says which of the two it checks; what a token says of itself never chooses.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace niangjia {

class PublicKey {
 public:
  // Big-endian numbers as a JWK has them. Nothing: no key, or a modulus outside 2048 to 8192 bits (below it
  // is weak, above it is a way to keep us busy).
  static std::optional<PublicKey> rsa(std::string_view modulus, std::string_view exponent);
  // Nothing: not a point of P-256.
  static std::optional<PublicKey> p256(std::string_view x, std::string_view y);

  std::string_view algorithm() const { return algorithm_; }  // "RS256" or "ES256"
  // `signature`: of ES256 the 64 bytes r‖s, not DER.
  bool verifies(std::string_view text, std::string_view signature) const;

 private:
  PublicKey(std::shared_ptr<void> key, std::string_view algorithm)
      : key_(std::move(key)), algorithm_(algorithm) {}
  std::shared_ptr<void> key_;  // EVP_PKEY; OpenSSL stays inside base/*.cpp
  std::string_view algorithm_;
};

}  // namespace niangjia
