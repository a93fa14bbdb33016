#pragma once

#include <functional>
#include <memory>
#include <string>

#include "itops/router.hpp"
#include "plugin/kernel_interfaces.hpp"

namespace itops::plugin {

/// The Router that a plugin sees: keeps it to the prefixes and permissions of its descriptor, and
/// lets no call past the guard.
class PluginRouter final : public Router {
 public:
  /// Adds to the kernel's route table under an owner; throws Error(kConflict, "route_duplicate").
  using AddRoute = std::function<void(const std::string& owner, Route route)>;

  PluginRouter(const PluginScope& scope, AddRoute add) : scope_(scope), add_(std::move(add)) {}

  /// See Router::add. Throws also Error(kInvalid, "permission_undeclared") when the descriptor
  /// doesn't list the route's permission. [main]
  void add(Route route) override;

 private:
  void checkPermission(const std::string& operation, const Route& route) const;

  PluginScope scope_;
  AddRoute add_;
};

}  // namespace itops::plugin
