#include "events/event_bus_service.hpp"

#include <algorithm>
#include <iterator>

#include "events/event_json.hpp"
#include "events/event_repository.hpp"
#include "itops/error.hpp"

namespace itops::events {

EventBusService::EventBusService(Database& database, const Clock& clock, EventOptions options,
                                 IsEnabled is_enabled, Logger& logger, MetricsRegistry& metrics)
    : database_(database),
      clock_(clock),
      options_(options),
      logger_(logger),
      metrics_(metrics),
      slots_(options.consumers_at_once),
      surroundings_{database_, clock_, logger_, options_, slots_, std::move(is_enabled)} {}

EventBusService::~EventBusService() {
  stop();
}

void EventBusService::declare(const std::string& owner, const EventType& type) {
  catalog_.declare(owner, type);
  published_[std::string(type.name)] = &metrics_.published(std::string(type.name));
}

void EventBusService::publish(const std::string& owner, Transaction& transaction,
                              const EventType& type, std::size_t count,
                              const WriteFunction& write) {
  catalog_.requireDeclared(owner, type.name);
  EventRows rows;
  for (std::size_t i = 0; i < count; ++i) {
    EventHead head;
    JsonEventWriter writer;
    write(i, head, writer);
    rows.add(head, writer.path(), writer.json());
  }
  EventRepository(transaction).publish(type.name, rows, clock_.now());
  published_.find(type.name)->second->Increment(static_cast<double>(count));
}

void EventBusService::subscribe(const std::string& owner, std::string name, std::string type,
                                ConsumerCode code) {
  if (name.size() <= owner.size() + 1 || name.compare(0, owner.size() + 1, owner + ".") != 0) {
    throw Error(ErrorKind::kInvalid, "consumer_name",
                owner + " names a consumer '" + name + "'; expected " + owner +
                    ".<verb>_<thing>, such as " + owner + ".open_ticket.");
  }
  const bool taken = std::any_of(consumers_.begin(), consumers_.end(), [&](const auto& consumer) {
    return consumer.registration.name == name;
  });
  if (taken) {
    throw Error(ErrorKind::kConflict, "consumer_duplicate",
                owner + " registers the consumer " + name + " twice; give each its own name.");
  }
  consumers_.push_back({{std::move(name), owner, std::move(type)}, std::move(code)});
}

void EventBusService::removeOwner(const std::string& owner) {
  std::erase_if(consumers_, [&](const auto& one) { return one.registration.owner == owner; });
  std::vector<std::unique_ptr<ConsumerWorker>> leaving;
  {
    const std::lock_guard lock(workers_mutex_);
    const auto first = std::stable_partition(
        workers_.begin(), workers_.end(),
        [&](const auto& worker) { return worker->registration().owner != owner; });
    std::move(first, workers_.end(), std::back_inserter(leaving));
    workers_.erase(first, workers_.end());
  }
  for (const auto& worker : leaving) worker->stop();
}

void EventBusService::start() {
  const std::vector<int> ids = registerConsumers();
  const std::lock_guard lock(workers_mutex_);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    workers_.push_back(std::make_unique<ConsumerWorker>(
        consumers_[i], ids[i], surroundings_, metrics_.consumer(consumers_[i].registration.name)));
  }
}

/// In one order on all replicas, so that two that start at once don't lock each other out.
std::vector<int> EventBusService::registerConsumers() {
  std::sort(consumers_.begin(), consumers_.end(),
            [](const auto& a, const auto& b) { return a.registration.name < b.registration.name; });
  std::vector<int> ids;
  if (consumers_.empty()) return ids;
  database_.transact([&](Transaction& transaction) {
    DeliveryRepository repository(transaction);
    for (const Consumer& consumer : consumers_) {
      ids.push_back(repository.registerConsumer(consumer.registration, clock_.now()));
    }
  });
  return ids;
}

void EventBusService::stop() noexcept {
  slots_.close();
  std::vector<std::unique_ptr<ConsumerWorker>> leaving;
  {
    const std::lock_guard lock(workers_mutex_);
    leaving.swap(workers_);
  }
  for (const auto& worker : leaving) worker->stop();
}

void EventBusService::wake(std::string_view type) {
  const std::lock_guard lock(workers_mutex_);
  for (const auto& worker : workers_) {
    if (type.empty() || worker->registration().event_type == type) worker->wake();
  }
}

std::vector<std::string> EventBusService::consumerNames() const {
  std::vector<std::string> names;
  for (const Consumer& consumer : consumers_) names.push_back(consumer.registration.name);
  return names;
}

}  // namespace itops::events
