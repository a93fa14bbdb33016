// Registers a route where it doesn't belong.
#include "itops/router.hpp"
#include "wrong/wrong_plugin.hpp"

namespace {

class RoutePlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    context.need<itops::Router>().add({
        .method = itops::Method::kGet,
        .path = "/api/v1/services",
        .access = itops::Access::open(),
        .doc = {.summary = "Answer nothing"},
        .handler = [](const itops::Request&) { return itops::Response{}; },
    });
  }
};

constexpr const char* kPrefixes[] = {"/api/v1/mine", "/mine", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("outside_prefix");
  info.path_prefixes = kPrefixes;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(RoutePlugin, kInfo);
