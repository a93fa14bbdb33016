// Built with an SDK that this kernel doesn't know yet.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("newer_sdk");

constexpr itops::PluginDescriptor makeDescriptor() {
  itops::PluginDescriptor descriptor = itops::test::plainDescriptor(kInfo);
  descriptor.sdk_version_minor = ITOPS_SDK_VERSION_MINOR + 1;
  return descriptor;
}

}  // namespace

ITOPS_WRONG_DESCRIPTOR(makeDescriptor());
