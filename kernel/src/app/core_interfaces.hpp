#pragma once

#include <set>
#include <string>

#include "app/event_wiring.hpp"
#include "config/settings.hpp"
#include "http/route_table.hpp"
#include "identity/provider_kinds.hpp"
#include "ingest/plugin_pushes.hpp"
#include "ingest/sink_list.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/registry.hpp"
#include "logging/log_system.hpp"
#include "metrics/metrics_registry.hpp"
#include "outbound/outbound_metrics.hpp"
#include "outbound/outbound_options.hpp"
#include "plugin/kernel_interfaces.hpp"
#include "scheduler/job_scheduler.hpp"
#include "templates/section_list.hpp"

namespace itops::app {

/// The parts of a core that its plugins' interfaces are made of. They outlive the plugins.
struct CoreParts {
  const config::Settings& settings;
  LogSystem& logs;
  MetricsRegistry& metrics;
  Clock& clock;
  Database& database;
  Registry& registry;
  Audit& audit;
  http::RouteTable& routes;
  ingest::SinkList& sinks;
  ingest::PluginPushes& pushes;
  scheduler::JobScheduler& jobs;
  const outbound::OutboundOptions& outbound;
  outbound::OutboundMetrics& outbound_metrics;
  templates::SectionList& sections;
  EventWiring& events;
  identity::ProviderKinds& provider_kinds;
};

/// What a core serves to its plugins. [main]
plugin::KernelInterfaces coreInterfaces(const CoreParts& parts);

/// The ids of the same, known before there is a core. [any]
std::set<std::string> coreInterfaceIds();

}  // namespace itops::app
