#pragma once

#include "itops/context.hpp"
#include "report/report_generator.hpp"
#include "report/report_handlers.hpp"

namespace itops::sla {

/// The daily report: its job and routes.
class ReportModule {
 public:
  /// Registers everything. [main]
  explicit ReportModule(Context& context);

 private:
  ReportGenerator generator_;
  ReportHandlers handlers_;
};

}  // namespace itops::sla
