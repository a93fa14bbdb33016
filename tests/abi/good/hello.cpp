// The smallest useful plugin: one setting, one route.
#include "itops/config.hpp"
#include "itops/plugin.hpp"
#include "itops/router.hpp"

namespace {

class HelloPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    const std::string greeting = context.need<itops::Config>().text("greeting");
    context.need<itops::Router>().add({
        .method = itops::Method::kGet,
        .path = "/api/v1/hello/{name}",
        .access = itops::Access::open(),
        .doc = {.summary = "Greet somebody", .response_type = "text/plain"},
        .handler =
            [greeting](const itops::Request& request) {
              const std::string name(request.parameter("name"));
              return itops::Response{.content_type = "text/plain", .body = greeting + ", " + name};
            },
    });
  }
};

constexpr const char* kPrefixes[] = {"/api/v1/hello", nullptr};
constexpr itops::ConfigField kConfig[] = {
    {"greeting", itops::ConfigType::kText, "Hello", "What stands before the name."}, {}};
constexpr itops::PluginInfo kInfo{.id = "hello",
                                  .name = "Hello",
                                  .version = "1.0.0",
                                  .description = "Greets whom the path names.",
                                  .enabled_by_default = true,
                                  .path_prefixes = kPrefixes,
                                  .config = kConfig};

}  // namespace

ITOPS_PLUGIN(HelloPlugin, kInfo);
