// Throws one of each in handlers, in its sink and in health().
#include <stdexcept>

#include "itops/error.hpp"
#include "itops/observations.hpp"
#include "itops/plugin.hpp"
#include "itops/router.hpp"

namespace {

class ThrowingSink final : public itops::ObservationSink {
 public:
  std::string_view name() const override { return "thrower.sink"; }
  bool required() const override { return false; }
  void write(itops::Transaction&, std::span<const itops::Observation>) override {
    throw std::out_of_range("row 7");
  }
};

class ThrowerPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    auto& router = context.need<itops::Router>();
    add(router, "/error", [](const itops::Request&) -> itops::Response {
      throw itops::Error(itops::ErrorKind::kNotFound, "thing_not_found", "There is no such thing.");
    });
    add(router, "/exception", [](const itops::Request&) -> itops::Response {
      throw std::runtime_error("secret table name");
    });
    add(router, "/number", [](const itops::Request&) -> itops::Response { throw 42; });
    context.need<itops::Observations>().addSink(std::make_unique<ThrowingSink>());
  }

  itops::Health health() const override { throw std::logic_error("no idea"); }

 private:
  static void add(itops::Router& router, const std::string& name, itops::Handler handler) {
    router.add({.method = itops::Method::kGet,
                .path = "/api/v1/thrower" + name,
                .access = itops::Access::open(),
                .doc = {.summary = "Throw"},
                .handler = std::move(handler)});
  }
};

constexpr const char* kNeeds[] = {"itops.observations/1", nullptr};
constexpr const char* kPrefixes[] = {"/api/v1/thrower", nullptr};
constexpr itops::PluginInfo kInfo{.id = "thrower",
                                  .name = "Thrower",
                                  .version = "1.0.0",
                                  .description = "Throws in whatever is called.",
                                  .enabled_by_default = true,
                                  .needs = kNeeds,
                                  .path_prefixes = kPrefixes};

}  // namespace

ITOPS_PLUGIN(ThrowerPlugin, kInfo);
