// Its descriptor ends before the last member.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("small_descriptor");

constexpr itops::PluginDescriptor makeDescriptor() {
  itops::PluginDescriptor descriptor = itops::test::plainDescriptor(kInfo);
  descriptor.size = sizeof(itops::PluginDescriptor) - sizeof(void*);
  return descriptor;
}

}  // namespace

ITOPS_WRONG_DESCRIPTOR(makeDescriptor());
