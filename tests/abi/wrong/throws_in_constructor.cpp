// Can't even be constructed.
#include <stdexcept>

#include "wrong/wrong_plugin.hpp"

namespace {

class ThrowingPlugin final : public itops::Plugin {
 public:
  ThrowingPlugin() { throw std::runtime_error("born dead"); }
  void start(itops::Context&) override {}
};

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("throws_in_constructor");

}  // namespace

ITOPS_PLUGIN(ThrowingPlugin, kInfo);
