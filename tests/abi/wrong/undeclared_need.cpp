// Asks for the database without saying so.
#include "itops/database.hpp"
#include "wrong/wrong_plugin.hpp"

namespace {

class NeedyPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override { context.need<itops::Database>(); }
};

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("undeclared_need");

}  // namespace

ITOPS_PLUGIN(NeedyPlugin, kInfo);
