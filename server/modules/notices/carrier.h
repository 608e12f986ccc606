#pragma once
// Takes what is due out of the outbox and hands it to the channel's adapter. Any number of servers may run
// one on one database.

#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "modules/notices/sealing.h"

namespace niangjia::notices {

// What an adapter says of one notice: taken with a note (the provider's number), or a Problem; a Problem with
// Code::unavailable is tried again, any other is final.
using Deliver = std::function<Result<std::string>(const Notice&, const Outgoing&)>;
// By Channel; an empty one: the outbox itself, where the operator reads it.
using Adapters = std::array<Deliver, record::CodeWords<Channel>::words.size()>;

// One round: takes up to `limit` due notices, delivers, settles. How many it took.
Result<int> carry_once(House& house, Id realm_id, const Adapters& adapters, int limit = 200);

class Carrier {
 public:
  Carrier(House& house, Id realm_id, Adapters adapters);
  ~Carrier();  // waits for the round that runs

 private:
  void run(House& house, Id realm_id);
  Adapters adapters_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace niangjia::notices
