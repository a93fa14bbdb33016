// Calls a function that nobody defines.
#include "wrong/wrong_plugin.hpp"

extern "C" void definedNowhere();

namespace {

class UnresolvedPlugin final : public itops::Plugin {
 public:
  void start(itops::Context&) override { definedNowhere(); }
};

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("unresolved");

}  // namespace

ITOPS_PLUGIN(UnresolvedPlugin, kInfo);
