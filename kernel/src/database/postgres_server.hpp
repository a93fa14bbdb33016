#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "database/child_process.hpp"
#include "itops/logger.hpp"

namespace itops {

/// A running `postgres` with the thread that watches over it: when the server ends unasked, it is
/// started again, after a pause that grows from 0.1 to 10 s while it keeps ending.
///
/// The thread lives as long as the server may: the kernel stops the server when the thread that
/// started it ends, however that happens.
class PostgresServer {
 public:
  /// Starts it and returns at once. `logger` must outlive this object. [main]
  PostgresServer(ChildCommand command, Logger& logger);
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  /// stop() must have been called.
  ~PostgresServer();

  /// Fast shutdown; after `patience` an immediate one, after as much again SIGKILL. [main]
  void stop(std::chrono::milliseconds patience) noexcept;

  /// 0 while it doesn't run. [any]
  pid_t pid() const;

  /// How often it has ended unasked, failed starts included. [any]
  int endings() const;

 private:
  void watch();
  pid_t launch();
  void reap(pid_t pid);
  bool pause(std::chrono::milliseconds length);

  const ChildCommand command_;
  Logger& logger_;
  mutable std::mutex mutex_;  ///< guards the four below
  std::condition_variable changed_;
  pid_t pid_ = 0;
  int endings_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace itops
