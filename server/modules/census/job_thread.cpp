#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "modules/census/routes.h"
#include "modules/census/store.h"

namespace niangjia::census {

namespace {

// A full disk is cleared and a database starts again within minutes, and what is written stands: so a job waits and goes on
// by itself. After that it waits for a cadre, or for the next start.
constexpr int kTries = 40;
constexpr std::chrono::seconds kLongestWait{15};

}  // namespace

struct JobThread::Impl {
  struct Work {
    Actor actor;
    Id job_id;
    bool is_commit;
  };
  House& house;
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<Work> queue;
  std::atomic<bool> stopping = false;
  std::thread thread;

  explicit Impl(House& h) : house(h), thread([this] { loop(); }) {}

  void add(Work work) {
    {
      std::lock_guard lock(mutex);
      queue.push_back(std::move(work));
    }
    wake.notify_one();
  }

  void loop() {
    for (;;) {
      std::unique_lock lock(mutex);
      wake.wait(lock, [&] { return stopping || !queue.empty(); });
      if (stopping) return;
      Work work = std::move(queue.front());
      queue.pop_front();
      lock.unlock();
      run(work);
    }
  }

  // False when there is nothing more to do for this job; true when another try may end better.
  bool try_once(const Work& work) {
    auto go_on = [this](std::int64_t, std::int64_t) { return !stopping.load(); };
    auto done = run_guarded(work, go_on);
    if (done.ok()) return false;
    const Problem& why = done.problem();
    if (why.reason == "import.stopped" || why.reason == "import.taken_over") return false;
    (void)house.database.write([&](store::WriteTx& tx) -> Result<bool> {
      say_of_job(tx, work.actor.realm_id, work.job_id, why.message);
      return true;
    });
    return why.code == Code::unavailable;
  }

  // The work space of a job throws when its own disk is full; a thread that lets that through ends the server.
  Result<ImportJob> run_guarded(const Work& work, const Progress& go_on) {
    try {
      return work.is_commit ? commit_job(house, work.actor, work.job_id, go_on)
                            : check_job(house, work.actor, work.job_id, go_on);
    } catch (const store::Failure& failure) {
      return store::problem_of(failure);
    } catch (const std::exception& error) {
      return bug(error.what());
    }
  }

  void run(const Work& work) {
    std::chrono::seconds pause{1};
    for (int i = 0; i < kTries && try_once(work); ++i) {
      std::unique_lock lock(mutex);
      wake.wait_for(lock, pause, [&] { return stopping.load(); });
      if (stopping) return;
      pause = std::min(pause * 2, kLongestWait);
    }
  }
};

JobThread::JobThread(House& house) : impl_(std::make_unique<Impl>(house)) {}

JobThread::~JobThread() {
  impl_->stopping = true;
  impl_->wake.notify_all();
  impl_->thread.join();
}

void JobThread::check(const Actor& actor, Id job_id) { impl_->add({actor, job_id, false}); }
void JobThread::commit(const Actor& actor, Id job_id) { impl_->add({actor, job_id, true}); }

void JobThread::resume_all(Id realm_id, const Actor& machine_operator) {
  auto cut_off = impl_->house.database.read([&](store::ReadTx& tx) -> Result<std::vector<ImportJob>> {
    return unfinished_jobs(tx, realm_id);
  });
  if (!cut_off.ok()) return;
  for (const auto& job : *cut_off) impl_->add({machine_operator, job.id, job.state == JobState::committing});
}

}  // namespace niangjia::census
