// Offers a service to another plugin; its errors are caught over there.
#include <stdexcept>

#include "good/test_interfaces.hpp"
#include "itops/error.hpp"
#include "itops/plugin.hpp"

namespace {

struct Puzzled : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class GreeterPlugin final : public itops::Plugin, public itops::test::Greeter {
 public:
  void start(itops::Context& context) override {
    journal_ = &context.need<itops::test::Journal>();
    context.offer<itops::test::Greeter>(*this);
    journal_->note("greeter starts");
  }

  void stop() noexcept override { journal_->note("greeter stops"); }

  std::string greet(std::string_view name) override {
    if (name.empty())
      throw itops::Error(itops::ErrorKind::kInvalid, "name_missing", "Give a name.");
    if (name == "?") throw Puzzled("who is that?");
    return "Hello, " + std::string(name);
  }

 private:
  itops::test::Journal* journal_ = nullptr;
};

constexpr const char* kNeeds[] = {"test.journal/1", nullptr};
constexpr const char* kOffers[] = {"test.greeter/1", nullptr};
constexpr itops::PluginInfo kInfo{.id = "greeter",
                                  .name = "Greeter",
                                  .version = "1.0.0",
                                  .description = "Offers greetings to other plugins.",
                                  .enabled_by_default = true,
                                  .needs = kNeeds,
                                  .offers = kOffers};

}  // namespace

ITOPS_PLUGIN(GreeterPlugin, kInfo);
