// Built with another ABI of the standard library.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("other_fingerprint");

constexpr itops::PluginDescriptor makeDescriptor() {
  itops::PluginDescriptor descriptor = itops::test::plainDescriptor(kInfo);
  descriptor.fingerprint = "abi=1 cxx11=0 debug=on sanitizer=none";
  return descriptor;
}

}  // namespace

ITOPS_WRONG_DESCRIPTOR(makeDescriptor());
