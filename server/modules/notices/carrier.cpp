#include "modules/notices/carrier.h"

#include <chrono>

#include "modules/notices/store.h"
#include "modules/parameters/parameters.h"

namespace niangjia::notices {

namespace {

// Longer than any adapter waits for its provider, so that a notice is not taken twice while it is on its way.
constexpr std::int64_t kLease_ms = 120'000;
constexpr int kRound_ms = 500;

void judge(Notice& n, const Result<std::string>& said, Instant now, std::int64_t most_attempts) {
  if (said.ok()) {
    n.state = NoticeState::sent;
    n.carrier_note = *said;
  } else {
    bool again = said.problem().code == Code::unavailable && n.attempts < most_attempts;
    n.state = again ? NoticeState::waiting : NoticeState::failed;
    n.due_at = Instant{now.ms + pause_ms(n.attempts)};
    n.carrier_note = said.problem().message;
  }
  if (n.state != NoticeState::waiting) n.settled_at = now;
}

void deliver(House& house, Notice& n, const Adapters& adapters, std::int64_t most_attempts) {
  Instant now = house.clock.now();
  if (n.expires_at < now) {
    n.state = NoticeState::expired;
    n.settled_at = now;
    return;
  }
  const Deliver& adapter = adapters[static_cast<std::size_t>(n.channel)];
  if (!adapter) return judge(n, std::string("存入发件箱（未接入渠道）"), now, most_attempts);
  auto plain = unseal_outgoing(house.vault, n);
  judge(n, plain.ok() ? adapter(n, *plain) : Result<std::string>(plain.problem()), now, most_attempts);
}

}  // namespace

Result<int> carry_once(House& house, Id realm_id, const Adapters& adapters, int limit) {
  Instant now = house.clock.now();
  TRY(auto idle,
      house.database.read([&](store::ReadTx& tx) -> Result<bool> { return !has_due(tx, realm_id, now); }));
  if (idle) return 0;
  TRY(auto taken, house.database.write([&](store::WriteTx& tx) -> Result<std::vector<Notice>> {
    return take_due(tx, realm_id, now, kLease_ms, limit);
  }));
  const std::int64_t most = parameters::value_on("notices.attempts", now.day_in_china());
  for (Notice& n : taken) deliver(house, n, adapters, most);
  CHECK_OK(house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    for (const Notice& n : taken) settle(tx, n);
    return true;
  }));
  return static_cast<int>(taken.size());
}

Carrier::Carrier(House& house, Id realm_id, Adapters adapters)
    : adapters_(std::move(adapters)), thread_([this, &house, realm_id] { run(house, realm_id); }) {}

Carrier::~Carrier() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Carrier::run(House& house, Id realm_id) {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    auto carried = carry_once(house, realm_id, adapters_);  // refused by a busy database: next round
    bool more = carried.ok() && *carried > 0;
    lock.lock();
    changed_.wait_for(lock, std::chrono::milliseconds(more ? 0 : kRound_ms), [&] { return stopping_; });
  }
}

}  // namespace niangjia::notices
