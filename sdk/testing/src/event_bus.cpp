#include "itops/testing/event_bus.hpp"

#include "itops/error.hpp"

namespace itops::test {
namespace {

class Writer final : public EventWriter {
 public:
  explicit Writer(EventMembers& members) : members_(members) {}

  void text(std::string_view name, std::string_view value) override {
    put(name, std::string(value));
  }
  void integer(std::string_view name, std::int64_t value) override { put(name, value); }
  void number(std::string_view name, double value) override { put(name, value); }
  void boolean(std::string_view name, bool value) override { put(name, value); }
  void texts(std::string_view name, std::span<const std::string> values) override {
    put(name, std::vector<std::string>(values.begin(), values.end()));
  }
  void null(std::string_view name) override { put(name, nullptr); }

 private:
  template <class T>
  void put(std::string_view name, T value) {
    if (members_.emplace(std::string(name), std::move(value)).second) return;
    throw Error(ErrorKind::kInternal, "event_field",
                "The event visits the member " + std::string(name) + " twice.");
  }

  EventMembers& members_;
};

class Collector final : public EventDescriber {
 public:
  void member(std::string_view name, std::string_view type, bool optional,
              std::string_view help) override {
    members.push_back({std::string(name), std::string(type), optional, std::string(help)});
  }

  std::vector<EventMember> members;
};

/// Events as a consumer is given them.
class Deliveries {
 public:
  Deliveries(std::span<const FakeEventBus::Published> entries, int attempt) {
    readers_.reserve(entries.size());
    circumstances_.reserve(entries.size());
    for (const auto& entry : entries) {
      readers_.emplace_back(entry.members);
      circumstances_.push_back({Uuid::generate(), entry.head.occurred_at, attempt});
      stored_.push_back({&readers_.back(), &circumstances_.back()});
    }
  }

  std::span<const StoredDelivery> some(std::size_t first, std::size_t count) const {
    return std::span(stored_).subspan(first, count);
  }

 private:
  std::vector<FakeEventReader> readers_;
  std::vector<Delivery> circumstances_;
  std::vector<StoredDelivery> stored_;
};

}  // namespace

template <class T>
const T& FakeEventReader::valueOf(std::string_view name, const char* type) const {
  const auto found = members_.find(name);
  const T* value = found == members_.end() ? nullptr : std::get_if<T>(&found->second);
  if (value == nullptr) event_fields::throwUnreadable(name, type);
  return *value;
}

bool FakeEventReader::has(std::string_view name) const {
  const auto found = members_.find(name);
  return found != members_.end() && !std::holds_alternative<std::nullptr_t>(found->second);
}

std::string_view FakeEventReader::text(std::string_view name) const {
  return valueOf<std::string>(name, "text");
}

std::int64_t FakeEventReader::integer(std::string_view name) const {
  return valueOf<std::int64_t>(name, "integer");
}

double FakeEventReader::number(std::string_view name) const {
  return valueOf<double>(name, "number");
}

bool FakeEventReader::boolean(std::string_view name) const {
  return valueOf<bool>(name, "boolean");
}

std::vector<std::string> FakeEventReader::texts(std::string_view name) const {
  return valueOf<std::vector<std::string>>(name, "texts");
}

void FakeEventBus::declareType(const EventType& type) {
  for (const EventType& known : types_) {
    if (known.name != type.name) continue;
    throw Error(ErrorKind::kConflict, "event_duplicate",
                "The event " + std::string(type.name) + " is declared already.");
  }
  types_.push_back(type);
}

void FakeEventBus::publishBatch(Transaction&, const EventType& type, std::size_t count,
                                const WriteFunction& write) {
  bool declared = false;
  for (const EventType& known : types_) declared = declared || known.name == type.name;
  if (!declared) {
    throw Error(ErrorKind::kInternal, "event_undeclared",
                "The event " + std::string(type.name) +
                    " is published without having been declared; call declare() in start().");
  }
  for (std::size_t index = 0; index < count; ++index) {
    Published entry{std::string(type.name), {}, {}};
    writeMembers(entry.members, [&](EventWriter& writer) { write(index, entry.head, writer); });
    log_.push_back(std::move(entry));
  }
}

void FakeEventBus::addConsumer(std::string name, std::string type, ConsumeFunction consume) {
  add({std::move(name), std::move(type),
       [consume = std::move(consume)](Transaction& transaction,
                                      std::span<const StoredDelivery> deliveries) {
         consume(transaction, *deliveries.front().event, *deliveries.front().delivery);
       },
       false});
}

void FakeEventBus::addBatchConsumer(std::string name, std::string type,
                                    ConsumeBatchFunction consume) {
  add({std::move(name), std::move(type), std::move(consume), true});
}

void FakeEventBus::add(Consumer consumer) {
  for (const Consumer& known : consumers_) {
    if (known.name != consumer.name) continue;
    throw Error(ErrorKind::kConflict, "consumer_duplicate",
                "There is a consumer " + consumer.name + " already.");
  }
  consumers_.push_back(std::move(consumer));
}

int FakeEventBus::deliver(Transaction& transaction) {
  int count = 0;
  for (std::size_t index = 0; index < log_.size(); ++index) {
    if (log_[index].delivered) continue;
    log_[index].delivered = true;
    const Published entry = log_[index];  // a consumer that publishes makes the log grow
    count += consume(transaction, {&entry, 1}, 1);
  }
  return count;
}

int FakeEventBus::consume(Transaction& transaction, std::span<const Published> entries,
                          int attempt) {
  const Deliveries deliveries(entries, attempt);
  int count = 0;
  for (const Consumer& consumer : consumers_) {
    if (entries.empty() || consumer.type != entries.front().type) continue;
    const std::size_t taken = consumer.takes_many ? entries.size() : 1;
    for (std::size_t i = 0; i < entries.size(); i += taken) {
      consumer.consume(transaction, deliveries.some(i, taken));
    }
    ++count;
  }
  return count;
}

void FakeEventBus::writeMembers(EventMembers& members,
                                const std::function<void(EventWriter&)>& write) {
  Writer writer(members);
  write(writer);
}

std::vector<std::string> FakeEventBus::consumers() const {
  std::vector<std::string> names;
  for (const Consumer& consumer : consumers_) names.push_back(consumer.name);
  return names;
}

std::vector<EventMember> membersOf(const EventType& type) {
  Collector collector;
  type.describe(collector);
  return std::move(collector.members);
}

}  // namespace itops::test
