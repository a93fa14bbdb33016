// Offers a service that its descriptor doesn't list.
#include "good/test_interfaces.hpp"
#include "wrong/wrong_plugin.hpp"

namespace {

class GenerousPlugin final : public itops::Plugin, public itops::test::Greeter {
 public:
  void start(itops::Context& context) override { context.offer<itops::test::Greeter>(*this); }
  std::string greet(std::string_view) override { return "Hello"; }
};

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("undeclared_offer");

}  // namespace

ITOPS_PLUGIN(GenerousPlugin, kInfo);
