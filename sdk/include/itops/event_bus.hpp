#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "itops/database.hpp"
#include "itops/event_fields.hpp"
#include "itops/export.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

/// Durable, typed events: something happened, and whoever cares hears of it. An event is a struct:
///
///     struct DiskFull {
///       static constexpr std::string_view kType = "disks.full/1";
///       static constexpr std::string_view kSummary = "A disk has less than 1 % left.";
///       static constexpr std::string_view kPermission = "disks.read";
///       static constexpr std::string_view kOrderedBy = "host";
///       Timestamp occurred_at;
///       std::string host;
///
///       std::string orderingKey() const { return host; }
///       template <class Self, class Visitor>
///       static void fields(Self& self, Visitor&& visit) {
///         visit("occurredAt", self.occurred_at, "When it was noticed.");
///         visit("host", self.host, "Name of the machine.");
///       }
///     };
///
/// `kType` is small words with dots between and a revision behind; a changed struct is a new
/// revision. `kPermission` is what a person needs to see it live. `kOrderedBy`, which may be left
/// out, says in docs/events.md what the ordering key is. Members are texts, numbers, bools,
/// Timestamp, Uuid, Status, lists of texts and optionals of these. A member that is visited as
/// `path` can be filtered by in the live stream.
namespace itops {

/// What the bus knows of a type of event. Made by eventTypeOf<E>(); texts are constants.
struct EventType {
  std::string_view name;
  std::string_view summary;
  std::string_view permission;
  std::string_view ordered_by;  ///< empty when the event doesn't say
  void (*describe)(EventDescriber&) = nullptr;
};

template <class E>
EventType eventTypeOf() {
  std::string_view ordered_by;
  if constexpr (requires { E::kOrderedBy; }) ordered_by = E::kOrderedBy;
  return {E::kType, E::kSummary, E::kPermission, ordered_by, [](EventDescriber& describer) {
            const E example{};
            E::fields(example, event_fields::Describe(describer));
          }};
}

/// The envelope of one event on its way to the outbox.
struct EventHead {
  std::string ordering_key;  ///< events of one key reach each consumer one after the other
  Timestamp occurred_at{};
};

/// The circumstances of one delivery.
struct Delivery {
  Uuid event_id;  ///< the same in every attempt: the duplicate key for effects outside our database
  Timestamp published_at{};
  int attempt = 1;  ///< 1 for the first
};

/// One of the events that a consumer of batches gets together.
template <class E>
struct Delivered {
  E event{};
  Delivery delivery;
};

/// The same as it is stored; both outlive the call that it is given to.
struct StoredDelivery {
  const EventReader* event = nullptr;
  const Delivery* delivery = nullptr;
};

/// Publishes and consumes events through the transactional outbox.
///
/// A consumer is called in a transaction of the kernel: its writes and the mark "delivered" commit
/// together, so effects in our database happen exactly once; effects elsewhere at least once.
/// Events of one ordering key reach a consumer one after the other, in the order of their
/// publication; a later one waits until an earlier one was delivered or given up. Transactions that
/// publish at the same time are in order only if they lock what the key names first, as the kernel
/// locks a service. A consumer that throws is tried again with growing
/// pauses; after `events.attempts_max` attempts the delivery is dead, shown to operators, who can
/// retry it. Publication is cheap and has no effect when the transaction rolls back.
/// `need<EventBus>()` succeeds in the core role; kernel-owned.
class ITOPS_EXPORT EventBus {
 public:
  static constexpr std::string_view kInterfaceId = "itops.event_bus/1";

  /// Makes a type known, for documentation and rights. Throws Error(kConflict, "event_duplicate")
  /// when somebody else declares it, Error(kInvalid, "event_type_invalid") for a malformed kType.
  /// [main], in start() only, before publish().
  template <class E>
  void declare() {
    declareType(eventTypeOf<E>());
  }

  /// Publishes with the transaction. Throws Error(kInternal, "event_undeclared") for a type that
  /// the caller did not declare, Error(kInvalid, "event_value") for a text with NUL or a number
  /// that is not finite. The statement is queued (Transaction::runLater). [request] [job] [event]
  /// [ingest]
  template <class E>
  void publish(Transaction& transaction, const E& event) {
    publishAll(transaction, std::span<const E>(&event, 1));
  }

  /// The same for many at once, in this order and in one statement; none for an empty list.
  template <class E>
  void publishAll(Transaction& transaction, std::span<const E> events) {
    if (events.empty()) return;
    publishBatch(transaction, eventTypeOf<E>(), events.size(),
                 [events](std::size_t index, EventHead& head, EventWriter& writer) {
                   const E& event = events[index];
                   head = {event.orderingKey(), event.occurred_at};
                   E::fields(event, event_fields::Write(writer));
                 });
  }

  /// Adds a consumer of one type, which need not be declared by anybody (yet). It gets events that
  /// are published from its first registration ever on, also those from while its plugin was off
  /// (up to `events.keep_undelivered`). A consumer blocks nobody but itself.
  /// @param name `<plugin id>.<verb>_<thing>`, the consumer's lasting identity; renaming it makes a
  ///        new consumer. Throws Error(kConflict, "consumer_duplicate"), Error(kInvalid,
  ///        "consumer_name") when it doesn't begin so. [main], in start() only.
  /// @param consume called on the consumer's own thread, one event at a time on all replicas
  ///        together; may block, but not for longer than a minute, after which its transaction is
  ///        lost
  template <class E>
  void subscribe(const std::string& name,
                 std::function<void(Transaction&, const E&, const Delivery&)> consume) {
    addConsumer(name, std::string(E::kType),
                [consume = std::move(consume)](Transaction& transaction, const EventReader& reader,
                                               const Delivery& delivery) {
                  E event{};
                  E::fields(event, event_fields::Read(reader));
                  consume(transaction, event, delivery);
                });
  }

  /// The same for a consumer that takes many events at once, so that it needs one statement for all
  /// of them instead of some for each; worth it for types that come by the thousand. It gets what
  /// is due, at least one event, in the order of publication, also several of one ordering key.
  /// When it throws, all that it wrote in this call is undone, and it is called again for each of
  /// these events alone, so that only those fail that do. Whatever it does outside our database
  /// happens twice then: use subscribe() for such a consumer.
  template <class E>
  void subscribeBatch(const std::string& name,
                      std::function<void(Transaction&, std::span<const Delivered<E>>)> consume) {
    addBatchConsumer(name, std::string(E::kType),
                     [consume = std::move(consume)](Transaction& transaction,
                                                    std::span<const StoredDelivery> deliveries) {
                       std::vector<Delivered<E>> batch(deliveries.size());
                       for (std::size_t i = 0; i < batch.size(); ++i) {
                         E::fields(batch[i].event, event_fields::Read(*deliveries[i].event));
                         batch[i].delivery = *deliveries[i].delivery;
                       }
                       consume(transaction, batch);
                     });
  }

 protected:
  using WriteFunction = std::function<void(std::size_t index, EventHead&, EventWriter&)>;
  using ConsumeFunction = std::function<void(Transaction&, const EventReader&, const Delivery&)>;
  using ConsumeBatchFunction =
      std::function<void(Transaction&, std::span<const StoredDelivery> deliveries)>;

  ~EventBus() = default;
  virtual void declareType(const EventType& type) = 0;
  virtual void publishBatch(Transaction& transaction, const EventType& type, std::size_t count,
                            const WriteFunction& write) = 0;
  virtual void addConsumer(std::string name, std::string type, ConsumeFunction consume) = 0;
  virtual void addBatchConsumer(std::string name, std::string type,
                                ConsumeBatchFunction consume) = 0;
};

}  // namespace itops
