// Starts well and then does what plugins must not: blocks, leaks a thread, answers nonsense.
#include <thread>

#include "good/test_interfaces.hpp"
#include "itops/plugin.hpp"
#include "itops/router.hpp"

namespace {

class UnrulyPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    turnstile_ = &context.need<itops::test::Turnstile>();
    auto& router = context.need<itops::Router>();
    add(router, "/status", [](const itops::Request&) { return itops::Response{.status = 42}; });
    add(router, "/header", [](const itops::Request&) {
      return itops::Response{.body = "{}", .headers = {{"X-Two", "one\r\nX-Three: two"}}};
    });
    add(router, "/fine", [](const itops::Request&) { return itops::Response{.body = "{}"}; });
    add(router, "/block", [this](const itops::Request&) {
      turnstile_->pass();
      return itops::Response{.body = "{}"};
    });
    add(router, "/leak", [this](const itops::Request&) {
      std::thread([turnstile = turnstile_] { turnstile->pass(); }).detach();
      return itops::Response{.body = "{}"};
    });
  }

 private:
  static void add(itops::Router& router, const std::string& name, itops::Handler handler) {
    router.add({.method = itops::Method::kGet,
                .path = "/api/v1/unruly" + name,
                .access = itops::Access::open(),
                .doc = {.summary = "Misbehave"},
                .handler = std::move(handler)});
  }

  itops::test::Turnstile* turnstile_ = nullptr;
};

constexpr const char* kNeeds[] = {"test.turnstile/1", nullptr};
constexpr const char* kPrefixes[] = {"/api/v1/unruly", nullptr};
constexpr itops::PluginInfo kInfo{.id = "unruly",
                                  .name = "Unruly",
                                  .version = "1.0.0",
                                  .description = "Misbehaves when asked to.",
                                  .enabled_by_default = true,
                                  .needs = kNeeds,
                                  .path_prefixes = kPrefixes};

}  // namespace

ITOPS_PLUGIN(UnrulyPlugin, kInfo);
