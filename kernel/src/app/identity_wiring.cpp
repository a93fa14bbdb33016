#include "app/identity_wiring.hpp"

#include <unistd.h>

#include <array>

#include "app/core_jobs.hpp"
#include "app/core_options.hpp"
#include "app/generated_secrets.hpp"
#include "identity/first_admin.hpp"
#include "identity/session_repository.hpp"
#include "itops/error.hpp"

namespace itops::app {
namespace {

using std::chrono::seconds;

constexpr const char* kRefreshJob = "kernel.refresh_callers";
constexpr std::chrono::hours kEndedSessionsKept{48};

prometheus::Gauge& refusedGauge(MetricsRegistry& metrics) {
  return prometheus::BuildGauge()
      .Name("itops_auth_reconcile_refused")
      .Help("1 when the declared providers could not be applied at this replica's start.")
      .Register(metrics.registry())
      .Add({});
}

auth::OperatorKey operatorKey(const config::Settings& settings,
                              const std::vector<std::string>& permissions) {
  return auth::OperatorKey(settings.secret("security.operator_api_key"),
                           auth::operatorPermissions(settings.production(), permissions));
}

std::string hostName() {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  return host.data();
}

}  // namespace

// Long: the wiring of one subsystem, a line per part.
IdentityWiring::IdentityWiring(const config::Settings& settings, DatabaseAccess& database,
                               Audit& audit, const Clock& clock, Logger& logger,
                               MetricsRegistry& metrics,
                               const std::vector<std::string>& plugin_permissions,
                               const std::vector<std::string>& plugin_ids,
                               identity::Callers::OnChange on_change)
    : settings_(settings),
      background_(database.background()),
      audit_(audit),
      clock_(clock),
      logger_(logger),
      permissions_(plugin_permissions),
      tokens_(settings.secret("jwt.secret")),
      authenticator_(operatorKey(settings, plugin_permissions), tokens_, clock),
      throttle_(throttleOptions(settings)),
      secrets_(settings.text("auth.secrets_dir"), settings.secret("auth.ldap_bind_password")),
      callers_(database.background(), authenticator_, permissions_, clock,
               loginOptions(settings).local_enabled, std::move(on_change)),
      rules_(permissions_),
      accounts_(database.shared(), audit, clock, hasher_, rules_, callers_),
      groups_(database.shared(), audit, clock, rules_, callers_),
      api_keys_(database.shared(), audit, clock, rules_, callers_),
      reconciler_(database.shared(), clock),
      sync_({database.background(), audit, clock, logger, kinds_, secrets_, callers_}),
      logins_({database.shared(), audit, clock, logger, hasher_, throttle_, tokens_, callers_,
               kinds_, secrets_},
              loginOptions(settings)),
      pool_(static_cast<std::size_t>(settings.integer("auth.login_threads")),
            static_cast<std::size_t>(settings.integer("auth.login_queue_max"))),
      directory_pool_(static_cast<std::size_t>(settings.integer("auth.directory_threads")),
                      static_cast<std::size_t>(settings.integer("auth.login_queue_max"))),
      auth_handlers_(logins_, pool_, directory_pool_, accounts_, logger,
                     {settings.production(), settings.textList("server.cors_origins"),
                      loginOptions(settings).session_lifetime}),
      account_handlers_(accounts_, pool_, throttle_, clock, logger),
      group_handlers_(groups_, accounts_, rules_, permissions_),
      api_key_handlers_(api_keys_),
      provider_handlers_(database.shared(), reconciler_, loginOptions(settings).local_enabled),
      licenses_(database.shared(), audit, clock,
                {settings.text("license.public_key"), settings.secret("license.key"),
                 settings.boolean("license.required")},
                plugin_ids),
      license_handlers_(licenses_),
      refused_(refusedGauge(metrics)) {}

void IdentityWiring::registerRoutes(Router& router) {
  identity::registerAuthRoutes(router, auth_handlers_);
  identity::registerProviderRoutes(router, provider_handlers_);
  identity::registerAccountRoutes(router, account_handlers_);
  identity::registerGroupRoutes(router, group_handlers_);
  identity::registerApiKeyRoutes(router, api_key_handlers_);
  license::registerLicenseRoutes(router, license_handlers_);
}

void IdentityWiring::addJobs(scheduler::JobScheduler& jobs) {
  jobs.add(kKernelOwner, {.name = kRefreshJob,
                          .description = "Reads anew who may come in, where that has changed.",
                          .schedule = Schedule::every(seconds(2)),
                          .function =
                              [this](JobRun&) {
                                callers_.refresh();
                                callers_.tellExpired();
                              },
                          .scope = JobScope::kPerReplica,
                          .missed = MissedRuns::kSkip});
  jobs.add(kKernelOwner, {.name = "kernel.note_key_uses",
                          .description = "Stores when API keys were used last.",
                          .schedule = Schedule::every(seconds(30)),
                          .function = [this](JobRun&) { callers_.noteKeyUses(); },
                          .scope = JobScope::kPerReplica,
                          .missed = MissedRuns::kSkip});
  jobs.add(kKernelOwner, {.name = "kernel.sync_directories",
                          .description = "Brings accounts up to their directories.",
                          .schedule = everySetting(settings_, "auth.sync_interval"),
                          .function = [this](JobRun& run) { sync_.run(run); }});
  jobs.add(kKernelOwner, {.name = "kernel.delete_sessions",
                          .description = "Deletes sessions that have ended.",
                          .schedule = Schedule::every(std::chrono::hours(1)),
                          .function = [this](JobRun&) {
                            identity::deleteSessions(background_,
                                                     clock_.now() - kEndedSessionsKept);
                          }});
}

void IdentityWiring::listenTo(NotificationListener& listener, scheduler::JobScheduler& jobs) {
  listener.on("itops_identity", [&jobs](std::string_view) { jobs.runNow(kRefreshJob); });
}

void IdentityWiring::start(const config::AuthDeclaration& declared) {
  reconcile(declared);
  makeFirstAdmin();
  callers_.refresh();
  licenses_.warn(logger_);
}

void IdentityWiring::reconcile(const config::AuthDeclaration& declared) {
  const auto run = reconciler_.run(declared, hostName());
  refused_.Set(run.outcome == "refused" || !run.refused.empty() ? 1 : 0);
  if (run.outcome == "refused") {
    logger_.warning("The declared providers were not applied; they stay as they are.",
                    {{"source", run.source}, {"reason", run.reason}});
  }
  for (const auto& error : declared.errors) {
    logger_.warning("The declaration of providers is wrong.", {{"problem", error}});
  }
  for (const auto& change : run.changes) {
    logger_.info("A declared provider was applied.", {{"change", change}});
  }
  for (const auto& refusal : run.refused) {
    logger_.warning("A part of the declared providers was refused.", {{"reason", refusal}});
  }
}

void IdentityWiring::makeFirstAdmin() {
  identity::FirstAdmin first(background_, audit_, clock_, hasher_);
  if (!first.isMissing()) return;
  auto password = settings_.secret("bootstrap.admin_password");
  if (password.empty()) {
    if (settings_.production()) {
      logger_.warning(
          "There is no account yet: make the first administrator with itops admin "
          "create, or set ITOPS_BOOTSTRAP_ADMIN_PASSWORD and start again.");
      return;
    }
    password = made_password_ = keptAdminPassword(settings_.text("data.dir"));
  }
  try {
    first.create(identity::FirstAdmin::kName, password);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kConflict) throw;  // another replica was faster
    made_password_ = Secret();
  }
}

}  // namespace itops::app
