#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "auth/access_tokens.hpp"
#include "identity/account.hpp"
#include "identity/away_providers.hpp"
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
  bool local_enabled = true;  ///< ITOPS_FEATURE_LOCAL_AUTH; else local sessions end too
  /// A directory that fails after this long is left alone for a while.
  std::chrono::milliseconds slow_after{2000};
  std::chrono::seconds left_alone{5};
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
/// account's; for other names the directories are asked, the default one first. [any]; logins
/// block for the time of a password hash, and of a directory.
class LoginService {
 public:
  LoginService(LoginParts parts, LoginOptions options)
      : parts_(parts),
        options_(options),
        directory_(parts.audit, parts.clock),
        away_(options.slow_after, options.left_alone) {}

  /// How long this attempt has to wait, after too many failures; empty when it may go on.
  std::optional<std::chrono::seconds> waitOf(const LoginAttempt& attempt);

  /// Throws Error(kUnauthenticated, "login_failed") for an unknown name as for a wrong password,
  /// Error(kForbidden, "account_disabled") to the owner of a disabled one, Error(kUnavailable)
  /// when a directory that might know the person doesn't answer.
  LoginGrant login(const LoginAttempt& attempt);

  /// The first half of login(), which waits for no directory: empty when one has to be asked.
  std::optional<LoginGrant> loginHere(const LoginAttempt& attempt);
  /// The second half, which may wait for directories.
  LoginGrant loginAtDirectories(const LoginAttempt& attempt);

  /// Takes a refresh token in and gives the next one. A token that was used before ends the whole
  /// session. Throws Error(kUnauthenticated, "refresh_failed").
  LoginGrant refresh(const std::string& refresh_token);

  /// Ends the session of a refresh token or an access token; nothing happens for an unknown one.
  void logoutByRefreshToken(const std::string& refresh_token);
  void logoutByAccessToken(std::string_view access_token);

 private:
  struct Target;
  std::string keyOf(const std::string& login);
  bool isProvided(Transaction& transaction, const Account& account) const;
  Target findTarget(const LoginAttempt& attempt, const std::string& key);
  std::optional<Account> askDirectories(const Target& target, const LoginAttempt& attempt,
                                        const std::string& key);
  std::optional<DirectoryPerson> askOne(const Provider& provider, const LoginAttempt& attempt);
  std::optional<Account> accountAt(const Provider& provider, const LoginAttempt& attempt);
  void countFailure(const LoginAttempt& attempt, const std::string& key);
  [[noreturn]] void fail(const LoginAttempt& attempt, const std::string& key);
  void revokeOrphans(const LoginAttempt& attempt, const std::string& key);
  LoginGrant open(const LoginAttempt& attempt, const std::string& key, const Uuid& uuid,
                  const std::optional<std::string>& verified_hash);
  void start(Transaction& transaction, const LoginAttempt& attempt, const Uuid& session,
             const LoginGrant& grant);
  std::string accessToken(const Uuid& account, const Uuid& session) const;

  LoginParts parts_;
  LoginOptions options_;
  DirectoryAccounts directory_;
  AwayProviders away_;
};

}  // namespace itops::identity
