#pragma once

#include "itops/database.hpp"
#include "itops/router.hpp"
#include "reporting.hpp"
#include "server_repository.hpp"

namespace itops::gitops {

/// HTTP side of the version 1 interface, whose errors are `{"status":"error","message":...}`, with
/// the wrong field beside it. [request]
class LegacyHandlers {
 public:
  /// All outlive this object.
  LegacyHandlers(Database& database, Reporting& reporting)
      : reader_(database), reporting_(reporting) {}

  Response report(const Request& request);
  Response newest(const Request& request);

 private:
  ServerReader reader_;
  Reporting& reporting_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerLegacyRoutes(Router& router, const Access& read, const Access& write,
                          LegacyHandlers& handlers);

}  // namespace itops::gitops
