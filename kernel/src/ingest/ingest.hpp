#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "ingest/ingest_options.hpp"
#include "ingest/push.hpp"
#include "ingest/service_cache.hpp"
#include "ingest/sink_list.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/event_bus.hpp"
#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::ingest {

struct IngestMetrics;

/// Group commit. Pushes queue up while a transaction is under way; the one writer thread then takes
/// all that wait, writes them in the next transaction and answers after its commit. Batches form by
/// themselves, there is no timer.
///
/// What can fail: the queue is full (503 at once); the database is away (the batch is repeated for
/// `retry_for`, then 503 with Retry-After); one push can't be stored (the batch is halved until it
/// stands alone and gets 500, its neighbours are stored).
class Ingest {
 public:
  /// @param database a pool that is not shared with slow readers
  /// @param bus where changes of status are published
  Ingest(Database& database, EventBus& bus, SinkList& sinks, const PushAnswers& answers,
         IngestOptions options, Logger& logger, MetricsRegistry& metrics);
  ~Ingest();

  Ingest(const Ingest&) = delete;
  Ingest& operator=(const Ingest&) = delete;

  /// Takes the push over; its responder is answered from the writer thread. Never blocks. [any]
  void submit(Push&& push);

  /// Writes what waits, then ends the writer. Later pushes get 503. [main]
  void stop();

 private:
  void writeForever();
  std::vector<Push> takeBatch();
  void writeWithRetry(std::span<Push* const> pushes);
  bool waitForRetry(int attempt);
  void writeHalves(std::span<Push* const> pushes, const Error& error);
  void writeOnce(std::span<Push* const> pushes);
  bool commit(std::span<Push* const> pushes, bool trust_cache);
  void answer(std::span<Push* const> pushes, const std::vector<PushResult>& results);
  void fail(std::span<Push* const> pushes, const Error& error);

  Database& database_;
  EventBus& bus_;
  SinkList& sinks_;
  const PushAnswers& answers_;
  const IngestOptions options_;
  Logger& logger_;
  std::unique_ptr<IngestMetrics> metrics_;
  ServiceCache cache_;                                               ///< writer thread only
  std::optional<std::chrono::steady_clock::time_point> down_since_;  ///< writer thread only

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Push> waiting_;  ///< guarded by mutex_
  bool idle_ = false;          ///< guarded by mutex_; the writer sleeps
  bool stopping_ = false;      ///< guarded by mutex_
  std::thread writer_;
};

}  // namespace itops::ingest
