#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "events/event_bus_service.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/logger.hpp"

namespace itops::events {

/// What a clean-up came to.
struct CleaningResult {
  std::int64_t given_up = 0;   ///< deliveries that waited for too long
  std::int64_t dead = 0;       ///< dead deliveries deleted
  std::int64_t events = 0;     ///< events deleted
  std::int64_t forgotten = 0;  ///< consumers
};

/// Keeps the outbox small. Safe on every replica at once; what one run doesn't finish the next one
/// does. [job]
class EventCleaner {
 public:
  /// All references outlive this object.
  EventCleaner(Database& database, EventBusService& bus, const Clock& clock, Logger& logger)
      : database_(database), bus_(bus), clock_(clock), logger_(logger) {}

  /// Forgets consumers that no replica noted for `keep_undelivered`, gives deliveries up that are
  /// older than that, and deletes what is past its time. Works in transactions of bounded size.
  CleaningResult run();

  /// Notes that the consumers of this replica are there, and sets the gauges of pending events and
  /// lag. For each replica, every few seconds.
  void measure();

 private:
  Database& database_;
  EventBusService& bus_;
  const Clock& clock_;
  Logger& logger_;
};

}  // namespace itops::events
