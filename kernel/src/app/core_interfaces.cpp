#include "app/core_interfaces.hpp"

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "app/core_platform.hpp"
#include "config/plugin_config.hpp"
#include "outbound/plugin_http_client.hpp"
#include "plugin/plugin_metrics.hpp"
#include "plugin/plugin_observations.hpp"
#include "plugin/plugin_pushes.hpp"
#include "plugin/plugin_router.hpp"
#include "plugin/plugin_scheduler.hpp"
#include "templates/plugin_templates.hpp"

namespace itops::app {
namespace {

using plugin::KernelInterfaces;
using plugin::PluginScope;

/// One interface: its id, and how it is made.
struct Offer {
  std::string_view id;
  std::function<void(KernelInterfaces&, const CoreParts&)> add;
};

template <class T>
Offer shared(T& (*part)(const CoreParts&)) {
  return {T::kInterfaceId,
          [part](KernelInterfaces& to, const CoreParts& core) { to.share<T>(part(core)); }};
}

template <class T>
Offer perPlugin(std::shared_ptr<T> (*make)(const CoreParts&, const PluginScope&)) {
  return {T::kInterfaceId, [make](KernelInterfaces& to, const CoreParts& core) {
            to.perPlugin<T>([make, core](const PluginScope& scope) { return make(core, scope); });
          }};
}

std::shared_ptr<Logger> loggerOf(const CoreParts& core, const PluginScope& scope) {
  return {std::shared_ptr<void>(), &core.logs.logger(scope.manifest.id)};
}

std::shared_ptr<Config> configOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<config::PluginConfig>(core.settings, scope.manifest.id);
}

std::shared_ptr<Router> routerOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<plugin::PluginRouter>(
      scope, [&routes = core.routes](const std::string& owner, Route route) {
        routes.add(owner, std::move(route));
      });
}

std::shared_ptr<Observations> observationsOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<plugin::PluginObservations>(
      scope,
      [&sinks = core.sinks](const std::string& owner, std::unique_ptr<ObservationSink> sink) {
        sinks.add(owner, std::move(sink));
      });
}

std::shared_ptr<Pushes> pushesOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<plugin::PluginPushes>(
      scope,
      [&pushes = core.pushes, &routes = core.routes](const std::string& owner, PushRoute route,
                                                     std::shared_ptr<PushEndpoint> endpoint) {
        routes.add(owner, pushes.routeOf(std::move(route), std::move(endpoint)));
      });
}

std::shared_ptr<Scheduler> schedulerOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<plugin::PluginScheduler>(
      scope,
      [&jobs = core.jobs](const std::string& owner, Job job) { jobs.add(owner, std::move(job)); });
}

std::shared_ptr<EventBus> eventBusOf(const CoreParts& core, const PluginScope& scope) {
  return core.events.busOf(scope);
}

std::shared_ptr<Metrics> metricsOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<plugin::PluginMetrics>(scope.manifest.id, core.metrics);
}

std::shared_ptr<HttpClient> httpClientOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<outbound::PluginHttpClient>(scope.manifest.id, core.outbound,
                                                      core.outbound_metrics);
}

std::shared_ptr<Platform> platformOf(const CoreParts& core, const PluginScope& /*scope*/) {
  return std::make_shared<CorePlatform>(core.settings);
}

std::shared_ptr<Templates> templatesOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<templates::PluginTemplates>(scope, core.sections);
}

std::shared_ptr<AuthProviders> authProvidersOf(const CoreParts& core, const PluginScope& scope) {
  return std::make_shared<identity::PluginAuthProviders>(scope, core.provider_kinds);
}

const std::vector<Offer>& offers() {
  static const std::vector<Offer> kOffers{
      shared<Clock>([](const CoreParts& core) -> Clock& { return core.clock; }),
      shared<Database>([](const CoreParts& core) -> Database& { return core.database; }),
      shared<Registry>([](const CoreParts& core) -> Registry& { return core.registry; }),
      shared<Audit>([](const CoreParts& core) -> Audit& { return core.audit; }),
      perPlugin<Logger>(loggerOf),
      perPlugin<Config>(configOf),
      perPlugin<Router>(routerOf),
      perPlugin<Metrics>(metricsOf),
      perPlugin<Observations>(observationsOf),
      perPlugin<Pushes>(pushesOf),
      perPlugin<Scheduler>(schedulerOf),
      perPlugin<HttpClient>(httpClientOf),
      perPlugin<Templates>(templatesOf),
      perPlugin<Platform>(platformOf),
      perPlugin<EventBus>(eventBusOf),
      perPlugin<AuthProviders>(authProvidersOf),
  };
  return kOffers;
}

}  // namespace

KernelInterfaces coreInterfaces(const CoreParts& parts) {
  KernelInterfaces interfaces;
  for (const Offer& offer : offers()) offer.add(interfaces, parts);
  return interfaces;
}

std::set<std::string> coreInterfaceIds() {
  std::set<std::string> ids;
  for (const Offer& offer : offers()) ids.emplace(offer.id);
  return ids;
}

}  // namespace itops::app
