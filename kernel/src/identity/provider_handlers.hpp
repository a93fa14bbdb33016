#pragma once

#include "identity/reconciler.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::identity {

/// HTTP side of /api/v1/auth/providers and /api/v1/auth/reconcile. [request]
class ProviderHandlers {
 public:
  /// References outlive this object.
  /// @param local_enabled false hides local accounts
  ProviderHandlers(Database& database, Reconciler& reconciler, bool local_enabled)
      : database_(database), reconciler_(reconciler), local_enabled_(local_enabled) {}

  /// What a login page may know: providers that are enabled, without their settings.
  Response list(const Request& request);
  Response lastRun(const Request& request);

 private:
  Database& database_;
  Reconciler& reconciler_;
  const bool local_enabled_;
};

/// Registers the routes of `handlers`, which must live as long as the router. [main]
void registerProviderRoutes(Router& router, ProviderHandlers& handlers);

}  // namespace itops::identity
