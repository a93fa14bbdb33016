// Registers a route and then throws; offers what needs_failed needs.
#include <stdexcept>

#include "itops/router.hpp"
#include "wrong/wrong_plugin.hpp"

namespace {

class ThrowingPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    context.need<itops::Router>().add({
        .method = itops::Method::kGet,
        .path = "/api/v1/throws",
        .access = itops::Access::open(),
        .doc = {.summary = "Never answers"},
        .handler = [](const itops::Request&) { return itops::Response{}; },
    });
    throw std::runtime_error("the answer is not 42");
  }
};

constexpr const char* kOffers[] = {"test.never/1", nullptr};
constexpr const char* kPrefixes[] = {"/api/v1/throws", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("throws_in_start");
  info.offers = kOffers;
  info.path_prefixes = kPrefixes;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(ThrowingPlugin, kInfo);
