#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "itops/clock.hpp"
#include "itops/logger.hpp"
#include "live/live_metrics.hpp"
#include "live/live_options.hpp"
#include "live/live_repository.hpp"
#include "live/live_streams.hpp"
#include "live/recent_messages.hpp"

namespace itops::live {

/// The one thread of a replica that reads events and hands them to all live clients. Each event is
/// read once, however many clients there are; only a client that resumes further back than memory
/// goes has pages of the table read for itself, at the pace at which it takes them. While nobody is
/// connected nothing is read.
///
/// While the database is away clients stay connected and get what happened meanwhile afterwards.
class LiveReader {
 public:
  /// What a caller needs to see events of a type; empty when nobody declared it. [any]
  using PermissionOf = std::function<std::optional<std::string>(std::string_view type)>;

  /// All references outlive this object.
  LiveReader(LiveRepository& repository, LiveStreams& streams, PermissionOf permission_of,
             const LiveOptions& options, const Clock& clock, Logger& logger, LiveMetrics& metrics);
  ~LiveReader();

  void start();          ///< [main]
  void stop() noexcept;  ///< No client is written to afterwards. May be called again. [main]

  /// There may be events, or a client. [any]
  void wake();

 private:
  using Clients = std::vector<std::shared_ptr<LiveClient>>;
  using SteadyTime = std::chrono::steady_clock::time_point;

  /// How soon the next round is wanted.
  enum class Pace { kIdle, kSoon, kAtOnce };

  void runForever();
  Pace round();
  Pace serveAll(const Clients& clients);
  bool readNew();
  void begin();
  LiveMessage messageOf(const LiveEvent& event) const;

  void greet(const Clients& clients) const;
  Pace serve(LiveClient& client);
  Pace replay(LiveClient& client);
  bool sendPaced(LiveClient& client, const LiveMessage& message);
  void beat(const Clients& clients);

  LiveRepository& repository_;
  LiveStreams& streams_;
  const PermissionOf permission_of_;
  const LiveOptions& options_;
  const Clock& clock_;
  Logger& logger_;
  LiveMetrics& metrics_;
  RecentMessages recent_;
  bool reading_ = false;   ///< `recent_` is up to date
  bool was_away_ = false;  ///< the database failed in the last round
  int replays_left_ = 0;   ///< pages that may still be read in this round
  SteadyTime next_beat_{};

  std::mutex mutex_;  ///< guards the two below
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace itops::live
