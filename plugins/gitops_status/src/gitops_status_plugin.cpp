#include <optional>

#include "file_import.hpp"
#include "history_repository.hpp"
#include "itops/config.hpp"
#include "itops/plugin.hpp"
#include "itops/scheduler.hpp"
#include "legacy_handlers.hpp"
#include "query_handlers.hpp"
#include "report_handlers.hpp"
#include "root_routes.hpp"

namespace itops::gitops {
namespace {

constexpr const char* kRead = "gitops_status.read";
constexpr const char* kWrite = "gitops_status.write";

constexpr const char* kNeeds[] = {Database::kInterfaceId.data(), EventBus::kInterfaceId.data(),
                                  Scheduler::kInterfaceId.data(), nullptr};
constexpr const char* kPathPrefixes[] = {"/", "/status", "/api/status", "/api/v1/gitops", nullptr};
constexpr const char* kPermissions[] = {kRead, kWrite, nullptr};

constexpr ConfigField kConfig[] = {
    {"anonymous", ConfigType::kBool, "false",
     "Lets everybody read and report without a key, as the documented samples do. The "
     "configuration of development says true."},
    {"status_file", ConfigType::kText, "/data/status.json",
     "File of an earlier status API, of version 1 or 2, imported once at start; it is only read."},
    {"stale_after", ConfigType::kDuration, "24h",
     "A server of which nothing was reported for so long is stale.", 60, 365 * 86400},
    {"history_keep", ConfigType::kDuration, "90d", "How long the history of servers is kept.",
     86400, 3650 * 86400.0},
    {"history_entries_max", ConfigType::kInteger, "200",
     "Entries of history that are kept of a server.", 1, 100000},
    {},
};

constexpr PluginInfo kInfo{
    .id = "gitops_status",
    .name = "GitOps status",
    .version = "0.1.0",
    .description = "Keeps what config repositories report of their servers: in sync or drifted.",
    .enabled_by_default = true,
    .needs = kNeeds,
    .path_prefixes = kPathPrefixes,
    .permissions = kPermissions,
    .config = kConfig,
};

class GitopsStatusPlugin final : public Plugin {
 public:
  void start(Context& context) override {
    auto& database = context.need<Database>();
    const auto& config = context.need<Config>();
    const auto& clock = context.need<Clock>();
    FileImport(database, clock, context.need<Logger>()).run(config.text("status_file"));
    reporting_.emplace(database, context.need<EventBus>(), clock);
    reports_.emplace(*reporting_);
    queries_.emplace(database, clock, config.duration("stale_after"));
    legacy_.emplace(database, *reporting_);
    addRoutes(context.need<Router>(), config.boolean("anonymous"), database);
    context.need<Scheduler>().add(trimming(database, clock, config));
  }

 private:
  void addRoutes(Router& router, bool is_open, Database& database) {
    const Access read = is_open ? Access::open() : Access::permission(kRead);
    const Access write = is_open ? Access::open() : Access::permission(kWrite);
    registerRootRoutes(router, read, database);
    registerQueryRoutes(router, read, *queries_);
    registerReportRoutes(router, write, *reports_);
    registerLegacyRoutes(router, read, write, *legacy_);
  }

  static Job trimming(Database& database, const Clock& clock, const Config& config) {
    const auto keep = config.duration("history_keep");
    const auto entries_max = config.integer("history_entries_max");
    return {.name = "gitops_status.trim_history",
            .description = "Deletes history of servers that is too old or too much.",
            .schedule = Schedule::every(std::chrono::hours(1)),
            .function = [&database, &clock, keep, entries_max](JobRun& run) {
              for (int deleted = 1; deleted > 0 && !run.shouldStop();) {
                database.transact([&](Transaction& transaction) {
                  run.fence(transaction);
                  deleted = HistoryRepository(transaction).trim(clock.now() - keep, entries_max);
                });
              }
            }};
  }

  std::optional<Reporting> reporting_;
  std::optional<ReportHandlers> reports_;
  std::optional<QueryHandlers> queries_;
  std::optional<LegacyHandlers> legacy_;
};

}  // namespace
}  // namespace itops::gitops

ITOPS_PLUGIN(itops::gitops::GitopsStatusPlugin, itops::gitops::kInfo);
