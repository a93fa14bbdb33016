#include "report/report_module.hpp"

#include "itops/config.hpp"
#include "itops/platform.hpp"
#include "itops/scheduler.hpp"

namespace itops::sla {
namespace {

constexpr int kCaughtUpMax = 7;

std::filesystem::path folderOf(Context& context) {
  const std::string set = context.need<Config>().text("report_dir");
  if (!set.empty()) return set;
  const auto& platform = context.need<Platform>();
  return platform.isDevelopment() ? platform.dataFolder() / "reports" : "/var/log/itops";
}

}  // namespace

ReportModule::ReportModule(Context& context)
    : generator_(context.need<Database>(), context.need<Clock>(), context.need<Logger>(),
                 ReportFiles(folderOf(context)), context.need<Config>().text("organisation"),
                 context.need<Platform>().timeZone()),
      handlers_(context.need<Database>(), context.need<Audit>(), context.need<Clock>(), generator_),
      figures_kept_(context.need<Config>().duration("report_figures_keep")) {
  registerReportRoutes(context.need<Router>(), handlers_);
  context.need<Scheduler>().add(
      {.name = "sla.make_report",
       .description = "Makes the daily report; those that were missed in the last seven days when "
                      "core starts.",
       .schedule = Schedule::dailyAt("07:00"),
       .function = [this](JobRun& run) { makeReport(run); },
       .missed = MissedRuns::kEach,
       .catch_up_max = kCaughtUpMax});
}

void ReportModule::makeReport(JobRun& run) {
  generator_.generate(run.dueAt(), [&run](Transaction& transaction, const StoredReport&) {
    run.fence(transaction);
  });
  generator_.forgetFigures([&run](Transaction& transaction) { run.fence(transaction); },
                           figures_kept_);
}

}  // namespace itops::sla
