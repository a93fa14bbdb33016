#include "report/report_module.hpp"

#include "itops/config.hpp"
#include "itops/platform.hpp"
#include "itops/scheduler.hpp"

namespace itops::sla {
namespace {

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
      handlers_(context.need<Database>(), context.need<Audit>(), generator_) {
  registerReportRoutes(context.need<Router>(), handlers_);
  context.need<Scheduler>().add(
      {.name = "sla.make_report",
       .description = "Makes the daily report; one that was missed when core starts.",
       .schedule = Schedule::dailyAt("07:00"),
       .function = [this](JobRun& run) {
         generator_.generate(
             [&run](Transaction& transaction, const StoredReport&) { run.fence(transaction); });
       }});
}

}  // namespace itops::sla
