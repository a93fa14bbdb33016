#include <memory>
#include <optional>

#include "itops/observations.hpp"
#include "itops/plugin.hpp"
#include "snapshot_handlers.hpp"
#include "snapshot_sink.hpp"

namespace itops::sla {
namespace {

constexpr const char* kNeeds[] = {Database::kInterfaceId.data(), Registry::kInterfaceId.data(),
                                  Observations::kInterfaceId.data(), nullptr};
constexpr const char* kPathPrefixes[] = {"/api/v1/sla", nullptr};
constexpr const char* kPermissions[] = {"sla.read", nullptr};

constexpr PluginInfo kInfo{
    .id = "sla",
    .name = "SLA",
    .version = "0.1.0",
    .description = "Stores every observation, the raw material of service levels.",
    .enabled_by_default = true,
    .needs = kNeeds,
    .uses = nullptr,
    .offers = nullptr,
    .path_prefixes = kPathPrefixes,
    .permissions = kPermissions,
    .config = nullptr,
};

class SlaPlugin final : public Plugin {
 public:
  void start(Context& context) override {
    auto& database = context.need<Database>();
    context.need<Observations>().addSink(std::make_unique<SnapshotSink>(database));
    handlers_.emplace(database, context.need<Registry>(), context.need<Clock>());
    registerSnapshotRoutes(context.need<Router>(), *handlers_);
  }

 private:
  std::optional<SnapshotHandlers> handlers_;
};

}  // namespace
}  // namespace itops::sla

ITOPS_PLUGIN(itops::sla::SlaPlugin, itops::sla::kInfo);
