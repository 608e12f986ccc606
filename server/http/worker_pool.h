#pragma once
// The threads on which handlers run, behind a bounded queue.

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace niangjia::http {

class Task {
 public:
  virtual ~Task() = default;
  virtual void run() = 0;  // must not throw
};

class WorkerPool {
 public:
  WorkerPool(int threads, std::size_t queue_limit) : queue_limit_(queue_limit), wanted_threads_(threads) {}
  ~WorkerPool() { stop(); }
  void start();
  bool push(std::shared_ptr<Task> task);  // false: the queue is full or the pool has stopped
  void stop();                            // running tasks end, waiting ones are dropped, threads are joined
  std::size_t waiting() const;

 private:
  void work();
  bool must_wake();  // under mutex_
  const std::size_t queue_limit_;
  const int wanted_threads_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Task>> queue_;
  std::vector<std::thread> threads_;
  int sleeping_ = 0;
  bool waking_ = false;
  bool stopping_ = false;
};

}  // namespace niangjia::http
