#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "auth/access_tokens.hpp"
#include "identity/account.hpp"
#include "identity/callers.hpp"
#include "identity/directory_accounts.hpp"
#include "identity/login_throttle.hpp"
#include "identity/password_hasher.hpp"
#include "identity/provider.hpp"
#include "identity/provider_kinds.hpp"
#include "identity/provider_secrets.hpp"
#include "itops/logger.hpp"

namespace itops::identity {

/// What somebody types, and from where.
struct LoginAttempt {
  std::string login;  ///< name, or e-mail address of a local account
  Secret password;
  std::optional<std::string> provider = {};
  std::string client_address = {};
  std::string request_id = {};
};

/// What a login or a refresh gives.
struct LoginGrant {
  std::string access_token;
  std::chrono::seconds expires_in;
  std::string refresh_token;
  Account account;
};

struct LoginOptions {
  std::chrono::seconds token_lifetime{3600};
  std::chrono::seconds session_lifetime{7 * 86400};
  bool local_enabled = true;  ///< ITOPS_FEATURE_LOCAL_AUTH
};

/// What logins are made of; all references outlive the service.
struct LoginParts {
  Database& database;
  Audit& audit;
  const Clock& clock;
  Logger& logger;
  const PasswordHasher& hasher;
  LoginThrottle& throttle;
  const auth::AccessTokens& tokens;
  Callers& callers;
  const ProviderKinds& kinds;
  const ProviderSecrets& secrets;
};

/// Logins, and the sessions that follow from them. A name that a local account bears is that
/// account's; for other names the directories are asked, the default one first. [any]; login()
/// blocks for the time of a password hash.
class LoginService {
 public:
  LoginService(LoginParts parts, LoginOptions options)
      : parts_(parts), options_(options), directory_(parts.audit, parts.clock) {}

  /// How long this attempt has to wait, after too many failures; empty when it may go on.
  std::optional<std::chrono::seconds> waitOf(const LoginAttempt& attempt);

  /// Throws Error(kUnauthenticated, "login_failed") for an unknown name as for a wrong password,
  /// Error(kForbidden, "account_disabled") to the owner of a disabled one, Error(kUnavailable)
  /// when a directory that might know the person doesn't answer.
  LoginGrant login(const LoginAttempt& attempt);

  /// Takes a refresh token in and gives the next one. A token that was used before ends the whole
  /// session. Throws Error(kUnauthenticated, "refresh_failed").
  LoginGrant refresh(const std::string& refresh_token);

  /// Ends the session of a refresh token or an access token; nothing happens for an unknown one.
  void logoutByRefreshToken(const std::string& refresh_token);
  void logoutByAccessToken(std::string_view access_token);

 private:
  struct Target;
  Target findTarget(const LoginAttempt& attempt, const std::string& key);
  std::optional<Account> verify(const Target& target, const LoginAttempt& attempt);
  std::optional<Account> askDirectories(const Target& target, const LoginAttempt& attempt);
  std::optional<DirectoryPerson> askOne(const Provider& provider, const LoginAttempt& attempt);
  [[noreturn]] void fail(const LoginAttempt& attempt, const std::string& key);
  void revokeOrphans(const LoginAttempt& attempt, const std::string& key);
  LoginGrant open(const Account& account, const LoginAttempt& attempt);
  std::string accessToken(const Uuid& account, const Uuid& session) const;

  LoginParts parts_;
  LoginOptions options_;
  DirectoryAccounts directory_;
};

}  // namespace itops::identity
