#include <sodium.h>

#include <array>
#include <semaphore>
#include <stdexcept>

#include "base/crypto.h"

namespace niangjia {
namespace {

// OWASP's first choice for Argon2id. Each run holds 19 MiB and a core for some 26 ms; more than two at once
// would starve every other request of a two-core machine.
constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;
constexpr std::size_t longest_password_bytes = 1024;

std::counting_semaphore<2>& places() {
  static std::counting_semaphore<2> two(2);
  return two;
}

class Place {
 public:
  Place() { places().acquire(); }
  ~Place() { places().release(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  if (!started) throw std::runtime_error("libsodium did not start");
}

}  // namespace

std::string hash_password(std::string_view password) {
  start_sodium();
  Place place;
  std::array<char, crypto_pwhash_STRBYTES> phc{};
  int failed = crypto_pwhash_argon2id_str(phc.data(), password.data(), password.size(), passes, memory_bytes);
  if (failed != 0) throw std::runtime_error("argon2id had no memory");
  return phc.data();
}

bool verify_password(std::string_view phc, std::string_view password) {
  if (phc.size() >= crypto_pwhash_STRBYTES || password.size() > longest_password_bytes) return false;
  start_sodium();
  Place place;
  return crypto_pwhash_argon2id_str_verify(std::string(phc).c_str(), password.data(), password.size()) == 0;
}

}  // namespace niangjia
