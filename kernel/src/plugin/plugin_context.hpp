#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "itops/context.hpp"
#include "plugin/kernel_interfaces.hpp"

namespace itops::plugin {

/// A service that a running plugin offers; the plugin owns it.
struct OfferedService {
  void* service = nullptr;
  std::string owner;  ///< plugin id
};

/// Offered services by interface id.
using OfferedServices = std::map<std::string, OfferedService, std::less<>>;

/// The Context of one plugin: keeps it to what its descriptor lists. Owns the interfaces that were
/// made for this plugin. [main]
class PluginContext final : public Context {
 public:
  /// @param interfaces, offered outlive this context; `offered` is looked up at each call
  PluginContext(PluginScope scope, const KernelInterfaces& interfaces,
                const OfferedServices& offered);

  /// Ends the time in which the plugin may offer. Throws Error(kInternal, "offer_missing") when the
  /// descriptor lists an interface that was not offered.
  void finishOffers();

  /// What the plugin offered.
  const std::map<std::string, void*, std::less<>>& provided() const { return provided_; }

 private:
  void* lookup(std::string_view interface_id, bool required) override;
  void provide(std::string_view interface_id, void* service) override;

  void requireListed(std::string_view interface_id, bool required) const;
  void* findKernelInterface(std::string_view interface_id);
  [[noreturn]] void refuse(const std::string& code, const std::string& what) const;

  PluginScope scope_;
  const KernelInterfaces& interfaces_;
  const OfferedServices& offered_;
  std::map<std::string, std::shared_ptr<void>, std::less<>> made_;
  std::map<std::string, void*, std::less<>> provided_;
  bool starting_ = true;
};

}  // namespace itops::plugin
