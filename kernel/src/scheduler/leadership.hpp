#pragma once

#include <prometheus/gauge.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "database/postgres_database.hpp"
#include "itops/error.hpp"
#include "itops/logger.hpp"

namespace itops::scheduler {

/// Paces of the leadership. Together they bound how long nobody leads: a leader whose process or
/// connection ended is followed within `check_interval`, one that hangs within `lease` more.
struct LeaderOptions {
  std::chrono::milliseconds check_interval{1'000};  ///< between tries, and between renewals
  std::chrono::milliseconds lease{10'000};          ///< a leader silent for so long has hung
};

/// Lets one replica of those that share a database lead at a time, on a thread and a connection of
/// its own: whoever holds a session-level advisory lock, under an epoch that is raised with each
/// change. The lock goes with its connection, so a leader that is killed is followed at once. A
/// leader that was replaced may not know it yet; its writes are fenced by the epoch.
class Leadership {
 public:
  /// @param database, logger, gauge outlive this object
  /// @param replica how operators recognise this process
  Leadership(PostgresDatabase& database, std::string replica, LeaderOptions options, Logger& logger,
             prometheus::Gauge& is_leader);
  /// Stops.
  ~Leadership();

  /// Begins to try. @param on_change called on the thread of this object when this replica has
  /// begun or ceased to lead; must not block. [main]
  void start(std::function<void()> on_change);

  /// Ceases to lead, for others to follow at once, and ends the thread. [main]
  void stop() noexcept;

  /// The epoch under which this replica leads, to its best knowledge; empty when it doesn't. [any]
  std::optional<std::int64_t> epoch() const;

 private:
  void runForever();
  void serve(Session& session);
  void tryToLead(Session& session);
  void setEpoch(std::int64_t epoch);
  void tellOnce(const Error& error);
  void pause();

  PostgresDatabase& database_;
  const std::string replica_;
  const LeaderOptions options_;
  Logger& logger_;
  prometheus::Gauge& is_leader_;
  std::function<void()> on_change_;
  std::atomic<std::int64_t> epoch_ = 0;  ///< 0: not leading
  bool told_ = false;                    ///< that the connection is lost; of the thread
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_ = false;  ///< changed under mutex_
  std::thread thread_;
};

}  // namespace itops::scheduler
