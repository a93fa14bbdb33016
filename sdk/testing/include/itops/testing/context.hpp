#pragma once

#include <map>
#include <string>
#include <string_view>

#include "itops/context.hpp"
#include "itops/plugin.hpp"

namespace itops::test {

/// A context with what a test serves, as strict as the kernel's: only what the descriptor lists is
/// handed out, only listed services may be offered. [main]
class FakeContext final : public Context {
 public:
  /// `info` outlives this object.
  explicit FakeContext(const PluginInfo& info) : info_(info) {}

  /// Serves an interface, listed or not; a later one of the same type replaces it. It must outlive
  /// the plugin's use of it.
  template <class T>
  void serve(T& service) {
    served_.insert_or_assign(std::string(T::kInterfaceId), static_cast<void*>(&service));
  }

  /// From now on nobody offers the interface.
  void withhold(std::string_view interface_id) { served_.erase(std::string(interface_id)); }

  /// What the plugin offered; null before it did.
  template <class T>
  T* offered() const {
    const auto found = offered_.find(T::kInterfaceId);
    return found == offered_.end() ? nullptr : static_cast<T*>(found->second);
  }

  /// Call it after start(), as the kernel does: throws Error(kInternal, "offer_missing") when a
  /// listed service was not offered, and lets no more be offered.
  void finishOffers();

 private:
  void* lookup(std::string_view interface_id, bool required) override;
  void provide(std::string_view interface_id, void* service) override;
  void requireListed(std::string_view interface_id, bool required) const;
  [[noreturn]] void refuse(const std::string& code, const std::string& what) const;

  const PluginInfo& info_;
  std::map<std::string, void*, std::less<>> served_;
  std::map<std::string, void*, std::less<>> offered_;
  bool starting_ = true;
};

}  // namespace itops::test
