#include <memory>
#include <optional>

#include "history_keeper.hpp"
#include "itops/clock.hpp"
#include "itops/config.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/events/storage_level_changed.hpp"
#include "itops/plugin.hpp"
#include "itops/push.hpp"
#include "itops/router.hpp"
#include "itops/scheduler.hpp"
#include "storage_endpoint.hpp"
#include "storage_handlers.hpp"

namespace itops::storage {
namespace {

constexpr const char* kNeeds[] = {Database::kInterfaceId.data(), Pushes::kInterfaceId.data(),
                                  Scheduler::kInterfaceId.data(), EventBus::kInterfaceId.data(),
                                  nullptr};
constexpr const char* kPathPrefixes[] = {"/api/v1/storage", nullptr};
constexpr const char* kPermissions[] = {"storage.read", nullptr};

constexpr double kDaySeconds = 86400;

constexpr ConfigField kConfig[] = {
    {"raw_keep", ConfigType::kDuration, "3d",
     "How long each report is kept; older ones are summed up by hour.", kDaySeconds,
     90 * kDaySeconds},
    {"hourly_keep", ConfigType::kDuration, "30d",
     "Hours older than this are summed up by day. Forecasts read the last 14 days by hour.",
     15 * kDaySeconds, 400 * kDaySeconds},
    {"daily_keep", ConfigType::kDuration, "400d", "Days older than this are deleted.",
     91 * kDaySeconds, 3660 * kDaySeconds},
    {"mount_keep", ConfigType::kDuration, "7d",
     "A mount that is not reported for so long, while others of its service are, is no longer "
     "shown.",
     3600, 400 * kDaySeconds},
    {"mounts_max", ConfigType::kInteger, "100",
     "How many mounts a service may have; a push with a further one is not stored.", 1, 10000},
    {},
};

constexpr PluginInfo kInfo{
    .id = "storage",
    .name = "Storage",
    .version = "0.1.0",
    .description = "Takes storage pushes and shows how full what services store on is.",
    .enabled_by_default = true,
    .needs = kNeeds,
    .uses = nullptr,
    .offers = nullptr,
    .path_prefixes = kPathPrefixes,
    .permissions = kPermissions,
    .config = kConfig,
};

class StoragePlugin final : public Plugin {
 public:
  void start(Context& context) override {
    const auto& config = context.need<Config>();
    auto& database = context.need<Database>();
    auto& events = context.need<EventBus>();
    events.declare<StorageLevelChanged>();
    context.need<Pushes>().add(
        storageRoute(), std::make_unique<StorageEndpoint>(events, config.integer("mounts_max")));
    handlers_.emplace(database, config.duration("mount_keep"));
    registerStorageRoutes(context.need<Router>(), *handlers_);
    keeper_.emplace(database, context.need<Clock>(),
                    RetentionRules{.raw = config.duration("raw_keep"),
                                   .hourly = config.duration("hourly_keep"),
                                   .daily = config.duration("daily_keep")});
    context.need<Scheduler>().add(keepingJob());
  }

 private:
  Job keepingJob() {
    return {.name = "storage.keep_history",
            .description =
                "Sums up history by hour and day, drops what is old, and forecasts "
                "which mounts fill up.",
            .schedule = Schedule::every(std::chrono::hours(1)),
            .function = [this](JobRun& run) {
              keeper_->run([&](Transaction& transaction) { run.fence(transaction); },
                           [&] { return run.shouldStop(); });
            }};
  }

  std::optional<StorageHandlers> handlers_;
  std::optional<HistoryKeeper> keeper_;
};

}  // namespace
}  // namespace itops::storage

ITOPS_PLUGIN(itops::storage::StoragePlugin, itops::storage::kInfo);
