#pragma once

#include "identity/api_keys.hpp"
#include "itops/router.hpp"

namespace itops::identity {

/// HTTP side of /api/v1/api-keys. [request]
class ApiKeyHandlers {
 public:
  explicit ApiKeyHandlers(ApiKeys& keys) : keys_(keys) {}

  Response list(const Request& request);
  Response create(const Request& request);
  Response revoke(const Request& request);

 private:
  ApiKeys& keys_;
};

/// Registers the routes of `handlers`, which must live as long as the router. [main]
void registerApiKeyRoutes(Router& router, ApiKeyHandlers& handlers);

}  // namespace itops::identity
