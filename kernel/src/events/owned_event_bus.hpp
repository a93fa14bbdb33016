#pragma once

#include <string>
#include <utility>

#include "events/event_bus_service.hpp"

namespace itops::events {

/// The EventBus as one part of the kernel sees it.
class OwnedEventBus final : public EventBus {
 public:
  /// @param service outlives this object
  OwnedEventBus(EventBusService& service, std::string owner)
      : service_(service), owner_(std::move(owner)) {}

 private:
  void declareType(const EventType& type) override { service_.declare(owner_, type); }
  void publishBatch(Transaction& transaction, const EventType& type, std::size_t count,
                    const events::WriteFunction& write) override {
    service_.publish(owner_, transaction, type, count, write);
  }
  void addConsumer(std::string name, std::string type, EventBus::ConsumeFunction consume) override {
    service_.subscribe(owner_, std::move(name), std::move(type), takingOne(std::move(consume)));
  }
  void addBatchConsumer(std::string name, std::string type, ConsumeBatchFunction consume) override {
    service_.subscribe(owner_, std::move(name), std::move(type), {std::move(consume), true});
  }

  EventBusService& service_;
  const std::string owner_;
};

}  // namespace itops::events
