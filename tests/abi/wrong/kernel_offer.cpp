// Offers what the kernel serves.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr const char* kOffers[] = {"itops.router/1", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("kernel_offer");
  info.offers = kOffers;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(itops::test::IdlePlugin, kInfo);
