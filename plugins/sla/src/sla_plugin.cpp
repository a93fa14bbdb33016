#include <memory>
#include <optional>

#include "aggregation/aggregation_module.hpp"
#include "definition/definition_module.hpp"
#include "exclusion/exclusion_module.hpp"
#include "incident/incident_module.hpp"
#include "itops/config.hpp"
#include "itops/event_bus.hpp"
#include "itops/metrics.hpp"
#include "itops/observations.hpp"
#include "itops/platform.hpp"
#include "itops/plugin.hpp"
#include "itops/scheduler.hpp"
#include "period/period_module.hpp"
#include "report/report_module.hpp"
#include "snapshot_handlers.hpp"
#include "snapshot_sink.hpp"

namespace itops::sla {
namespace {

constexpr const char* kNeeds[] = {Database::kInterfaceId.data(),
                                  Registry::kInterfaceId.data(),
                                  Observations::kInterfaceId.data(),
                                  Scheduler::kInterfaceId.data(),
                                  Platform::kInterfaceId.data(),
                                  Audit::kInterfaceId.data(),
                                  EventBus::kInterfaceId.data(),
                                  Metrics::kInterfaceId.data(),
                                  nullptr};
constexpr const char* kPathPrefixes[] = {"/api/v1/sla", nullptr};
constexpr const char* kPermissions[] = {"sla.read",
                                        "sla.aggregate",
                                        "sla.definitions.write",
                                        "sla.exclusions.write",
                                        "sla.incidents.write",
                                        "sla.corrections.write",
                                        "sla.reports.generate",
                                        nullptr};

constexpr ConfigField kConfig[] = {
    {"incident_hold", ConfigType::kDuration, "2m",
     "How long an incident stays open after a recovery, in case the service goes down again; 0s "
     "closes it at once.",
     0, 86400},
    {"absent_after", ConfigType::kDuration, "1h",
     "Nothing known of a service for so long, in whole five minutes, raises `sla.data_absent/1`.",
     300, 30 * 86400},
    {"report_dir", ConfigType::kText, "",
     "Folder of the daily reports; by default `/var/log/itops`, in development `reports` in the "
     "data folder."},
    {"report_figures_keep", ConfigType::kDuration, "400d",
     "How long it is told what is different by now from the figures of a published report.", 86400,
     3650 * 86400.0},
    {"organisation", ConfigType::kText, "ITOps", "Whose service levels these are, on reports."},
    {},
};

constexpr PluginInfo kInfo{
    .id = "sla",
    .name = "SLA",
    .version = "0.1.0",
    .description = "Stores every observation and counts what each five minutes of a service were.",
    .enabled_by_default = true,
    .needs = kNeeds,
    .uses = nullptr,
    .offers = nullptr,
    .path_prefixes = kPathPrefixes,
    .permissions = kPermissions,
    .config = kConfig,
};

class SlaPlugin final : public Plugin {
 public:
  void start(Context& context) override {
    auto& database = context.need<Database>();
    context.need<Observations>().addSink(std::make_unique<SnapshotSink>(database));
    snapshots_.emplace(database, context.need<Registry>(), context.need<Clock>());
    registerSnapshotRoutes(context.need<Router>(), *snapshots_);
    aggregation_.emplace(context);
    definitions_.emplace(context);
    exclusions_.emplace(context);
    incidents_.emplace(context);
    periods_.emplace(context);
    reports_.emplace(context);
  }

 private:
  std::optional<SnapshotHandlers> snapshots_;
  std::optional<AggregationModule> aggregation_;
  std::optional<DefinitionModule> definitions_;
  std::optional<ExclusionModule> exclusions_;
  std::optional<IncidentModule> incidents_;
  std::optional<PeriodModule> periods_;
  std::optional<ReportModule> reports_;
};

}  // namespace
}  // namespace itops::sla

ITOPS_PLUGIN(itops::sla::SlaPlugin, itops::sla::kInfo);
