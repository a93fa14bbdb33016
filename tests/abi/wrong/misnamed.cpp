// Its id is not the name of its file, and its version is missing.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("somebody_else");
  info.version = nullptr;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(itops::test::IdlePlugin, kInfo);
