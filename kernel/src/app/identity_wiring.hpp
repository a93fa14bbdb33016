#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/database_access.hpp"
#include "auth/access_tokens.hpp"
#include "auth/caller_authenticator.hpp"
#include "config/auth_declaration.hpp"
#include "config/settings.hpp"
#include "database/notification_listener.hpp"
#include "identity/account_handlers.hpp"
#include "identity/api_key_handlers.hpp"
#include "identity/auth_handlers.hpp"
#include "identity/directory_sync.hpp"
#include "identity/group_handlers.hpp"
#include "identity/provider_handlers.hpp"
#include "identity/reconciler.hpp"
#include "license/license_handlers.hpp"
#include "metrics/metrics_registry.hpp"
#include "scheduler/job_scheduler.hpp"

namespace itops::app {

/// Who may come in, as it stands in the core role: accounts, groups, sessions, keys, providers.
/// Members stand in the order in which they depend on each other. [main] unless said otherwise.
class IdentityWiring {
 public:
  /// All references outlive this object. Nothing is read or started yet.
  /// @param plugin_permissions of all plugin descriptors
  /// @param on_change told of callers whose rights have changed or ended; [any]
  IdentityWiring(const config::Settings& settings, DatabaseAccess& database, Audit& audit,
                 const Clock& clock, Logger& logger, MetricsRegistry& metrics,
                 const std::vector<std::string>& plugin_permissions,
                 const std::vector<std::string>& plugin_ids, identity::Callers::OnChange on_change);

  void registerRoutes(Router& router);
  void addJobs(scheduler::JobScheduler& jobs);
  /// Has callers read anew when any replica changed them. Before the listener's start.
  void listenTo(NotificationListener& listener, scheduler::JobScheduler& jobs);

  /// Brings providers to what is declared, makes the first administrator where that is due, and
  /// reads who may come in. Throws Error.
  void start(const config::AuthDeclaration& declared);
  /// Waits for logins under way.
  void stop() noexcept {
    pool_.stop();
    directory_pool_.stop();
  }

  const http::Authenticator& authenticator() const { return authenticator_; }
  /// Where plugins that ask directories are registered. [any]
  identity::ProviderKinds& kinds() { return kinds_; }
  const identity::PermissionCatalog& permissions() const { return permissions_; }
  /// The password of the administrator whom start() made for a developer; else empty.
  const Secret& madePassword() const { return made_password_; }

 private:
  void reconcile(const config::AuthDeclaration& declared);
  void makeFirstAdmin();

  const config::Settings& settings_;
  PostgresDatabase& background_;
  Audit& audit_;
  const Clock& clock_;
  Logger& logger_;
  const identity::PermissionCatalog permissions_;
  const auth::AccessTokens tokens_;
  auth::CallerAuthenticator authenticator_;
  identity::PasswordHasher hasher_;
  identity::LoginThrottle throttle_;
  identity::ProviderKinds kinds_;
  const identity::ProviderSecrets secrets_;
  identity::Callers callers_;
  const identity::AccessRules rules_;
  identity::Accounts accounts_;
  identity::Groups groups_;
  identity::ApiKeys api_keys_;
  identity::Reconciler reconciler_;
  identity::DirectorySync sync_;
  identity::LoginService logins_;
  identity::LoginPool pool_;
  identity::LoginPool directory_pool_;  ///< a directory that hangs holds up nobody else
  identity::AuthHandlers auth_handlers_;
  identity::AccountHandlers account_handlers_;
  identity::GroupHandlers group_handlers_;
  identity::ApiKeyHandlers api_key_handlers_;
  identity::ProviderHandlers provider_handlers_;
  license::Licenses licenses_;
  license::LicenseHandlers license_handlers_;
  prometheus::Gauge& refused_;
  Secret made_password_;
};

}  // namespace itops::app
