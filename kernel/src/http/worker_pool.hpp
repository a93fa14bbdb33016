#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
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
  std::string owner = {};  ///< the plugin whose handler it is; empty for the kernel's
};

/// How much there is of a pool.
struct WorkerLimits {
  std::size_t threads = 1;
  std::size_t queue_max = 1;
  std::size_t owner_max = 0;  ///< jobs of one plugin that run at once; 0: as many as threads
};

/// A fixed number of threads that run blocking handlers, behind a bounded queue. Jobs of a plugin
/// that is at its limit wait, overtaken by those of others, so a plugin whose handlers hang keeps
/// neither all threads nor, as three quarters are the most, all of the queue.
class WorkerPool {
 public:
  using Work = std::function<void(Job)>;

  /// @param work runs one job, from several threads at once; must not throw
  /// @param queued shows how many jobs wait; must outlive the pool
  WorkerPool(const WorkerLimits& limits, prometheus::Gauge& queued, Work work);
  ~WorkerPool();

  /// Queues the job and takes it; false, leaving it alone, when the queue is full, or as full of
  /// its plugin's jobs as it may be. [any]
  bool submit(Job& job);

  /// Waits for running jobs and drops waiting ones. May be called again. [main]
  void stop();

 private:
  void run();
  bool hasRoom(const std::string& owner) const;
  std::deque<Job>::iterator nextJob();

  const WorkerLimits limits_;
  prometheus::Gauge& queued_;
  const Work work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_.
  std::deque<Job> jobs_;
  std::map<std::string, std::size_t> running_;  ///< by owner
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace itops::http
