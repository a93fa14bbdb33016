#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "itops/logger.hpp"

namespace itops::app {

/// Calls a function again and again on a thread of its own, `interval` after the end of the call
/// before. What the function throws is logged, and the next call comes all the same.
class PeriodicTimer {
 public:
  /// The first call comes after one interval. @param name for the log
  PeriodicTimer(std::string name, std::chrono::milliseconds interval,
                std::function<void()> function, Logger& logger);
  /// Waits for a call under way.
  ~PeriodicTimer();

 private:
  void runForever();
  void call();

  const std::string name_;
  const std::chrono::milliseconds interval_;
  const std::function<void()> function_;
  Logger& logger_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;  ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace itops::app
