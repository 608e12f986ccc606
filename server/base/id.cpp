#include "base/id.h"

#include <array>

namespace niangjia {
namespace {

constexpr std::int64_t epoch_2020_ms = 1'577'836'800'000;
constexpr int node_bits = 10;
constexpr int counter_bits = 12;
constexpr int wire_letters = 13;
// Crockford's alphabet: no i, l, o, u, so that an id read out on the telephone is not misheard.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

constexpr std::array<signed char, 256> make_letter_values() {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
  }
  return values;
}
constexpr auto letter_values = make_letter_values();

}  // namespace

Id IdMaker::next() {
  std::int64_t now_ms = clock_.now().ms - epoch_2020_ms;
  std::lock_guard lock(mutex_);
  // A clock that stands still or steps back: the counter carries on from the last moment used. A full counter
  // borrows the next millisecond, so no id waits for the clock.
  if (now_ms > last_ms_) {
    last_ms_ = now_ms;
    counter_ = 0;
  } else if (++counter_ == 1 << counter_bits) {
    ++last_ms_;
    counter_ = 0;
  }
  return (last_ms_ << (node_bits + counter_bits)) |
         (static_cast<std::int64_t>(node_ & ((1 << node_bits) - 1)) << counter_bits) | counter_;
}

std::string id_to_wire(std::string_view prefix, Id id) {
  std::string out(prefix);
  out += '_';
  auto bits = static_cast<std::uint64_t>(id);
  for (int shift = (wire_letters - 1) * 5; shift >= 0; shift -= 5) out += alphabet[bits >> shift & 31];
  return out;
}

std::optional<Id> id_from_wire(std::string_view prefix, std::string_view wire) {
  if (wire.size() != prefix.size() + 1 + wire_letters) return std::nullopt;
  if (wire.substr(0, prefix.size()) != prefix || wire[prefix.size()] != '_') return std::nullopt;
  std::uint64_t bits = 0;
  std::string_view letters = wire.substr(prefix.size() + 1);
  if (letter_values[static_cast<unsigned char>(letters[0])] > 7) return std::nullopt;  // past 63 bits
  for (unsigned char letter : letters) {
    if (letter_values[letter] < 0) return std::nullopt;
    bits = bits << 5 | static_cast<std::uint64_t>(letter_values[letter]);
  }
  return static_cast<Id>(bits);
}

}  // namespace niangjia
