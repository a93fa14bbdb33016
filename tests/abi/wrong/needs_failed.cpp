// Needs a plugin whose start fails.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr const char* kNeeds[] = {"test.never/1", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("needs_failed");
  info.needs = kNeeds;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(itops::test::IdlePlugin, kInfo);
