#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

/// What operators see of the bus. Values. [any]
namespace itops::events {

/// Which delivery: `<event>.<consumer>` in the API, such as `4711.3`.
struct DeliveryId {
  std::int64_t event_id = 0;
  int consumer_id = 0;

  bool operator==(const DeliveryId&) const = default;
};

std::string toString(const DeliveryId& id);
/// Empty for any other text.
std::optional<DeliveryId> parseDeliveryId(std::string_view text);

/// A delivery that was given up.
struct DeadLetter {
  DeliveryId id;
  std::string consumer;
  std::string owner;
  Uuid event_id;
  std::string type;
  std::string ordering_key;
  std::string payload;  ///< a JSON object
  Timestamp occurred_at{};
  Timestamp published_at{};
  Timestamp dead_at{};
  int attempts = 0;
  std::string error;
};

/// Checked query of GET /api/v1/events/dead.
struct DeadLetterFilter {
  std::optional<std::string> consumer = {};
  std::optional<std::string> type = {};
  int limit = 100;
  std::optional<DeliveryId> after = {};  ///< last one of the page before
};

struct DeadLetterPage {
  std::vector<DeadLetter> items;
  std::optional<DeliveryId> next;
};

/// How a consumer is getting on, on all replicas together.
struct ConsumerLag {
  std::string name = {};
  std::string owner = {};
  std::string event_type = {};
  Timestamp registered_at{};
  Timestamp seen_at{};
  bool forgotten = false;
  std::int64_t pending = 0;
  std::int64_t failing = 0;  ///< pending ones that failed at least once
  std::int64_t dead = 0;
  std::optional<Timestamp> oldest_published_at = {};  ///< of the pending ones
};

}  // namespace itops::events
