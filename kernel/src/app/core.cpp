#include "app/core.hpp"

#include <thread>

#include "app/core_interfaces.hpp"
#include "app/core_jobs.hpp"
#include "app/core_options.hpp"
#include "app/plugin_setup.hpp"
#include "audit/audit_routes.hpp"
#include "events/events_reference.hpp"
#include "http/method.hpp"
#include "http/openapi.hpp"
#include "identity/access_reference.hpp"
#include "itops/error.hpp"
#include "plugin/plugin_routes.hpp"
#include "registry/registry_routes.hpp"
#include "registry/sla_group_template.hpp"
#include "scheduler/job_routes.hpp"
#include "templates/template_routes.hpp"

namespace itops::app {
namespace {

/// The kernel's own routes, by the same interface that plugins have.
class KernelRouter final : public Router {
 public:
  explicit KernelRouter(http::RouteTable& routes) : routes_(routes) {}
  void add(Route route) override { routes_.add(kKernelOwner, std::move(route)); }

 private:
  http::RouteTable& routes_;
};

registry::SilenceDefaults silenceDefaults(const config::Settings& settings) {
  const auto limits = silenceLimits(settings);
  return {limits.unknown_after, limits.down_after};
}

}  // namespace

Core::Core(const Installation& installation, const config::Settings& settings,
           plugin::PluginHost& host, LogSystem& logs)
    : installation_(installation),
      settings_(settings),
      host_(host),
      logs_(logs),
      logger_(logs.logger("core")),
      database_(settings, logs, metrics_),
      answers_(logs.logger("ingest")),
      outbound_(outboundOptions(settings)) {}

Core::~Core() {
  stop();
}

void Core::start() {
  database_.start();
  database_.migrate(migrationSources(installation_.migrations, settings_, host_.manifests()));
  migrated_ = true;
  buildServices();
  beat();  // before anything looks at silence: the time without us is no silence
  registerRoutes();
  startPlugins();
  switchboard_->refresh();
  routes_.freeze();
  events_->start();
  identity_->start(declared_);
  server_.emplace(serverOptions(settings_), routes_, identity_->authenticator(),
                  logs_.logger("http"), logs_.logger("access"), clock_, metrics_);
  server_->start();
  live_->live().start();
  notifications_->start();
  jobs_->start();
}

void Core::stop() noexcept {
  draining_ = true;
  if (server_) {
    // Load balancers look at /ready now and then; a second signal ends the process meanwhile.
    if (server_->port() != 0) {
      std::this_thread::sleep_for(settings_.duration("server.shutdown_delay"));
    }
    server_->drain(settings_.duration("server.drain_timeout"));
    if (identity_) identity_->stop();
    server_->stop();
  }
  if (live_) live_->live().stop();
  if (notifications_) notifications_->stop();
  if (jobs_) jobs_->stop();
  if (events_) events_->stop();
  if (ingest_) ingest_->stop();
  if (plugin_pushes_) plugin_pushes_->stop();
  host_.stop();
  server_.reset();
  database_.stop();
}

std::string Core::openApiDocument() {
  buildServices();
  registerRoutes();
  startPlugins();
  routes_.freeze();
  return http::openApiDocument(routes_, version());
}

std::string Core::eventsReference() {
  buildServices();
  registerRoutes();
  startPlugins();
  std::vector<events::OfferedInterface> interfaces;
  for (const std::string& id : coreInterfaceIds()) interfaces.push_back({id, "kernel"});
  for (const auto& manifest : host_.manifests()) {
    for (const std::string& id : manifest.offers) interfaces.push_back({id, manifest.id});
  }
  return events::eventsReference(events_->bus().catalog(), std::move(interfaces));
}

std::string Core::accessReference() {
  buildServices();
  registerRoutes();
  startPlugins();
  routes_.freeze();
  std::vector<identity::ReferenceRoute> shown;
  for (const auto* registered : routes_.routes()) {
    const auto& route = registered->route;
    shown.push_back({std::string(http::methodName(route.method)), route.path, registered->owner,
                     route.access.permission(), route.access.isWithinNode()});
  }
  return identity::accessReference(
      shown, identity_->permissions(),
      auth::operatorPermissions(true, pluginPermissions(host_.manifests())));
}

// Long: the wiring of the whole, some lines per part.
void Core::buildServices() {
  notifications_.emplace(database_.background(), logs_.logger("notifications"));
  events_.emplace(settings_, database_, audit_, clock_, logs_.logger("events"), metrics_,
                  [this](const std::string& owner) { return host_.isEnabled(owner); });
  events_->listenTo(*notifications_);
  live_.emplace(settings_, database_, events_->bus().catalog(), clock_, logs_.logger("live"),
                metrics_);
  live_->listenTo(*notifications_);
  identity_.emplace(settings_, database_, audit_, clock_, logs_.logger("auth"), metrics_,
                    pluginPermissions(host_.manifests()), pluginIds(host_.manifests()),
                    [this](const std::string& caller) { live_->live().endOf(caller); });
  audit_handlers_.emplace(database_.shared());
  sections_.add(kKernelOwner, std::make_shared<registry::SlaGroupTemplate>());
  templates_.emplace(database_.shared(), sections_, audit_);
  template_handlers_.emplace(*templates_);
  registry_.emplace(database_.shared(), audit_, clock_, silenceDefaults(settings_));
  service_handlers_.emplace(*registry_);
  hierarchy_handlers_.emplace(database_.shared());
  buildWriters();
  jobs_.emplace(database_.background(), clock_, schedulerOptions(settings_), logs_.logger("jobs"),
                metrics_, [this](const std::string& owner) { return host_.isEnabled(owner); });
  addKernelJobs(*jobs_, settings_,
                {[this] { beat(); },
                 [this] {
                   askPlugins();
                   plugin_watch_->look();
                 },
                 [this] { switchboard_->refresh(); }, *silence_, database_.background(), clock_});
  events_->addJobs(*jobs_);
  identity_->addJobs(*jobs_);
  identity_->listenTo(*notifications_, *jobs_);
  notifications_->on("itops_jobs", [this](std::string_view job) { jobs_->wake(job); });
  notifications_->on("itops_plugins", [this](std::string_view) { jobs_->runNow(kSwitchJob); });
  job_handlers_.emplace(*jobs_, audit_);
  switchboard_.emplace(database_.shared(), host_, audit_, clock_);
  plugin_watch_.emplace(host_, metrics_, logs_.logger("plugins"));
  plugin_handlers_.emplace(host_, *switchboard_);
}

void Core::buildWriters() {
  ingest_.emplace(database_.ingest(), events_->kernelBus(), sinks_, answers_,
                  ingestOptions(settings_), logs_.logger("ingest"), metrics_);
  health_handlers_.emplace(*ingest_, timeLimits(settings_));
  plugin_pushes_.emplace(database_.ingest(), events_->kernelBus(), ingestOptions(settings_),
                         timeLimits(settings_), logs_.logger("ingest"), metrics_);
  sync_writer_.emplace(database_.syncs(), events_->kernelBus(), sinks_, silenceLimits(settings_),
                       ingestOptions(settings_).cached_services_max, logs_.logger("ingest"));
  operator_handlers_.emplace(*sync_writer_, *registry_, database_.shared(), clock_,
                             timeLimits(settings_));
  heartbeat_.emplace(database_.background(), clock_, settings_.duration("heartbeat.outage_after"));
  silence_.emplace(database_.background(), events_->kernelBus(), clock_, silenceLimits(settings_),
                   logs_.logger("silence"));
}

void Core::registerRoutes() {
  http::registerSystemRoutes(
      routes_, version(), [this] { return readyReport(); }, metrics_);
  KernelRouter router(routes_);
  registry::registerRegistryRoutes(router, *service_handlers_, *hierarchy_handlers_);
  audit::registerAuditRoutes(router, *audit_handlers_);
  templates::registerTemplateRoutes(router, *template_handlers_);
  ingest::registerHealthRoutes(router, *health_handlers_);
  operators::registerOperatorRoutes(router, *operator_handlers_,
                                    settings_.boolean("feature.operator_api"));
  scheduler::registerJobRoutes(router, *job_handlers_);
  events_->registerRoutes(router);
  identity_->registerRoutes(router);
  live_->live().registerRoutes(routes_);
  plugin::registerPluginRoutes(router, *plugin_handlers_);
}

void Core::startPlugins() {
  host_.start({.logger = logs_.logger("plugins"),
               .metrics = metrics_,
               .interfaces = coreInterfaces({settings_, logs_, metrics_, clock_, database_.shared(),
                                             *registry_, audit_, routes_, sinks_, *plugin_pushes_,
                                             *jobs_, outbound_, outbound_metrics_, sections_,
                                             *events_, identity_->kinds()}),
               .remove_registrations =
                   [this](const std::string& owner) {
                     jobs_->removeOwner(owner);
                     sinks_.removeOwner(owner);
                     events_->removeOwner(owner);
                     identity_->kinds().removeOwner(owner);
                     sections_.removeOwner(owner);
                     routes_.removeOwner(owner);
                   },
               .gate_prefix = [this](const std::string& prefix,
                                     const std::string& id) { routes_.gate(prefix, id); },
               .ungate_prefix = [this](const std::string& prefix,
                                       const std::string& id) { routes_.ungate(prefix, id); },
               .drain_limit = settings_.duration("server.drain_timeout"),
               .health_limit = settings_.duration("plugins.health_timeout"),
               .handlers_max = handlersPerPlugin(settings_),
               .strict = settings_.boolean("plugins.strict")});
}

void Core::beat() {
  const auto outage = heartbeat_->beat();
  if (!outage) return;
  logger_.warning(
      "The platform could not take pushes for a while; silence does not count.",
      {{"from", formatTimestamp(outage->started_at)}, {"to", formatTimestamp(outage->ended_at)}});
}

std::vector<plugin::PluginReadiness> Core::askPlugins() {
  auto plugins = host_.ready();
  ready_gauges_.show(plugins);
  return plugins;
}

http::ReadyReport Core::readyReport() {
  http::ReadyReport report;
  const bool answers = database_.answers();
  report.push_back({"database", answers, answers ? "" : "PostgreSQL does not answer."});
  report.push_back({"migrations", migrated_, migrated_ ? "" : "Migrations are under way."});
  if (draining_) report.push_back({"server", false, "Shutting down."});
  for (const auto& plugin : askPlugins()) {
    report.push_back({"plugin " + plugin.id, plugin.health.ready, plugin.health.detail});
  }
  return report;
}

}  // namespace itops::app
