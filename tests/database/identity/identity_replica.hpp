#pragma once

#include <gtest/gtest.h>
#include <sodium/crypto_pwhash.h>

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "audit/audit_trail.hpp"
#include "database/postgres_database.hpp"
#include "identity/accounts.hpp"
#include "identity/api_keys.hpp"
#include "identity/directory_sync.hpp"
#include "identity/first_admin.hpp"
#include "identity/groups.hpp"
#include "identity/login_service.hpp"
#include "identity/reconciler.hpp"
#include "support/caller_request.hpp"
#include "support/postgres_fixture.hpp"
#include "support/recording_logger.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {

/// A directory whose people a test sets, and which can be made to fail.
class ScriptedDirectory final : public AuthProvider {
 public:
  std::optional<DirectoryPerson> authenticate(const ProviderSettings&, const std::string& login,
                                              const Secret& password) override;
  std::vector<std::optional<DirectoryPerson>> lookUp(const ProviderSettings&,
                                                     const std::vector<std::string>& ids) override;

  std::vector<DirectoryPerson> people;  ///< all with the password `Directory1!`
  bool away = false;
  std::string away_provider;          ///< only this one is away
  std::string odd_id;                 ///< who has this one is found without any
  std::function<void()> on_question;  ///< called while somebody is looked for
  int calls = 0;
  Secret bind_password;  ///< as it came with the last question
};

inline constexpr const char* kDirectoryPassword = "Directory1!";
inline constexpr const char* kPassword = "Correct Horse 1";

/// What one replica knows callers by, put together on a database that others may share. Passwords
/// are hashed at the least cost.
class IdentityReplica {
 public:
  /// @param clock outlives this object
  IdentityReplica(const DatabaseOptions& options, const Clock& clock,
                  identity::LoginOptions login_options = {});

  /// A handler's answer, once it has come.
  static Responder responder(std::promise<Response>& answer);

  /// The caller of a token or key, as requests see it; null for nobody.
  std::shared_ptr<const Principal> caller(const std::string& token);
  identity::LoginGrant login(const std::string& name, const std::string& password,
                             const std::string& address = "192.0.2.1");
  /// Code of the error that a login ends with; empty when it succeeds.
  std::string loginError(const std::string& name, const std::string& password,
                         const std::string& address = "192.0.2.1");

  RecordingLogger logger;
  MetricsRegistry metrics;
  PostgresDatabase pool;
  const Clock& clock;
  audit::AuditTrail audit;
  identity::PasswordHasher hasher;
  identity::LoginThrottle throttle;
  auth::AccessTokens tokens;
  identity::PermissionCatalog permissions;
  auth::CallerAuthenticator authenticator;
  std::vector<std::string> ended;  ///< callers whose rights changed, as told
  bool deaf = false;               ///< who is told of them fails
  identity::Callers callers;
  identity::AccessRules rules;
  identity::Accounts accounts;
  identity::Groups groups;
  identity::ApiKeys keys;
  identity::ProviderKinds kinds;
  identity::ProviderSecrets secrets;
  identity::Reconciler reconciler;
  identity::LoginService logins;
  identity::DirectorySync sync;
  std::shared_ptr<ScriptedDirectory> directory = std::make_shared<ScriptedDirectory>();
};

/// Tests with a database of their own, an administrator `admin` and a second replica.
class IdentityTest : public testing::Test {
 protected:
  IdentityTest();

  /// A request by somebody with these permissions.
  static CallerRequest by(const std::string& name, std::vector<std::string> permissions);
  /// The one value of `sql` as text; `null` for NULL.
  std::string value(const std::string& sql);
  /// Declares directories beside local accounts and reconciles.
  identity::ReconcileRun declare(const std::vector<config::DeclaredDirectory>& directories);
  static config::DeclaredDirectory corp();
  identity::Account account(const std::string& name, const std::string& password = kPassword);
  std::string groupId(const std::string& name);
  std::string accountId(const std::string& name);
  identity::AccountGroup ownGroup(const std::string& name,
                                  std::vector<std::string> permissions = {});
  /// Runs `action` while a transaction of somebody else has changed what it needs, which commits
  /// once the action waits for it, or has not waited.
  void during(const std::string& change, const std::function<void()>& action);
  void join(const identity::Account& account, const std::string& group);

  ManualClock clock{*parseTimestamp("2026-03-01T12:00:00Z")};
  DatabaseOptions options = PostgresFixture::migratedDatabase({"kernel"});
  IdentityReplica one{options, clock};
  IdentityReplica two{options, clock};
  CallerRequest admin = by("admin", {"*"});
};

}  // namespace itops::test
