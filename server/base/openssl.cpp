#include "base/openssl.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace niangjia::openssl {
namespace {

struct KdfEnd {
  void operator()(EVP_KDF* k) const { EVP_KDF_free(k); }
};
struct KdfContextEnd {
  void operator()(EVP_KDF_CTX* c) const { EVP_KDF_CTX_free(c); }
};

struct RandomPool {
  std::array<unsigned char, 4096> bytes;
  std::size_t used = 4096;
  pid_t owner = 0;  // a forked child must not draw what its parent draws
};

}  // namespace

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error(std::string("openssl failed: ") + what);
}

Hmac::Hmac(const char* digest, std::string_view key) {
  Mac mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  require(mac != nullptr, "EVP_MAC_fetch");
  context_.reset(EVP_MAC_CTX_new(mac.get()));
  OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(digest), 0),
      OSSL_PARAM_construct_end()};
  require(context_ && EVP_MAC_init(context_.get(), bytes(key), key.size(), params) == 1, "EVP_MAC_init");
}

void Hmac::begin() { require(EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1, "EVP_MAC_init again"); }

void Hmac::add(std::string_view text) {
  require(EVP_MAC_update(context_.get(), bytes(text), text.size()) == 1, "EVP_MAC_update");
}

std::size_t Hmac::finish(unsigned char* out, std::size_t room) {
  std::size_t length = 0;
  require(EVP_MAC_final(context_.get(), out, &length, room) == 1, "EVP_MAC_final");
  return length;
}

std::string derive_key(std::string_view master, std::string_view purpose, std::size_t length) {
  std::unique_ptr<EVP_KDF, KdfEnd> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  require(kdf != nullptr, "EVP_KDF_fetch");
  std::unique_ptr<EVP_KDF_CTX, KdfContextEnd> context(EVP_KDF_CTX_new(kdf.get()));
  require(context != nullptr, "EVP_KDF_CTX_new");
  OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, const_cast<char*>("SHA256"), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, const_cast<char*>(master.data()), master.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, const_cast<char*>(purpose.data()),
                                        purpose.size()),
      OSSL_PARAM_construct_end()};
  std::string out(length, '\0');
  require(EVP_KDF_derive(context.get(), bytes(out.data()), out.size(), params) == 1, "EVP_KDF_derive");
  return out;
}

void fill_random(unsigned char* out, std::size_t n) {
  thread_local RandomPool pool;
  if (n > pool.bytes.size()) {
    require(RAND_bytes(out, static_cast<int>(n)) == 1, "RAND_bytes");
    return;
  }
  pid_t me = getpid();
  if (pool.used + n > pool.bytes.size() || pool.owner != me) {
    require(RAND_bytes(pool.bytes.data(), static_cast<int>(pool.bytes.size())) == 1, "RAND_bytes");
    pool.used = 0;
    pool.owner = me;
  }
  std::memcpy(out, pool.bytes.data() + pool.used, n);
  OPENSSL_cleanse(pool.bytes.data() + pool.used, n);
  pool.used += n;
}

}  // namespace niangjia::openssl
