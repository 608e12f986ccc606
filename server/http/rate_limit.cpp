#include "http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace niangjia::http {
namespace {

double refilled(double tokens, std::uint32_t rate_per_minute, std::chrono::duration<double> passed) {
  return std::min<double>(rate_per_minute, tokens + passed.count() * rate_per_minute / 60.0);
}

}  // namespace

RateLimit::RateLimit(std::size_t max_buckets) : max_buckets_(max_buckets) {
  std::random_device device;
  for (int i = 0; i < 4; ++i) {
    const unsigned word = device();
    seed_.append(reinterpret_cast<const char*>(&word), sizeof word);
  }
}

int RateLimit::take(std::string_view key, std::uint32_t rate_per_minute, Moment now) {
  if (rate_per_minute == 0) return 0;
  const std::size_t hash = std::hash<std::string>{}(seed_ + std::string(key));
  const std::lock_guard lock(mutex_);
  auto found = buckets_.find(hash);
  if (found == buckets_.end()) {
    if (buckets_.size() >= max_buckets_) make_room(now);
    found = buckets_.emplace(hash, Bucket{double(rate_per_minute), rate_per_minute, now}).first;
  }
  Bucket& bucket = found->second;
  bucket.tokens = refilled(bucket.tokens, rate_per_minute, now - bucket.filled_at);
  bucket.rate_per_minute = rate_per_minute;
  bucket.filled_at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) * 60.0 / rate_per_minute)));
}

// A bucket that is full again says nothing that a new one would not. When a flood of keys leaves none such,
// all are dropped: the address buckets of the flood are made anew at once, and memory stays bounded.
void RateLimit::make_room(Moment now) {
  std::erase_if(buckets_, [now](const auto& entry) {
    const Bucket& b = entry.second;
    return refilled(b.tokens, b.rate_per_minute, now - b.filled_at) >= b.rate_per_minute;
  });
  if (buckets_.size() >= max_buckets_) buckets_.clear();
}

std::size_t RateLimit::size() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace niangjia::http
