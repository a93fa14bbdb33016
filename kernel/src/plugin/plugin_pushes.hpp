#pragma once

#include <functional>
#include <memory>
#include <string>

#include "itops/push.hpp"
#include "plugin/kernel_interfaces.hpp"

namespace itops::plugin {

/// The Pushes that a plugin sees: keeps its routes under its prefixes and hands its endpoints on to
/// the kernel, each call guarded.
class PluginPushes final : public Pushes {
 public:
  /// Takes an endpoint under an owner; throws Error(kConflict, "route_duplicate").
  using AddEndpoint = std::function<void(const std::string& owner, PushRoute route,
                                         std::shared_ptr<PushEndpoint> endpoint)>;

  PluginPushes(const PluginScope& scope, AddEndpoint add) : scope_(scope), add_(std::move(add)) {}

  /// See Pushes::add. [main]
  void add(PushRoute route, std::unique_ptr<PushEndpoint> endpoint) override;

 private:
  PluginScope scope_;
  AddEndpoint add_;
};

}  // namespace itops::plugin
