// Lists under uses what it can't do without.
#include "itops/database.hpp"
#include "wrong/wrong_plugin.hpp"

namespace {

class NeedyPlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override { context.need<itops::Database>(); }
};

constexpr const char* kUses[] = {"itops.database/1", nullptr};

constexpr itops::PluginInfo makeInfo() {
  itops::PluginInfo info = itops::test::plainInfo("need_under_uses");
  info.uses = kUses;
  return info;
}

constexpr itops::PluginInfo kInfo = makeInfo();

}  // namespace

ITOPS_PLUGIN(NeedyPlugin, kInfo);
