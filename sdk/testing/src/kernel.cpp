#include "itops/testing/kernel.hpp"

#include <stdexcept>

namespace itops::test {

FakeKernel::FakeKernel(const PluginDescriptor& descriptor)
    : config(*descriptor.info),
      router(*descriptor.info, logger),
      scheduler(*descriptor.info, clock),
      metrics(*descriptor.info),
      context(*descriptor.info),
      descriptor_(descriptor) {
  serveAll();
}

FakeKernel::~FakeKernel() {
  stop();
}

void FakeKernel::serveAll() {
  context.serve<Logger>(logger);
  context.serve<Clock>(clock);
  context.serve<Config>(config);
  context.serve<Router>(router);
  context.serve<Scheduler>(scheduler);
  context.serve<EventBus>(events);
  context.serve<Metrics>(metrics);
  context.serve<HttpClient>(http);
  context.serve<Audit>(audit);
  context.serve<Templates>(templates);
  context.serve<Registry>(registry);
  context.serve<Observations>(observations);
  context.serve<Platform>(platform);
  context.serve<Pushes>(pushes);
  context.serve<AuthProviders>(auth_providers);
}

void FakeKernel::start() {
  std::unique_ptr<Plugin> plugin(descriptor_.create());
  plugin->start(context);
  context.finishOffers();
  plugin_ = std::move(plugin);
}

void FakeKernel::stop() {
  if (plugin_ != nullptr) plugin_->stop();
  plugin_.reset();
}

Plugin& FakeKernel::plugin() const {
  if (plugin_ == nullptr) throw std::logic_error("the plugin does not run; call start() first");
  return *plugin_;
}

}  // namespace itops::test
