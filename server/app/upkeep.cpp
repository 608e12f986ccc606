#include "app/upkeep.h"

#include <chrono>

#include "access/idempotency.h"
#include "access/provider_sign_in.h"
#include "access/session.h"
#include "modules/facts/facts.h"
#include "modules/founding/terms.h"
#include "modules/joining/actions.h"
#include "modules/notices/store.h"
#include "modules/phones/phones.h"
#include "modules/registrations/reminders.h"
#include "modules/transfers/actions.h"
#include "modules/transfers/batches.h"

namespace niangjia::app {

namespace {

constexpr int kFoldRows = 20'000;
constexpr std::int64_t kFoldEvery_ms = 1000;
constexpr std::int64_t kClocksEvery_ms = 60'000;
constexpr std::int64_t kTextKept_ms = 30LL * 24 * 3600 * 1000;  // of notices that are settled

}  // namespace

Result<std::int64_t> forget_what_is_over(House& house, Id realm_id) {
  Instant now = house.clock.now();
  return house.database.write(
      [&](store::WriteTx& tx) -> Result<std::int64_t> {
        std::int64_t answers = forget_answers(tx, realm_id, Instant{now.ms - kAnswerKept_ms});
        std::int64_t said = notices::forget_texts(tx, realm_id, Instant{now.ms - kTextKept_ms});
        return answers + said + phones::forget_codes(tx, realm_id, now) + forget_sessions(tx, realm_id, now) +
               forget_attempts(tx, now);
      },
      store::Weight::bulk);
}

Upkeep::Upkeep(House& house, Id realm_id, std::int64_t forget_every_ms)
    : thread_([this, &house, realm_id, forget_every_ms] { run(house, realm_id, forget_every_ms); }) {}

Upkeep::~Upkeep() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

bool Upkeep::waits(std::int64_t ms) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, std::chrono::milliseconds(ms), [&] { return stopping_; });
}

void Upkeep::run(House& house, Id realm_id, std::int64_t forget_every_ms) {
  using Steady = std::chrono::steady_clock;  // a step of the wall clock must not stop it for hours
  auto next_forgetting = Steady::now(), next_clocks = next_forgetting;
  bool more = false;
  do {
    // Refused by a busy or full database, it is tried again the next second.
    if (Steady::now() >= next_forgetting && forget_what_is_over(house, realm_id).ok())
      next_forgetting = Steady::now() + std::chrono::milliseconds(forget_every_ms);
    if (Steady::now() >= next_clocks && joining::escalate_overdue(house, realm_id).ok() &&
        transfers::pass_overdue(house, realm_id).ok() && transfers::ask_back_seconded(house, realm_id).ok() &&
        joining::end_transferring(house, realm_id).ok() && founding::remind_terms(house, realm_id).ok() &&
        registrations::remind_certificates(house, realm_id).ok())
      next_clocks = Steady::now() + std::chrono::milliseconds(kClocksEvery_ms);
    auto folded = facts::fold_tail(house, realm_id, kFoldRows);
    auto worked = transfers::work_part(house, realm_id);
    more = (folded.ok() && *folded >= kFoldRows) || (worked.ok() && *worked);
  } while (waits(more ? 0 : kFoldEvery_ms));
}

}  // namespace niangjia::app
