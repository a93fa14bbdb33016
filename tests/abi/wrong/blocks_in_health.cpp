// Is asked for its health and waits until the test lets it go.
#include "good/test_interfaces.hpp"
#include "wrong_plugin.hpp"

namespace {

class BlockingPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    turnstile_ = &context.need<itops::test::Turnstile>();
  }

  itops::Health health() const override {
    turnstile_->pass();
    return {};
  }

 private:
  itops::test::Turnstile* turnstile_ = nullptr;
};

constexpr const char* kNeeds[] = {"test.turnstile/1", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("blocks_in_health");
  info.needs = kNeeds;
  return info;
}
constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(BlockingPlugin, kInfo);
