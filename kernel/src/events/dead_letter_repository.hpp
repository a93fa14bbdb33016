#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "events/dead_letter.hpp"
#include "itops/database.hpp"

namespace itops::events {

/// SQL of what operators see and do. [any]
class DeadLetterRepository {
 public:
  explicit DeadLetterRepository(Database& database) : database_(database) {}

  /// Newest event first.
  DeadLetterPage list(const DeadLetterFilter& filter);

  /// All consumers by name, forgotten ones with dead deliveries too.
  std::vector<ConsumerLag> consumers();

  /// Has a dead delivery tried again, from its first attempt; returns its consumer's name, empty
  /// when there is no such delivery.
  static std::optional<std::string> retry(Transaction& transaction, const DeliveryId& id,
                                          Timestamp now);
  /// The same for all of a consumer; how many they were. Empty optional: no such consumer.
  static std::optional<std::int64_t> retryAll(Transaction& transaction, const std::string& consumer,
                                              Timestamp now);

 private:
  Database& database_;
};

}  // namespace itops::events
