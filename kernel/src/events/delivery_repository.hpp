#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "events/delivery_rules.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"

namespace itops::events {

/// A delivery that is due, with what it takes to make it.
struct DueDelivery {
  std::int64_t event_id = 0;
  int attempts = 0;  ///< failed so far
  std::int64_t ordering_hash = 0;
  Timestamp next_attempt_at{};
  Delivery delivery;
  std::string payload;
  std::optional<Predecessor> predecessor;
};

/// A delivery that was not made: put off, tried in vain, or given up.
struct DeliveryChange {
  std::int64_t event_id = 0;
  int attempts = 0;
  Timestamp next_attempt_at{};
  std::optional<Timestamp> dead_at;
  std::optional<std::string> last_error;  ///< empty: stays as it is
};

/// A consumer as it is registered.
struct ConsumerRegistration {
  std::string name;
  std::string owner;
  std::string event_type;
};

/// SQL of the consumers' side, within one transaction.
class DeliveryRepository {
 public:
  explicit DeliveryRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Makes the consumer known, or known again, and returns its id.
  int registerConsumer(const ConsumerRegistration& consumer, Timestamp now);

  /// Queued: a consumer's writes fail where they are made, not as late as at the commit, where the
  /// others' would go with them.
  void checkAtOnce();

  /// Lets one replica at a time serve the consumer, until the end of the transaction; false when
  /// another one does.
  bool tryLock(int consumer_id);

  /// Pending deliveries that are due, at most `count_max`, the longest due first; in the order of
  /// event ids. A statement after tryLock(), so that it sees what the last server committed.
  std::vector<DueDelivery> due(int consumer_id, Timestamp now, int count_max);

  /// When the next pending delivery is due; empty when there is none.
  std::optional<Timestamp> nextDueAt(int consumer_id);

  /// Queued: forgets what was delivered, and writes what was not. Without effect for none.
  void remove(int consumer_id, std::span<const std::int64_t> event_ids);
  void save(int consumer_id, std::span<const DeliveryChange> changes);

 private:
  /// Also among those that aren't due.
  void findPredecessors(int consumer_id, std::vector<DueDelivery>& due);

  Transaction& transaction_;
};

}  // namespace itops::events
