#include "http/worker_pool.h"

namespace niangjia::http {

void WorkerPool::start() {
  for (int i = 0; i < wanted_threads_; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerPool::push(std::shared_ptr<Task> task) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(task));
    wake = must_wake();
  }
  if (wake) wake_.notify_one();
  return true;
}

// One wake is under way at a time: a woken worker that finds more than it takes wakes the next one. Short
// handlers are thus run by few threads without a switch for each, and a long one never holds up the rest.
bool WorkerPool::must_wake() {
  if (waking_ || sleeping_ == 0 || queue_.empty()) return false;
  return waking_ = true;
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    while (queue_.empty() && !stopping_) {
      ++sleeping_;
      wake_.wait(lock);
      --sleeping_;
      waking_ = false;
    }
    if (stopping_) return;
    std::shared_ptr<Task> task = std::move(queue_.front());
    queue_.pop_front();
    const bool wake = must_wake();
    lock.unlock();
    if (wake) wake_.notify_one();
    task->run();
    task.reset();
    lock.lock();
  }
}

void WorkerPool::stop() {
  std::deque<std::shared_ptr<Task>> dropped;  // freed outside the lock
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(queue_);
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

}  // namespace niangjia::http
