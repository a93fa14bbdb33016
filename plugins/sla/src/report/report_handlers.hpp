#pragma once

#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"
#include "report/report_generator.hpp"

namespace itops::sla {

/// HTTP side of reports. [request]
class ReportHandlers {
 public:
  /// All outlive this object.
  ReportHandlers(Database& database, Audit& audit, const Clock& clock, ReportGenerator& generator)
      : database_(database), audit_(audit), clock_(clock), generator_(generator) {}

  /// POST /api/v1/sla/report/generate
  Response generate(const Request& request);
  /// GET /api/v1/sla/reports
  Response list(const Request& request);
  /// GET /api/v1/sla/reports/{file}: `<date>.json`, `.pdf` or `.csv`
  Response download(const Request& request);

 private:
  Database& database_;
  Audit& audit_;
  const Clock& clock_;
  ReportGenerator& generator_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerReportRoutes(Router& router, ReportHandlers& handlers);

}  // namespace itops::sla
