#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "itops/database.hpp"
#include "itops/event_bus.hpp"

namespace itops::events {

/// Channel of PostgreSQL's NOTIFY on which a commit that published tells the types of its events.
inline constexpr const char* kEventChannel = "itops_events";

/// The rows of one publication, collected event by event.
class EventRows {
 public:
  /// @param payload a JSON object as text
  void add(const EventHead& head, const std::optional<std::string>& path, std::string_view payload);

 private:
  friend class EventRepository;
  ArrayValue ordering_keys_, paths_, payloads_, occurred_;
};

/// SQL of publication, within the publisher's transaction.
class EventRepository {
 public:
  explicit EventRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Queues one statement that stores the events in their order, addresses them to each consumer of
  /// the type, and tells kEventChannel. The rows are used up.
  void publish(std::string_view type, EventRows& rows, Timestamp published_at);

 private:
  Transaction& transaction_;
};

}  // namespace itops::events
