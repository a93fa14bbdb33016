#pragma once

#include <chrono>

#include "itops/context.hpp"
#include "itops/scheduler.hpp"
#include "report/report_generator.hpp"
#include "report/report_handlers.hpp"

namespace itops::sla {

/// The daily report: its job and routes.
class ReportModule {
 public:
  /// Registers everything. [main]
  explicit ReportModule(Context& context);

 private:
  void makeReport(JobRun& run);

  ReportGenerator generator_;
  ReportHandlers handlers_;
  const std::chrono::milliseconds figures_kept_;
};

}  // namespace itops::sla
