#include "base/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "base/openssl.h"

namespace niangjia {
namespace {

using openssl::require;

constexpr std::string_view kUrlLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Fetched once a thread: a fetch by name costs more than the hash of a short text.
class Sha256 {
 public:
  Sha256() : digester_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
    require(digester_ && context_, "EVP_MD_fetch");
    require(EVP_DigestInit_ex2(context_.get(), digester_.get(), nullptr) == 1, "EVP_DigestInit_ex2");
  }
  void begin() { require(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1, "EVP_DigestInit_ex2"); }
  void add(std::string_view text) {
    require(EVP_DigestUpdate(context_.get(), text.data(), text.size()) == 1, "EVP_DigestUpdate");
  }
  Digest finish() {
    Digest digest;
    require(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1, "EVP_DigestFinal_ex");
    return digest;
  }

 private:
  openssl::Digester digester_;
  openssl::DigestContext context_;
};

Digest hash_parts(std::string_view a, std::string_view b, std::string_view c) {
  thread_local Sha256 sha;
  sha.begin();
  if (!a.empty()) sha.add(a);
  sha.add(b);
  if (!c.empty()) sha.add(c);
  return sha.finish();
}

}  // namespace

Digest sha256(std::string_view bytes) { return hash_parts({}, bytes, {}); }
Digest merkle_leaf(std::string_view entry) { return hash_parts(std::string_view("\0", 1), entry, {}); }
Digest merkle_node(const Digest& left, const Digest& right) {
  return hash_parts(std::string_view("\1", 1), bytes_of(left), bytes_of(right));
}

std::string from_hex(std::string_view digits) {
  auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) out += static_cast<char>(value(digits[i]) * 16 + value(digits[i + 1]));
  return out;
}

std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (unsigned char byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string random_bytes(std::size_t n) {
  std::string out(n, '\0');
  require(RAND_bytes(openssl::bytes(out.data()), static_cast<int>(n)) == 1, "RAND_bytes");
  return out;
}

std::string random_token() { return to_base64url(random_bytes(32)); }

std::string to_base64url(std::string_view bytes) {
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (unsigned char byte : bytes) {
    bits = (bits << 8 | byte) & 0xFFFF;
    for (held += 8; held >= 6; held -= 6) out += kUrlLetters[bits >> (held - 6) & 63];
  }
  if (held > 0) out += kUrlLetters[bits << (6 - held) & 63];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 3 / 4);
  unsigned bits = 0;
  int held = 0;
  for (char letter : text) {
    const std::size_t value = kUrlLetters.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFF;
    held += 6;
    if (held >= 8) out += static_cast<char>(bits >> (held -= 8) & 0xFF);
  }
  // One text for each row of bytes: what is left over is less than a letter, and nought.
  if (held >= 6 || (bits & ((1U << held) - 1)) != 0) return std::nullopt;
  return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  int n = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(n));
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int n = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), out, &n);
  return {reinterpret_cast<char*>(out), n};
}

}  // namespace niangjia
