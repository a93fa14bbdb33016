#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "itops/event_bus.hpp"

namespace itops::test {

/// The members of one event as the kernel stores them: by name, in the types of EventWriter.
using EventMembers = std::map<
    std::string,
    std::variant<std::nullptr_t, std::string, std::int64_t, double, bool, std::vector<std::string>>,
    std::less<>>;

/// Reads what FakeEventBus stored, as strictly as the kernel.
class FakeEventReader final : public EventReader {
 public:
  /// The members outlive the reader.
  explicit FakeEventReader(const EventMembers& members) : members_(members) {}

  bool has(std::string_view name) const override;
  std::string_view text(std::string_view name) const override;
  std::int64_t integer(std::string_view name) const override;
  double number(std::string_view name) const override;
  bool boolean(std::string_view name) const override;
  std::vector<std::string> texts(std::string_view name) const override;

 private:
  template <class T>
  const T& valueOf(std::string_view name, const char* type) const;

  const EventMembers& members_;
};

/// A bus in memory. Events are written and read through their `fields()` as in the kernel, so a
/// forgotten member is found. Nothing is delivered until the test says so, then at once, on its
/// thread, in its transaction; what a consumer throws reaches the test. One thread at a time.
class FakeEventBus final : public EventBus {
 public:
  struct Published {
    std::string type;
    EventHead head;
    EventMembers members;
    bool delivered = false;
  };

  /// All events of this type that the plugin published, oldest first.
  template <class E>
  std::vector<E> published() const {
    std::vector<E> events;
    for (const Published& entry : log_) {
      if (entry.type != E::kType) continue;
      const FakeEventReader reader(entry.members);
      E::fields(events.emplace_back(), event_fields::Read(reader));
    }
    return events;
  }

  /// Gives an event, as somebody else publishes it, to its consumers. Returns how many there are.
  /// @param attempt greater than 1 for a repetition
  template <class E>
  int emit(Transaction& transaction, const E& event, int attempt = 1) {
    Published entry{std::string(E::kType), {event.orderingKey(), event.occurred_at}, {}};
    writeMembers(entry.members,
                 [&](EventWriter& writer) { E::fields(event, event_fields::Write(writer)); });
    return consume(transaction, {&entry, 1}, attempt);
  }

  /// Gives events of one type, as somebody else publishes them, to its consumers: to those of
  /// batches in one call, to the others one by one. Returns how many consumers there are.
  template <class E>
  int emitAll(Transaction& transaction, const std::vector<E>& events) {
    std::vector<Published> entries;
    for (const E& event : events) {
      entries.push_back(
          {std::string(E::kType), {event.orderingKey(), event.occurred_at}, {}, false});
      writeMembers(entries.back().members,
                   [&](EventWriter& writer) { E::fields(event, event_fields::Write(writer)); });
    }
    return consume(transaction, entries, 1);
  }

  /// Gives what the plugin published, and publishes meanwhile, to its own consumers, oldest first;
  /// each event once. Returns how many deliveries there were.
  int deliver(Transaction& transaction);

  /// Everything published, of all types.
  const std::vector<Published>& log() const { return log_; }
  /// Types that were declared.
  const std::vector<EventType>& types() const { return types_; }
  /// Names of the consumers by registration.
  std::vector<std::string> consumers() const;

 private:
  struct Consumer {
    std::string name;
    std::string type;
    ConsumeBatchFunction consume;
    bool takes_many;
  };

  void declareType(const EventType& type) override;
  void publishBatch(Transaction& transaction, const EventType& type, std::size_t count,
                    const WriteFunction& write) override;
  void addConsumer(std::string name, std::string type, ConsumeFunction consume) override;
  void addBatchConsumer(std::string name, std::string type, ConsumeBatchFunction consume) override;

  static void writeMembers(EventMembers& members, const std::function<void(EventWriter&)>& write);
  /// @param entries of one type
  int consume(Transaction& transaction, std::span<const Published> entries, int attempt);
  void add(Consumer consumer);

  std::vector<EventType> types_;
  std::vector<Consumer> consumers_;
  std::vector<Published> log_;
};

/// One member of an event, as its `fields()` describes it.
struct EventMember {
  std::string name;
  std::string type;  ///< see EventDescriber
  bool optional = false;
  std::string help;
};

/// The members of a type of event, in order. [any]
std::vector<EventMember> membersOf(const EventType& type);

}  // namespace itops::test
