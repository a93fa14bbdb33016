// Its descriptor has grown at the end, which is fine.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("large_descriptor");

constexpr itops::PluginDescriptor makeDescriptor() {
  itops::PluginDescriptor descriptor = itops::test::plainDescriptor(kInfo);
  descriptor.size = sizeof(itops::PluginDescriptor) + 64;
  return descriptor;
}

}  // namespace

ITOPS_WRONG_DESCRIPTOR(makeDescriptor());
