#pragma once

#include <memory>

#include "itops/plugin.hpp"
#include "itops/testing/audit.hpp"
#include "itops/testing/auth_providers.hpp"
#include "itops/testing/clock.hpp"
#include "itops/testing/config.hpp"
#include "itops/testing/context.hpp"
#include "itops/testing/event_bus.hpp"
#include "itops/testing/http_client.hpp"
#include "itops/testing/logger.hpp"
#include "itops/testing/metrics.hpp"
#include "itops/testing/observations.hpp"
#include "itops/testing/platform.hpp"
#include "itops/testing/push.hpp"
#include "itops/testing/registry.hpp"
#include "itops/testing/router.hpp"
#include "itops/testing/scheduler.hpp"
#include "itops/testing/templates.hpp"
#include "itops/testing/transaction.hpp"

/// The plugin of this test program: itops_add_plugin_test() links its object files.
extern "C" const itops::PluginDescriptor itops_plugin_descriptor;

namespace itops::test {

/// A whole kernel of fakes around one plugin.
///
///     FakeKernel kernel(itops_plugin_descriptor);
///     kernel.config.set("greeting", "Moin");
///     kernel.start();
///     const Response answer = kernel.router.call(RequestBuilder::get("/api/v1/hello"));
///
/// A database is served when the test gives one: `kernel.context.serve<Database>(database)`. The
/// plugin is stopped and destroyed first when this object goes. [main]
class FakeKernel {
 public:
  /// The descriptor outlives this object.
  explicit FakeKernel(const PluginDescriptor& descriptor);
  ~FakeKernel();
  FakeKernel(const FakeKernel&) = delete;
  FakeKernel& operator=(const FakeKernel&) = delete;

  /// Constructs and starts the plugin; what it throws reaches the test. Once.
  void start();
  /// Stops and destroys the plugin. Nothing happens when it does not run.
  void stop();
  /// The running plugin, for health(). Throws std::logic_error before start() and after stop().
  Plugin& plugin() const;

  FakeLogger logger;
  FakeClock clock;
  FakeConfig config;
  FakeRouter router;
  FakeScheduler scheduler;
  FakeEventBus events;
  FakeMetrics metrics;
  FakeHttpClient http;
  FakeAudit audit;
  FakeTemplates templates;
  FakeRegistry registry;
  FakeObservations observations;
  FakePlatform platform;
  FakePushes pushes;
  FakeAuthProviders auth_providers;
  FakeContext context;

 private:
  void serveAll();

  const PluginDescriptor& descriptor_;
  std::unique_ptr<Plugin> plugin_;
};

}  // namespace itops::test
