#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "events/consumer_slots.hpp"
#include "events/delivery_round.hpp"
#include "events/event_metrics.hpp"
#include "itops/clock.hpp"
#include "itops/logger.hpp"

namespace itops::events {

/// A consumer with the code that serves it.
struct Consumer {
  ConsumerRegistration registration;
  ConsumerCode code;
};

/// What all workers share; outlives them.
struct WorkerSurroundings {
  Database& database;
  const Clock& clock;
  Logger& logger;
  const EventOptions& options;
  ConsumerSlots& slots;
  /// False for an owner that is switched off: its deliveries wait. [any]
  std::function<bool(const std::string& owner)> is_enabled;
};

/// The thread of one consumer: it sleeps until it is woken, something is due, or the poll interval
/// has passed, and then runs rounds until nothing is left to do. While events come one by one it
/// rests a moment between two rounds, so that the next one finds more of them.
class ConsumerWorker {
 public:
  /// Starts the thread. @param consumer_id of kernel.event_consumer
  ConsumerWorker(Consumer consumer, int consumer_id, const WorkerSurroundings& surroundings,
                 const ConsumerMetrics& metrics);
  /// Stops, and waits for the end of a round under way.
  ~ConsumerWorker();
  ConsumerWorker(const ConsumerWorker&) = delete;
  ConsumerWorker& operator=(const ConsumerWorker&) = delete;

  const ConsumerRegistration& registration() const { return consumer_.registration; }

  /// There may be something to deliver. [any]
  void wake();
  /// Begins no further delivery; the destructor waits. [any]
  void stop();

 private:
  void runForever();
  /// Until the next round.
  struct Rest {
    std::chrono::milliseconds time{0};
    bool until_woken = true;  ///< false: wake() doesn't shorten it
  };

  bool sleep(const Rest& rest);
  Rest serve();
  RoundResult runRound();
  Rest restAfter(const RoundResult& result) const;
  void report(const RoundResult& result);

  const Consumer consumer_;
  const int consumer_id_;
  const WorkerSurroundings& surroundings_;
  ConsumerMetrics metrics_;
  std::chrono::milliseconds error_pause_;  ///< worker thread only
  /// The last round was lost with several events under way: the next one finds out which. Worker
  /// thread only.
  bool one_by_one_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool woken_ = true;      ///< guarded by mutex_
  bool stopping_ = false;  ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace itops::events
