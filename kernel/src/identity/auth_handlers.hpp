#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "auth/caller_authenticator.hpp"
#include "identity/accounts.hpp"
#include "identity/login_pool.hpp"
#include "identity/login_service.hpp"
#include "itops/router.hpp"

namespace itops::identity {

/// How browsers are served.
struct BrowserOptions {
  bool secure_cookies = true;                       ///< only sent by TLS
  std::vector<std::string> allowed_origins = {};    ///< besides the own one
  std::chrono::seconds cookie_lifetime{7 * 86400};  ///< that of sessions
};

/// HTTP side of /api/v1/auth.
///
/// With `browser: true` the refresh token goes into an HttpOnly, SameSite=Strict cookie in place of
/// the body, so that no script can read it. Such a login, and what is done by the cookie alone,
/// refresh and logout, want the header X-CSRF-Protection, which a page of another origin can't
/// send, and an Origin that is ours where there is one.
class AuthHandlers {
 public:
  /// References outlive this object.
  /// @param pool for the work of logins
  /// @param directory_pool for logins that wait for a directory, so that no other waits for one
  AuthHandlers(LoginService& logins, LoginPool& pool, LoginPool& directory_pool, Accounts& accounts,
               Logger& logger, BrowserOptions browser)
      : logins_(logins),
        pool_(pool),
        directory_pool_(directory_pool),
        accounts_(accounts),
        logger_(logger),
        browser_(std::move(browser)) {}

  /// Reads the attempt and hands it to the pool. [request] on the event loop
  void login(const Request& request, Responder& responder);
  Response refresh(const Request& request);
  Response logout(const Request& request);
  Response me(const Request& request);

 private:
  /// A login under way: what is tried, and who waits for the answer. Shared, as the work of a pool
  /// is copied.
  struct Attempt {
    LoginAttempt login;
    bool browser = false;
    Responder answer;
  };
  using Step = std::optional<Response> (AuthHandlers::*)(const Attempt& attempt);

  void submit(LoginPool& pool, const std::shared_ptr<Attempt>& attempt, Step step);
  void take(const std::shared_ptr<Attempt>& attempt, Step step);
  std::optional<Response> logInHere(const Attempt& attempt);
  std::optional<Response> logInAtDirectories(const Attempt& attempt);
  Response granted(const LoginGrant& grant, bool browser) const;
  std::string cookie(const std::string& token, std::chrono::seconds lifetime) const;
  void requireSameSite(const Request& request) const;
  std::optional<std::string> tokenIn(const Request& request, bool& by_cookie) const;

  LoginService& logins_;
  LoginPool& pool_;
  LoginPool& directory_pool_;
  Accounts& accounts_;
  Logger& logger_;
  const BrowserOptions browser_;
};

/// Registers the routes of `handlers`, which must live as long as the router. [main]
void registerAuthRoutes(Router& router, AuthHandlers& handlers);

}  // namespace itops::identity
