// Has a metric, which it still uses while it stops.
#include "good/test_interfaces.hpp"
#include "itops/metrics.hpp"
#include "itops/plugin.hpp"

namespace {

class CountingPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    journal_ = &context.need<itops::test::Journal>();
    starts_ = &context.need<itops::Metrics>().counter("itops_counting_starts_total", "Starts.");
    starts_->add();
  }

  void stop() noexcept override {
    starts_->add();
    journal_->note("counting stops");
  }

 private:
  itops::test::Journal* journal_ = nullptr;
  itops::Counter* starts_ = nullptr;
};

constexpr const char* kNeeds[] = {"itops.metrics/1", "test.journal/1", nullptr};
constexpr itops::PluginInfo kInfo{.id = "counting",
                                  .name = "Counting",
                                  .version = "1.0.0",
                                  .description = "Counts its starts.",
                                  .enabled_by_default = true,
                                  .needs = kNeeds};

}  // namespace

ITOPS_PLUGIN(CountingPlugin, kInfo);
