#pragma once
// The only place that talks to OpenSSL and libsodium. Keys come from a key file, never from the database.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"

namespace niangjia {

using Digest = std::array<unsigned char, 32>;
Digest sha256(std::string_view bytes);
// RFC 6962 section 2.1: SHA-256(0x00 || entry) and SHA-256(0x01 || left || right).
Digest merkle_leaf(std::string_view entry);
Digest merkle_node(const Digest& left, const Digest& right);
std::string to_hex(std::string_view bytes);    // small letters
std::string from_hex(std::string_view digits);  // what to_hex wrote; an odd digit at the end is left out
inline std::string_view bytes_of(const Digest& d) { return {reinterpret_cast<const char*>(d.data()), d.size()}; }
std::string random_bytes(std::size_t n);
std::string random_token();  // 256 bits, base64url without padding: session and CSRF tokens
bool equal_in_constant_time(std::string_view a, std::string_view b);

// Passwords: Argon2id through libsodium, PHC string. At most two run at once; the others wait.
std::string hash_password(std::string_view password);
bool verify_password(std::string_view phc, std::string_view password);

// TOTP, RFC 6238: SHA-1, 30 s steps, 6 digits; a step before and after is accepted. `last_step` guards against replay:
// a code of a step not greater than it is refused; on success the step used is returned, else -1.
std::int64_t verify_totp(std::string_view secret_bytes, std::string_view code, Instant now, std::int64_t last_step);
std::string totp_code(std::string_view secret_bytes, Instant now);
std::string to_base64(std::string_view bytes);  // RFC 4648 with padding
// RFC 4648 section 5 without padding, as tokens have it. Nothing: a letter of another alphabet, padding, or bits over.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);
// Bytes of HMAC-SHA-256, for signing what another machine shall trust.
std::string hmac_sha256(std::string_view key, std::string_view text);
std::string to_base32(std::string_view bytes);  // RFC 4648 without padding, for the key shown to the person

enum class CipherSuite { aes_256_gcm = 1, sm4_ctr_hmac_sm3 = 2 };

// Seals identity numbers, phones and bank cards, and makes their blind index.
// Envelope: version 1 byte | suite 1 | key id 1 | nonce | ciphertext | tag. The table, the column and the row id are
// authenticated with it, so a cell cannot be moved to another row. Thread-safe.
class Vault {
 public:
  // Reads the key file, or makes it (mode 0600) when it does not exist and `create` says so.
  static Result<std::shared_ptr<Vault>> open(const std::string& key_file, CipherSuite suite, bool create);
  virtual ~Vault() = default;
  virtual std::string seal(std::string_view plain, std::string_view table, std::string_view column, Id row) const = 0;
  virtual Result<std::string> unseal(std::string_view sealed, std::string_view table, std::string_view column,
                                     Id row) const = 0;
  // Keyed HMAC of kind ‖ normalised text, cut to 16 bytes: equal plain texts of one kind give equal indexes.
  virtual std::string blind_index(std::string_view kind, std::string_view normalised) const = 0;
};

}  // namespace niangjia
