// The default of a setting is out of its own range.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr itops::ConfigField kConfig[] = {
    {"retries", itops::ConfigType::kInteger, "50", "How often to try again.", 0, 10}, {}};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("bad_default");
  info.config = kConfig;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(itops::test::IdlePlugin, kInfo);
