#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "database/database_harness.hpp"
#include "database/notification_listener.hpp"
#include "events/event_bus_service.hpp"
#include "events/event_repository.hpp"
#include "events/owned_event_bus.hpp"
#include "time/system_clock.hpp"

namespace itops::test {

/// What is counted: events, deliveries that wait, dead ones, and what the consumer heard.
inline constexpr const char* kEvents = "SELECT count(*) FROM kernel.event";
inline constexpr const char* kPending =
    "SELECT count(*) FROM kernel.event_delivery WHERE dead_at IS NULL";
inline constexpr const char* kDead =
    "SELECT count(*) FROM kernel.event_delivery WHERE dead_at IS NOT NULL";
inline constexpr const char* kHeard = "SELECT count(*) FROM heard";
/// Numbers in the order in which they were heard.
inline constexpr const char* kNumbers =
    "SELECT coalesce(string_agg(number::text, ',' ORDER BY position), '') FROM heard";

/// The event of these tests: the `number`th of its `key`.
struct Noted {
  static constexpr std::string_view kType = "test.noted/1";
  static constexpr std::string_view kSummary = "Something was noted.";
  static constexpr std::string_view kPermission = "test.read";
  std::string key;
  std::int64_t number = 0;
  Timestamp occurred_at{};

  std::string orderingKey() const { return key; }
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("path", self.key, "What it was noted of.");
    visit("number", self.number, "Which one it was.");
  }
};

/// A new database with the kernel's schema and a table `heard` that consumers write into.
class EventDatabase {
 public:
  EventDatabase();

  DatabaseOptions options() const { return options_; }
  PostgresDatabase& pool() { return pool_; }

  /// The one value of `sql` as text; `null` for NULL.
  std::string value(const std::string& sql);
  /// True when the value becomes that, in time.
  bool becomes(const std::string& sql, const std::string& expected);
  /// Runs statements separated by semicolons.
  void run(const std::string& sql) { pool_.runScript(sql); }

  /// Publishes events numbered `first` to `last` of a key in one transaction.
  void publish(EventBus& bus, const std::string& key, int first, int last);

 private:
  DatabaseOptions options_;
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase pool_;
};

/// One replica's bus, with a pool and a listener of its own.
class BusReplica {
 public:
  /// @param clock outlives this object
  BusReplica(EventDatabase& database, const Clock& clock, events::EventOptions options = quick());
  ~BusReplica();

  /// Options with which tests don't wait: failures come back within milliseconds.
  static events::EventOptions quick();

  /// Registers a consumer `test.<name>` of Noted. Before start().
  void subscribe(const std::string& name,
                 std::function<void(Transaction&, const Noted&, const Delivery&)> consume);
  /// The same for a consumer of batches.
  void subscribeBatch(const std::string& name,
                      std::function<void(Transaction&, std::span<const Delivered<Noted>>)> consume);
  void start();

  EventBus& bus() { return owned_; }
  events::EventBusService& service() { return service_; }
  PostgresDatabase& pool() { return pool_; }
  RecordingLogger& logger() { return logger_; }
  std::string metrics() const { return metrics_.text(); }
  /// Switches the owner of all consumers on or off.
  void enable(bool on) { enabled_ = on; }

 private:
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase pool_;
  std::atomic<bool> enabled_ = true;
  events::EventBusService service_;
  events::OwnedEventBus owned_;
  NotificationListener listener_;
};

/// Writes the event down in table `heard`, in the consumer's transaction.
void hear(Transaction& transaction, const std::string& consumer, const Noted& event);

}  // namespace itops::test
