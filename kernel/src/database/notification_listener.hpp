#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <thread>

#include "database/postgres_database.hpp"
#include "itops/logger.hpp"

namespace itops {

/// Hears PostgreSQL's NOTIFY, on one connection and one thread of its own, so that a replica learns
/// at once what another one committed. A hint, never the truth: notifications are lost while there
/// is no connection, so whoever listens reads the tables when called, and also now and then
/// unasked.
class NotificationListener {
 public:
  /// Called on the listener's thread; must neither block nor throw. The payload is empty after each
  /// (re)connection: anything may have happened meanwhile.
  using Handler = std::function<void(std::string_view payload)>;

  /// @param database, logger outlive this object
  NotificationListener(PostgresDatabase& database, Logger& logger);
  /// Stops.
  ~NotificationListener();

  /// Hears a channel (letters and `_`); several handlers may share one. Before start(). [main]
  void on(const std::string& channel, Handler handler);

  /// Connects, and reconnects for ever with a pause of at most 5 s. [main]
  void start();

  /// Ends the thread; no handler is called after it has returned. [main]
  void stop() noexcept;

 private:
  void runForever();
  void listen(Session& session);
  void awaitRetry();
  void call(std::string_view channel, std::string_view payload) const;

  PostgresDatabase& database_;
  Logger& logger_;
  std::multimap<std::string, Handler, std::less<>> handlers_;
  const int wake_;  ///< eventfd, readable once stop() was called
  std::atomic<bool> stopping_ = false;
  std::chrono::milliseconds retry_pause_;
  std::thread thread_;
};

}  // namespace itops
