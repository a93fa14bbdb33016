// Can't be constructed.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("no_create");

constexpr itops::PluginDescriptor makeDescriptor() {
  itops::PluginDescriptor descriptor = itops::test::plainDescriptor(kInfo);
  descriptor.create = nullptr;
  return descriptor;
}

}  // namespace

ITOPS_WRONG_DESCRIPTOR(makeDescriptor());
