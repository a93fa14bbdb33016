// Built twice, into two folders.
#include "wrong/wrong_plugin.hpp"

namespace {

constexpr itops::PluginInfo kInfo = itops::test::plainInfo("twin");

}  // namespace

ITOPS_PLUGIN(itops::test::IdlePlugin, kInfo);
