#include "plugin/plugin_event_bus.hpp"

namespace itops::plugin {

void PluginEventBus::declareType(const EventType& type) {
  kernel_.declare(scope_.manifest.id, type);
}

void PluginEventBus::publishBatch(Transaction& transaction, const EventType& type,
                                  std::size_t count, const WriteFunction& write) {
  kernel_.publish(scope_.manifest.id, transaction, type, count, write);
}

void PluginEventBus::addConsumer(std::string name, std::string type, ConsumeFunction consume) {
  auto guarded = [guard = scope_.guard, name, consume = std::move(consume)](
                     Transaction& transaction, const EventReader& event, const Delivery& delivery) {
    guard->run(CallKind::kConsumer, name, [&] { consume(transaction, event, delivery); });
  };
  kernel_.subscribe(scope_.manifest.id, std::move(name), std::move(type), std::move(guarded));
}

void PluginEventBus::addBatchConsumer(std::string name, std::string type,
                                      ConsumeBatchFunction consume) {
  auto guarded = [guard = scope_.guard, name, consume = std::move(consume)](
                     Transaction& transaction, std::span<const StoredDelivery> deliveries) {
    guard->run(CallKind::kConsumer, name, [&] { consume(transaction, deliveries); });
  };
  kernel_.subscribe_batch(scope_.manifest.id, std::move(name), std::move(type), std::move(guarded));
}

}  // namespace itops::plugin
