#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace itops::identity {

/// Threads for logins alone, as each takes a core for a while: a wave of them holds up neither
/// pushes nor readers. They run at a lower priority than the rest of the process.
class LoginPool {
 public:
  /// Must not throw.
  using Work = std::function<void()>;

  LoginPool(std::size_t threads, std::size_t queue_max);
  ~LoginPool();

  /// Queues the work; false, without taking it, when the queue is full or the pool has stopped.
  /// [any]
  bool submit(Work work);

  /// Waits for what runs and drops what waits. May be called again. [main]
  void stop() noexcept;

 private:
  void run();

  const std::size_t queue_max_;
  std::mutex mutex_;  ///< guards all but threads_
  std::condition_variable changed_;
  std::deque<Work> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace itops::identity
