#include <memory>
#include <optional>

#include "backup_alarms.hpp"
#include "backup_endpoint.hpp"
#include "backup_handlers.hpp"
#include "itops/config.hpp"
#include "itops/plugin.hpp"

namespace itops::backup {
namespace {

constexpr const char* kNeeds[] = {Database::kInterfaceId.data(), Scheduler::kInterfaceId.data(),
                                  Audit::kInterfaceId.data(),    EventBus::kInterfaceId.data(),
                                  Pushes::kInterfaceId.data(),   nullptr};
constexpr const char* kPathPrefixes[] = {"/api/v1/backup", nullptr};
constexpr const char* kPermissions[] = {"backup.read", "backup.write", nullptr};

constexpr ConfigField kConfig[] = {
    {"max_age_days", ConfigType::kNumber, "1",
     "How old the last successful backup may be where neither Git nor a person says it, in days.",
     0.001, 3650},
    {"overdue_grace", ConfigType::kDuration, "2h",
     "How long a backup is overdue before `backup.overdue/1` tells it, so that a nightly job that "
     "takes a little longer raises no alarm.",
     0, 30 * 86400},
    {"partial_is_success", ConfigType::kBool, "false",
     "Whether a report `partial` counts as a success."},
    {"history_keep", ConfigType::kDuration, "400d", "How long single reports are kept.", 86400,
     3650 * 86400.0},
    {},
};

constexpr PluginInfo kInfo{
    .id = "backup",
    .name = "Backup",
    .version = "0.1.0",
    .description = "Knows the last backup of each service and tells when one is overdue.",
    .enabled_by_default = true,
    .needs = kNeeds,
    .uses = nullptr,
    .offers = nullptr,
    .path_prefixes = kPathPrefixes,
    .permissions = kPermissions,
    .config = kConfig,
};

constexpr int kRemovedRowsMax = 5000;  // per transaction, so that pushes are not held up

class BackupPlugin final : public Plugin {
 public:
  void start(Context& context) override {
    const auto& config = context.need<Config>();
    rules_ = {.max_age_days = config.number("max_age_days"),
              .overdue_grace = config.duration("overdue_grace"),
              .partial_is_success = config.boolean("partial_is_success")};
    keep_ = config.duration("history_keep");
    clock_ = &context.need<Clock>();
    database_ = &context.need<Database>();
    alarms_.emplace(*database_, context.need<EventBus>(), rules_);
    expectations_.emplace(*database_, context.need<Audit>(), *clock_);
    handlers_.emplace(*database_, *clock_, rules_, *expectations_);
    registerBackupRoutes(context.need<Router>(), *handlers_);
    context.need<Pushes>().add(backupRoute(), std::make_unique<BackupEndpoint>(rules_, *alarms_));
    addJobs(context.need<Scheduler>());
  }

 private:
  void addJobs(Scheduler& scheduler) {
    scheduler.add({.name = "backup.watch_overdue",
                   .description = "Tells whose backups are overdue, and whose no longer are.",
                   .schedule = Schedule::every(std::chrono::minutes(1)),
                   .function = [this](JobRun& run) { alarms_->watch(run, clock_->now()); }});
    scheduler.add({.name = "backup.clean_up",
                   .description = "Removes reports that are older than `history_keep`.",
                   .schedule = Schedule::every(std::chrono::hours(1)),
                   .function = [this](JobRun& run) { cleanUp(run); }});
  }

  void cleanUp(JobRun& run) {
    for (int removed = kRemovedRowsMax; removed == kRemovedRowsMax && !run.shouldStop();) {
      database_->transact([&](Transaction& transaction) {
        run.fence(transaction);
        removed =
            AttemptRepository(transaction).removeBefore(clock_->now() - keep_, kRemovedRowsMax);
      });
    }
  }

  Rules rules_;
  std::chrono::milliseconds keep_{};
  const Clock* clock_ = nullptr;
  Database* database_ = nullptr;
  std::optional<BackupAlarms> alarms_;
  std::optional<Expectations> expectations_;
  std::optional<BackupHandlers> handlers_;
};

}  // namespace
}  // namespace itops::backup

ITOPS_PLUGIN(itops::backup::BackupPlugin, itops::backup::kInfo);
