#include "http/worker_pool.h"

namespace niangjia::http {

void WorkerPool::start() {
  for (int i = 0; i < wanted_threads_; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerPool::push(std::shared_ptr<Task> task) {
  bool someone_sleeps = false;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(task));
    someone_sleeps = sleeping_ > 0;
  }
  if (someone_sleeps) wake_.notify_one();
  return true;
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    while (queue_.empty() && !stopping_) {
      ++sleeping_;
      wake_.wait(lock);
      --sleeping_;
    }
    if (stopping_) return;
    std::shared_ptr<Task> task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
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
