#pragma once

#include <string>
#include <string_view>

#include "itops/error.hpp"
#include "itops/export.hpp"

namespace itops {

/// Everything a plugin gets from the kernel or from another plugin, by interface type. Each
/// interface has `static constexpr std::string_view kInterfaceId`, a name with a revision. The
/// context and all it hands out live until the plugin's `stop()` has returned: keep references to
/// what you asked for, and ask in start(), as nothing new appears later.
///
///     void start(Context& context) override {
///       auto& database = context.need<Database>();   // listed under needs
///       auto* metrics = context.find<Metrics>();     // listed under uses, may be null
///     }
class ITOPS_EXPORT Context {
 public:
  /// The interface, which the descriptor lists under `needs` (the kernel's basic ones: Logger,
  /// Clock, Config, Router, need no listing). Throws Error(kInternal, "need_undeclared") when it is
  /// not listed, Error(kInternal, "need_unmet") when nobody offers it. [main]
  template <class T>
  T& need() {
    return *static_cast<T*>(lookup(T::kInterfaceId, true));
  }

  /// The interface, listed under `needs` or `uses`; null when nobody offers it. [main]
  template <class T>
  T* find() {
    return static_cast<T*>(lookup(T::kInterfaceId, false));
  }

  /// Offers a service to other plugins; the descriptor lists it under `offers`. The plugin keeps
  /// ownership and must keep it alive until its `stop()`. [main], in start() only.
  template <class T>
  void offer(T& service) {
    provide(T::kInterfaceId, static_cast<void*>(&service));
  }

 protected:
  ~Context() = default;
  virtual void* lookup(std::string_view interface_id, bool required) = 0;
  virtual void provide(std::string_view interface_id, void* service) = 0;
};

}  // namespace itops
