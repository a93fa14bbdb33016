#pragma once

#include <functional>
#include <string>
#include <utility>

#include "itops/event_bus.hpp"
#include "plugin/kernel_interfaces.hpp"

namespace itops::plugin {

/// The EventBus that a plugin sees: hands everything on to the kernel under the plugin's id, each
/// call of a consumer guarded.
class PluginEventBus final : public EventBus {
 public:
  /// The kernel's side, each with the owner in front.
  struct Kernel {
    std::function<void(const std::string& owner, const EventType&)> declare;
    std::function<void(const std::string& owner, Transaction&, const EventType&, std::size_t count,
                       const WriteFunction&)>
        publish;
    std::function<void(const std::string& owner, std::string name, std::string type,
                       ConsumeFunction)>
        subscribe;
    std::function<void(const std::string& owner, std::string name, std::string type,
                       ConsumeBatchFunction)>
        subscribe_batch;
  };

  PluginEventBus(const PluginScope& scope, Kernel kernel)
      : scope_(scope), kernel_(std::move(kernel)) {}

 private:
  void declareType(const EventType& type) override;
  void publishBatch(Transaction& transaction, const EventType& type, std::size_t count,
                    const WriteFunction& write) override;
  void addConsumer(std::string name, std::string type, ConsumeFunction consume) override;
  void addBatchConsumer(std::string name, std::string type, ConsumeBatchFunction consume) override;

  PluginScope scope_;
  Kernel kernel_;
};

}  // namespace itops::plugin
