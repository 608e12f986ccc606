// RFC 6238 (TOTP) over RFC 4226 (HOTP), and the base32 of RFC 4648.
#include "base/crypto.h"
#include "base/openssl.h"

namespace niangjia {
namespace {

constexpr std::int64_t step_ms = 30'000;
constexpr std::size_t code_digits = 6;

std::string code_of_step(std::string_view secret, std::int64_t step) {
  std::string counter;
  for (int shift = 56; shift >= 0; shift -= 8) counter += static_cast<char>(step >> shift);
  openssl::Hmac hmac("SHA1", secret);
  hmac.add(counter);
  unsigned char mac[EVP_MAX_MD_SIZE];
  std::size_t length = hmac.finish(mac, sizeof mac);
  const unsigned char* at = mac + (mac[length - 1] & 15);  // RFC 4226, section 5.3: dynamic truncation
  std::uint32_t value = (at[0] & 0x7Fu) << 24 | at[1] << 16 | at[2] << 8 | at[3];
  std::string code = std::to_string(value % 1'000'000);
  return std::string(code_digits - code.size(), '0') + code;
}

}  // namespace

std::string totp_code(std::string_view secret_bytes, Instant now) {
  return code_of_step(secret_bytes, now.ms / step_ms);
}

std::int64_t verify_totp(std::string_view secret_bytes, std::string_view code, Instant now,
                         std::int64_t last_step) {
  if (code.size() != code_digits || secret_bytes.empty()) return -1;
  std::int64_t current = now.ms / step_ms;
  for (std::int64_t step = current - 1; step <= current + 1; ++step) {
    if (step > last_step && equal_in_constant_time(code_of_step(secret_bytes, step), code)) return step;
  }
  return -1;
}

std::string to_base32(std::string_view bytes) {
  static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (unsigned char byte : bytes) {
    bits = (bits << 8 | byte) & 0xFFFF;
    for (held += 8; held >= 5; held -= 5) out += letters[bits >> (held - 5) & 31];
  }
  if (held > 0) out += letters[bits << (5 - held) & 31];
  return out;
}

}  // namespace niangjia
