// Lists an offer that it never makes.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr const char* kOffers[] = {"test.promised/1", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("missing_offer");
  info.offers = kOffers;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(itops::test::IdlePlugin, kInfo);
