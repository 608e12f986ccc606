#include "modules/siting_plans/plan_thread.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/crypto.h"
#include "modules/siting_plans/store.h"

namespace niangjia::siting_plans {

namespace {

constexpr std::string_view kLate = "过了时间上限仍没有算出来。请把时间放长一些，或减少候选场所后再问。";
// The solver's own clock runs late on large problems; past this it hangs.
constexpr std::int64_t kPatience_s = 60;
constexpr std::string_view kCut = "计算中途程序停了，没有产生结果。点“重新开始”用原来的输入再算。";

}  // namespace

struct PlanThread::Impl {
  House& house;
  const Id realm_id;
  const Solver solver;
  const Pace pace;
  const std::string runner = to_hex(random_bytes(8));
  std::mutex mutex;
  std::condition_variable changed;
  bool stopping = false;
  std::thread thread;

  Impl(House& h, Id realm, Solver s, Pace p) : house(h), realm_id(realm), solver(std::move(s)), pace(p), thread([this] { loop(); }) {}

  bool is_stopping() {
    std::lock_guard lock(mutex);
    return stopping;
  }

  void loop() {
    while (!is_stopping()) {
      const bool worked = work_one();
      std::unique_lock lock(mutex);
      changed.wait_for(lock, std::chrono::milliseconds(worked ? 0 : pace.look_ms), [&] { return stopping; });
    }
  }

  // A refused read or write (a full disk, a database that starts again) is tried again at the next look.
  bool work_one() {
    auto open = house.database.read([&](store::ReadTx& tx) -> Result<std::vector<SitingPlan>> { return open_plans(tx, realm_id); });
    if (!open.ok() || open->empty()) return false;
    const Instant now = house.clock.now(), silent{now.ms - pace.silent_ms};
    auto is_silent = [&](const SitingPlan& p) { return p.state == PlanState::running && p.beat_at && p.beat_at->ms < silent.ms; };
    if (std::any_of(open->begin(), open->end(), is_silent))
      (void)house.database.write([&](store::WriteTx& tx) -> Result<std::int64_t> { return cut_plans(tx, realm_id, silent, now, kCut); });
    for (const SitingPlan& plan : *open) {
      if (plan.state != PlanState::waiting) continue;
      auto claimed = house.database.write(
          [&](store::WriteTx& tx) -> Result<bool> { return claim_plan(tx, realm_id, plan.id, runner, house.clock.now()); });
      if (claimed.ok() && *claimed) return solve(plan.id, plan.seconds), true;
    }
    return false;
  }

  // Whether the plan is still this solver's; asked of the database now and then, which also tells others that it lives.
  std::function<bool()> heart_of(Id id, std::int64_t seconds) {
    const auto last = std::chrono::steady_clock::now() + std::chrono::seconds(3 * seconds + kPatience_s);
    return [this, id, last, next = std::chrono::steady_clock::now() + std::chrono::milliseconds(pace.beat_ms)]() mutable {
      if (is_stopping() || std::chrono::steady_clock::now() > last) return false;
      if (std::chrono::steady_clock::now() < next) return true;
      next = std::chrono::steady_clock::now() + std::chrono::milliseconds(pace.beat_ms);
      auto held = house.database.write(
          [&](store::WriteTx& tx) -> Result<bool> { return beat_plan(tx, realm_id, id, runner, house.clock.now()); });
      return !held.ok() || *held;  // a database that does not answer is no reason to give up
    };
  }

  void solve(Id id, std::int64_t seconds) {
    auto record = house.database.read([&](store::ReadTx& tx) -> Result<std::optional<SitingRecord>> { return find_record(tx, realm_id, id); });
    if (!record.ok() || !*record) return;
    const Result<std::string> answer = solver((*record)->inputs, heart_of(id, seconds));
    for (int tries = 0; tries < 20 && !end(id, **record, answer); ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(pace.look_ms));
  }

  // False: the database would not take it now.
  bool end(Id id, SitingRecord record, const Result<std::string>& answer) {
    auto ended = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
      auto plan = find_plan(tx, realm_id, id);
      if (!plan || plan->state != PlanState::running || plan->runner != runner) return true;  // called off
      plan->ended_at = house.clock.now(), ++plan->version;
      const bool is_done = take_answer(*plan, record, answer);
      (void)end_plan(tx, *plan, is_done ? &record : nullptr);
      return true;
    });
    return ended.ok();
  }

  bool take_answer(SitingPlan& plan, SitingRecord& record, const Result<std::string>& answer) {
    if (!answer.ok() && answer.problem().reason == "siting.stopped") {
      plan.state = is_stopping() ? PlanState::cut : PlanState::failed;
      plan.message = is_stopping() ? kCut : kLate;
      return false;
    }
    auto result = answer.ok() ? take_solution(plan, record.inputs, *answer) : Result<std::string>(answer.problem());
    plan.state = result.ok() ? PlanState::done : PlanState::failed;
    plan.message = result.ok() ? "" : result.problem().message;
    if (!result.ok()) return false;
    record.result = std::move(*result), record.result_digest = digest_of(record.result);
    return true;
  }
};

PlanThread::PlanThread(House& house, Id realm_id, Solver solver, Pace pace)
    : impl_(std::make_unique<Impl>(house, realm_id, std::move(solver), pace)) {}

PlanThread::~PlanThread() {
  {
    std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->changed.notify_all();
  impl_->thread.join();
}

}  // namespace niangjia::siting_plans
