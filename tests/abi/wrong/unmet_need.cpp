// Needs what nobody offers.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr const char* kNeeds[] = {"test.nowhere/1", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("unmet_need");
  info.needs = kNeeds;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(itops::test::IdlePlugin, kInfo);
