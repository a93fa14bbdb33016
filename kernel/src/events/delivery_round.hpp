#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "events/delivery_repository.hpp"
#include "events/event_options.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/event_bus.hpp"

namespace itops::events {

/// What a consumer does with events, which come in order; throws when it can't.
using ConsumeFunction = std::function<void(Transaction&, std::span<const StoredDelivery>)>;

/// The code of a consumer.
struct ConsumerCode {
  ConsumeFunction consume;
  bool takes_many = false;  ///< else it gets one event in a call
};

/// The code of a consumer that takes one event in a call. [any]
ConsumerCode takingOne(
    std::function<void(Transaction&, const EventReader&, const Delivery&)> consume);

/// What one round came to.
struct RoundResult {
  bool served = false;  ///< false: another replica serves this consumer just now
  int taken = 0;        ///< deliveries that were due
  int delivered = 0;
  int failed = 0;                        ///< attempts
  int dead = 0;                          ///< of those that failed
  std::string error;                     ///< of the first that failed
  std::string detail;                    ///< the same for the log
  std::string split_because;             ///< why events could not be delivered together; or empty
  std::optional<Timestamp> next_due_at;  ///< when nothing was due: the next pending one
};

/// One transaction of one consumer: takes what is due, calls the consumer under a savepoint, for
/// each or for all together, and writes how it went; what the consumer wrote and the mark commit
/// together. When all together fail, each is tried alone, so that only those fail that do.
class DeliveryRound {
 public:
  /// All references outlive this object. @param consumer_id of kernel.event_consumer
  /// @param together the consumer is given all events in one call
  DeliveryRound(int consumer_id, const ConsumeFunction& consume, bool together,
                const EventOptions& options, const Clock& clock)
      : consumer_id_(consumer_id),
        consume_(consume),
        together_(together),
        options_(options),
        clock_(clock) {}

  /// Runs one round; to be committed by the caller. Once.
  RoundResult run(Transaction& transaction);

  /// When the round was lost as a whole, such as with a consumer that blocks until PostgreSQL ends
  /// the transaction: counts a failed attempt for the delivery that was under way, in another
  /// transaction, so that it is given up one day. Without effect before the first call.
  void saveLoss(Transaction& transaction, const Error& error);

  /// True when the round can't tell whose fault its loss is, as several events were under way.
  bool lostTogether() const { return under_way_together_; }

 private:
  /// A delivery for which the consumer was called.
  struct Call {
    std::int64_t event_id;
    int attempts;
  };

  bool deliverTogether(Transaction& transaction, const std::vector<DueDelivery>& due);
  bool consumeTogether(Transaction& transaction, std::span<const DueDelivery* const> ready);
  void deliverOneByOne(Transaction& transaction, const std::vector<DueDelivery>& due);
  void deliver(Transaction& transaction, const DueDelivery& due);
  void noteFailure(const Call& call, const std::string& error, const std::string& detail);

  const int consumer_id_;
  const ConsumeFunction& consume_;
  const bool together_;
  const EventOptions& options_;
  const Clock& clock_;
  std::optional<Call> last_call_;
  bool under_way_together_ = false;
  KeyOrder order_;
  std::vector<std::int64_t> delivered_;
  std::vector<DeliveryChange> changes_;
  RoundResult result_;
};

}  // namespace itops::events
