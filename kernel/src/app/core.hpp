#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/database_access.hpp"
#include "app/event_wiring.hpp"
#include "app/identity_wiring.hpp"
#include "app/installation.hpp"
#include "app/live_wiring.hpp"
#include "audit/audit_handlers.hpp"
#include "audit/audit_trail.hpp"
#include "config/settings.hpp"
#include "database/notification_listener.hpp"
#include "http/route_table.hpp"
#include "http/server.hpp"
#include "http/system_routes.hpp"
#include "ingest/health_handlers.hpp"
#include "ingest/ingest.hpp"
#include "ingest/platform_heartbeat_repository.hpp"
#include "ingest/plugin_pushes.hpp"
#include "ingest/silence_job.hpp"
#include "ingest/sink_list.hpp"
#include "logging/log_system.hpp"
#include "metrics/metrics_registry.hpp"
#include "operators/operator_handlers.hpp"
#include "outbound/outbound_metrics.hpp"
#include "outbound/outbound_options.hpp"
#include "plugin/plugin_handlers.hpp"
#include "plugin/plugin_host.hpp"
#include "plugin/plugin_switchboard.hpp"
#include "plugin/plugin_watch.hpp"
#include "plugin/ready_gauges.hpp"
#include "registry/hierarchy_handlers.hpp"
#include "registry/registry_service.hpp"
#include "registry/service_handlers.hpp"
#include "scheduler/job_handlers.hpp"
#include "scheduler/job_scheduler.hpp"
#include "templates/section_list.hpp"
#include "templates/template_handlers.hpp"
#include "time/system_clock.hpp"

namespace itops::app {

/// The core role, put together: database, registry, ingest, plugins, HTTP. Members stand in the
/// order in which they depend on each other. [main]
class Core {
 public:
  /// @param host loaded and checked; all references must outlive this object
  Core(const Installation& installation, const config::Settings& settings, plugin::PluginHost& host,
       LogSystem& logs);
  ~Core();

  /// The providers that the start brings the database to. Before start().
  void declare(config::AuthDeclaration declared) { declared_ = std::move(declared); }

  /// Starts everything; when it returns, requests are served. Throws Error when something that is
  /// needed can't be had; `stop()` then cleans up.
  void start();

  /// Stops in reverse order: no new requests, those under way end within the drain time, what was
  /// accepted is written.
  void stop() noexcept;

  /// Port that requests are served on. After start().
  std::uint16_t port() const { return server_->port(); }

  /// The password of the administrator whom the start made for a developer; else empty.
  const Secret& madeAdminPassword() const { return identity_->madePassword(); }

  /// The OpenAPI document of all routes, without starting the database or listening. Instead of
  /// start().
  std::string openApiDocument();

  /// docs/events.md, in the same way.
  std::string eventsReference();

  /// docs/security.md, in the same way.
  std::string accessReference();

 private:
  void buildServices();
  void buildWriters();
  void registerRoutes();
  void startPlugins();
  void beat();
  std::vector<plugin::PluginReadiness> askPlugins();
  http::ReadyReport readyReport();

  const Installation& installation_;
  const config::Settings& settings_;
  plugin::PluginHost& host_;
  LogSystem& logs_;
  Logger& logger_;
  SystemClock clock_;
  MetricsRegistry metrics_;
  DatabaseAccess database_;
  http::RouteTable routes_;
  ingest::SinkList sinks_;
  ingest::HealthAnswers answers_;
  templates::SectionList sections_;
  const outbound::OutboundOptions outbound_;
  outbound::OutboundMetrics outbound_metrics_{metrics_};
  plugin::ReadyGauges ready_gauges_{metrics_};
  audit::AuditTrail audit_{clock_};
  std::optional<NotificationListener> notifications_;
  config::AuthDeclaration declared_;
  std::optional<IdentityWiring> identity_;
  std::optional<audit::AuditHandlers> audit_handlers_;
  std::optional<EventWiring> events_;
  std::optional<templates::TemplateService> templates_;
  std::optional<templates::TemplateHandlers> template_handlers_;
  std::optional<LiveWiring> live_;
  std::optional<registry::RegistryService> registry_;
  std::optional<registry::ServiceHandlers> service_handlers_;
  std::optional<registry::HierarchyHandlers> hierarchy_handlers_;
  std::optional<ingest::Ingest> ingest_;
  std::optional<ingest::HealthHandlers> health_handlers_;
  std::optional<ingest::PluginPushes> plugin_pushes_;
  std::optional<operators::SyncWriter> sync_writer_;
  std::optional<operators::OperatorHandlers> operator_handlers_;
  std::optional<ingest::PlatformHeartbeat> heartbeat_;
  std::optional<ingest::SilenceJob> silence_;
  std::optional<http::Server> server_;
  std::optional<scheduler::JobScheduler> jobs_;
  std::optional<scheduler::JobHandlers> job_handlers_;
  std::optional<plugin::PluginSwitchboard> switchboard_;
  std::optional<plugin::PluginWatch> plugin_watch_;
  std::optional<plugin::PluginHandlers> plugin_handlers_;
  std::atomic<bool> migrated_ = false;
  std::atomic<bool> draining_ = false;
};

}  // namespace itops::app
