#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <prometheus/gauge.h>

#include "http/completion_queue.hpp"
#include "http/exchange.hpp"

namespace itops::http {

/// A request that waits for, or has, a worker.
struct Job {
  std::unique_ptr<Exchange> exchange;
  AnswerToken token;
};

/// A fixed number of threads that run blocking handlers, behind a bounded queue.
class WorkerPool {
 public:
  using Work = std::function<void(Job)>;

  /// @param work runs one job, from several threads at once; must not throw
  /// @param queued shows how many jobs wait; must outlive the pool
  WorkerPool(std::size_t threads, std::size_t queue_max, prometheus::Gauge& queued, Work work);
  ~WorkerPool();

  /// Queues the job and takes it; false, leaving it alone, when the queue is full. [any]
  bool submit(Job& job);

  /// Waits for running jobs and drops waiting ones. May be called again. [main]
  void stop();

 private:
  void run();

  const std::size_t queue_max_;
  prometheus::Gauge& queued_;
  const Work work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace itops::http
