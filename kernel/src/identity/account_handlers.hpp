#pragma once

#include "identity/accounts.hpp"
#include "itops/router.hpp"

namespace itops::identity {

/// HTTP side of /api/v1/accounts. [request]
class AccountHandlers {
 public:
  explicit AccountHandlers(Accounts& accounts) : accounts_(accounts) {}

  Response list(const Request& request);
  Response get(const Request& request);
  Response create(const Request& request);
  Response update(const Request& request);
  Response revokeSessions(const Request& request);
  Response changeOwnPassword(const Request& request);

 private:
  Accounts& accounts_;
};

/// Registers the routes of `handlers`, which must live as long as the router. [main]
void registerAccountRoutes(Router& router, AccountHandlers& handlers);

}  // namespace itops::identity
