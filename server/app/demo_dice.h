#pragma once
// Chance that can be asked again: a number depends on the seed, on what is asked and on whose it is, never on
// the order of asking. So any row of a file can be made without the rows before it.

#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>

namespace niangjia::app {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : seed_(mix(seed)) {}
  std::uint64_t at(std::string_view what, std::int64_t whose) const {
    std::uint64_t h = seed_;
    for (char c : what) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return mix(h ^ mix(static_cast<std::uint64_t>(whose)));
  }
  std::int64_t below(std::int64_t bound, std::string_view what, std::int64_t whose) const {
    return static_cast<std::int64_t>(at(what, whose) % static_cast<std::uint64_t>(bound));
  }
  bool chance(int per_mille, std::string_view what, std::int64_t whose) const {
    return below(1000, what, whose) < per_mille;
  }
  template <class T, std::size_t N>
  const T& pick(const T (&list)[N], std::string_view what, std::int64_t whose) const {
    return list[at(what, whose) % N];
  }

 private:
  static std::uint64_t mix(std::uint64_t x) {  // splitmix64
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
  }
  std::uint64_t seed_;
};

// A bijection of 0 … size-1 that looks shuffled: multiplication by a number prime to the size, near the
// golden ratio.
class Shuffle {
 public:
  Shuffle(std::int64_t size, std::uint64_t start)
      : size_(size < 1 ? 1 : size),
        start_(static_cast<std::int64_t>(start % static_cast<std::uint64_t>(size_))) {
    step_ = static_cast<std::int64_t>(static_cast<double>(size_) * 0.6180339887) | 1;
    while (std::gcd(step_, size_) != 1) ++step_;
  }
  std::int64_t operator()(std::int64_t index) const {  // sizes stay below 2^31, so the product fits
    return (index % size_ * (step_ % size_) + start_) % size_;
  }
  std::int64_t size() const { return size_; }

 private:
  std::int64_t size_, start_, step_;
};

}  // namespace niangjia::app
