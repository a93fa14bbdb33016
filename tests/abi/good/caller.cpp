// Needs another plugin's service, sorts before it by name, and can be kept busy by the tests.
#include "good/test_interfaces.hpp"
#include "itops/error.hpp"
#include "itops/plugin.hpp"
#include "itops/router.hpp"

namespace {

class CallerPlugin final : public itops::Plugin {
 public:
  ~CallerPlugin() override {
    if (journal_ != nullptr) journal_->note("caller is destroyed");
  }

  void start(itops::Context& context) override {
    journal_ = &context.need<itops::test::Journal>();
    greeter_ = &context.need<itops::test::Greeter>();
    turnstile_ = context.find<itops::test::Turnstile>();
    auto& router = context.need<itops::Router>();
    router.add(route("/api/v1/caller/{name}", [this](const itops::Request& request) {
      return itops::Response{.body = call(request.parameter("name"))};
    }));
    router.add(route("/api/v1/caller-wait", [this](const itops::Request&) {
      turnstile_->pass();
      journal_->note("caller answers");
      return itops::Response{};
    }));
    journal_->note("caller starts");
  }

  void stop() noexcept override { journal_->note("caller stops"); }

 private:
  static itops::Route route(std::string path, itops::Handler handler) {
    return {.method = itops::Method::kGet,
            .path = std::move(path),
            .access = itops::Access::permission("caller.read"),
            .doc = {.summary = "Call the greeter"},
            .handler = std::move(handler)};
  }

  std::string call(std::string_view name) {
    try {
      return greeter_->greet(name == "nobody" ? "" : name);
    } catch (const itops::Error& error) {
      return "caught Error " + error.code();
    } catch (const std::exception& exception) {
      return std::string("caught exception ") + exception.what();
    }
  }

  itops::test::Journal* journal_ = nullptr;
  itops::test::Greeter* greeter_ = nullptr;
  itops::test::Turnstile* turnstile_ = nullptr;
};

constexpr const char* kNeeds[] = {"test.greeter/1", "test.journal/1", nullptr};
constexpr const char* kUses[] = {"test.turnstile/1", nullptr};
constexpr const char* kPrefixes[] = {"/api/v1/caller", "/api/v1/caller-wait", nullptr};
constexpr const char* kPermissions[] = {"caller.read", nullptr};
constexpr itops::PluginInfo kInfo{.id = "caller",
                                  .name = "Caller",
                                  .version = "1.0.0",
                                  .description = "Calls the greeter.",
                                  .enabled_by_default = true,
                                  .needs = kNeeds,
                                  .uses = kUses,
                                  .path_prefixes = kPrefixes,
                                  .permissions = kPermissions};

}  // namespace

ITOPS_PLUGIN(CallerPlugin, kInfo);
