#pragma once
// Token buckets, one for each session or address (and route with a rate of its own).

#include <chrono>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>

namespace niangjia::http {

class RateLimit {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  explicit RateLimit(std::size_t max_buckets = 65'536);
  // Takes one token. 0: allowed; otherwise the seconds after which the next try can succeed.
  int take(std::string_view key, std::uint32_t rate_per_minute, Moment now);
  std::size_t size() const;

 private:
  struct Bucket {
    double tokens = 0;
    std::uint32_t rate_per_minute = 0;
    Moment filled_at;
  };
  void make_room(Moment now);
  mutable std::mutex mutex_;
  const std::size_t max_buckets_;
  std::string
      seed_;  // keys are kept as seeded hashes: no session token stays here, and nobody can aim at a bucket
  std::unordered_map<std::size_t, Bucket> buckets_;
};

}  // namespace niangjia::http
