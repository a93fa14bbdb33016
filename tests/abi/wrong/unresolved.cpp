// Calls a function that nobody defines.
#include "wrong/wrong_plugin.hpp"

extern "C" void itops_defined_nowhere();

namespace {

class UnresolvedPlugin final : public itops::Plugin {
 public:
  void start(itops::Context&) override { itops_defined_nowhere(); }
};

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("unresolved");

}  // namespace

ITOPS_PLUGIN(UnresolvedPlugin, kInfo);
