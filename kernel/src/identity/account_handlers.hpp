#pragma once

#include <functional>

#include "identity/accounts.hpp"
#include "identity/login_pool.hpp"
#include "identity/login_throttle.hpp"
#include "itops/logger.hpp"
#include "itops/router.hpp"

namespace itops::identity {

/// HTTP side of /api/v1/accounts. What may hash a password is read on the event loop and done by
/// the pool of logins, as logins are. [request]
class AccountHandlers {
 public:
  /// References outlive this object.
  AccountHandlers(Accounts& accounts, LoginPool& pool, LoginThrottle& throttle, const Clock& clock,
                  Logger& logger)
      : accounts_(accounts), pool_(pool), throttle_(throttle), clock_(clock), logger_(logger) {}

  Response list(const Request& request);
  Response get(const Request& request);
  void create(const Request& request, Responder& responder);
  void update(const Request& request, Responder& responder);
  Response revokeSessions(const Request& request);
  /// Wrong passwords are counted as those of logins are: 429.
  void changeOwnPassword(const Request& request, Responder& responder);

 private:
  using Work = std::function<Response(const Request&)>;
  void submit(const Request& request, Responder& responder, Work work);
  Response changeOwnPassword(const Request& request, const Secret& current, const Secret& wanted);

  Accounts& accounts_;
  LoginPool& pool_;
  LoginThrottle& throttle_;
  const Clock& clock_;
  Logger& logger_;
};

/// Registers the routes of `handlers`, which must live as long as the router. [main]
void registerAccountRoutes(Router& router, AccountHandlers& handlers);

}  // namespace itops::identity
