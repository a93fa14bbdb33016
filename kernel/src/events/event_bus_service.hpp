#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "events/consumer_worker.hpp"
#include "events/event_catalog.hpp"
#include "events/event_metrics.hpp"
#include "events/event_options.hpp"
#include "itops/event_bus.hpp"

namespace itops::events {

/// Writes the members of the event with this number.
using WriteFunction = std::function<void(std::size_t index, EventHead&, EventWriter&)>;

/// The event bus of one replica, for all owners: `kernel` and the plugins (docs/adr/0008). Events
/// are rows of the publisher's transaction; each consumer has a thread here, and one replica at a
/// time serves it.
///
/// What can fail: publication fails with the publisher's transaction; a consumer that throws is
/// tried again and then given up; a replica that ends in the middle of a round leaves it to the
/// next; while the database is away consumers wait.
class EventBusService {
 public:
  using IsEnabled = std::function<bool(const std::string& owner)>;

  /// @param database the consumers' connections; all references outlive this object
  EventBusService(Database& database, const Clock& clock, EventOptions options,
                  IsEnabled is_enabled, Logger& logger, MetricsRegistry& metrics);
  ~EventBusService();
  EventBusService(const EventBusService&) = delete;
  EventBusService& operator=(const EventBusService&) = delete;

  /// See EventBus::declare. [main]
  void declare(const std::string& owner, const EventType& type);
  /// See EventBus::publishAll. [any]
  void publish(const std::string& owner, Transaction& transaction, const EventType& type,
               std::size_t count, const WriteFunction& write);
  /// See EventBus::subscribe. Throws Error(kConflict, "consumer_duplicate"), Error(kInvalid,
  /// "consumer_name") for a name outside the owner's. [main], before start()
  void subscribe(const std::string& owner, std::string name, std::string type, ConsumerCode code);
  /// Ends the owner's consumers, waiting for a delivery under way. [main]
  void removeOwner(const std::string& owner);

  /// Registers the consumers in the database and starts their threads. [main]
  void start();
  /// Ends all consumers; publication goes on. [main]
  void stop() noexcept;

  /// Something was published; the payload of kEventChannel, empty for "anything". [any]
  void wake(std::string_view type);

  const EventCatalog& catalog() const { return catalog_; }
  /// Names of the consumers that this replica has code for. [any] after start()
  std::vector<std::string> consumerNames() const;
  const EventOptions& options() const { return options_; }
  EventMetrics& metrics() { return metrics_; }

 private:
  std::vector<int> registerConsumers();

  Database& database_;
  const Clock& clock_;
  const EventOptions options_;
  Logger& logger_;
  EventMetrics metrics_;
  EventCatalog catalog_;
  std::map<std::string, prometheus::Counter*, std::less<>> published_;  ///< by type
  ConsumerSlots slots_;
  WorkerSurroundings surroundings_;
  std::vector<Consumer> consumers_;  ///< before start(): who is to be served
  std::mutex workers_mutex_;         ///< guards workers_
  std::vector<std::unique_ptr<ConsumerWorker>> workers_;
};

}  // namespace itops::events
