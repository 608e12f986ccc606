#pragma once
// OpenSSL's handles, each in its own owner. Only server/base includes this.

#include <openssl/evp.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace niangjia::openssl {

struct CipherContextEnd {
  void operator()(EVP_CIPHER_CTX* c) const { EVP_CIPHER_CTX_free(c); }
};
struct CipherEnd {
  void operator()(EVP_CIPHER* c) const { EVP_CIPHER_free(c); }
};
struct MacEnd {
  void operator()(EVP_MAC* m) const { EVP_MAC_free(m); }
};
struct MacContextEnd {
  void operator()(EVP_MAC_CTX* c) const { EVP_MAC_CTX_free(c); }
};
struct DigestContextEnd {
  void operator()(EVP_MD_CTX* c) const { EVP_MD_CTX_free(c); }
};
struct DigestEnd {
  void operator()(EVP_MD* m) const { EVP_MD_free(m); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherContextEnd>;
using Cipher = std::unique_ptr<EVP_CIPHER, CipherEnd>;
using Mac = std::unique_ptr<EVP_MAC, MacEnd>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, MacContextEnd>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, DigestContextEnd>;
using Digester = std::unique_ptr<EVP_MD, DigestEnd>;

inline const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes(char* text) { return reinterpret_cast<unsigned char*>(text); }

// Exhausted memory or a broken library: no daily refusal, so an exception.
void require(bool worked, const char* what);

// A keyed HMAC whose context is reused. Not thread-safe; keep one a thread.
class Hmac {
 public:
  Hmac(const char* digest, std::string_view key);
  void begin();
  void add(std::string_view text);
  std::size_t finish(unsigned char* out, std::size_t room);

 private:
  MacContext context_;
};

// RFC 5869 with SHA-256 and no salt: the master key is already uniform.
std::string derive_key(std::string_view master, std::string_view purpose, std::size_t length);

// Small random values (nonces) from a pool of the thread: one draw from the system for 4 KiB.
void fill_random(unsigned char* out, std::size_t n);

}  // namespace niangjia::openssl
