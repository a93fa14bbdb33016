// Needs cycle_a, which needs cycle_b.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr const char* kNeeds[] = {"test.cycle_a/1", nullptr};
constexpr const char* kOffers[] = {"test.cycle_b/1", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("cycle_b");
  info.needs = kNeeds;
  info.offers = kOffers;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(itops::test::IdlePlugin, kInfo);
