#pragma once
// What a running server does by itself. Any number of servers on one database may.

#include <condition_variable>
#include <mutex>
#include <thread>

#include "access/access.h"

namespace niangjia::app {

inline constexpr std::int64_t kForgetEvery_ms = 3600LL * 1000;

// Answers kept for retries longer than a day, and sessions that ended. How many rows went.
Result<std::int64_t> forget_what_is_over(House& house, Id realm_id);

// A thread that folds the tail of figures into their sums once a second, looks once a minute for what is late,
// and once an hour forgets what is over.
class Upkeep {
 public:
  Upkeep(House& house, Id realm_id, std::int64_t forget_every_ms = kForgetEvery_ms);
  ~Upkeep();  // waits for what runs at that moment

 private:
  void run(House& house, Id realm_id, std::int64_t forget_every_ms);
  bool waits(std::int64_t ms);  // false: it is to stop

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace niangjia::app
