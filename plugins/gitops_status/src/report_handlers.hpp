#pragma once

#include "itops/router.hpp"
#include "report_reader.hpp"
#include "reporting.hpp"

namespace itops::gitops {

/// HTTP side of reports in the version 2 format. [request]
class ReportHandlers {
 public:
  /// Outlives this object.
  explicit ReportHandlers(Reporting& reporting) : reporting_(reporting) {}

  Response pipeline(const Request& request) { return take(ReportSource::kPipeline, request); }
  Response cron(const Request& request) { return take(ReportSource::kCron, request); }

 private:
  Response take(ReportSource source, const Request& request);

  Reporting& reporting_;
};

/// Throws Error(kForbidden, "origin_foreign") for a request without a key that the page of another
/// site made: where anybody may write, a browser would be anybody's hand.
void refuseForeignOrigin(const Request& request);

/// Tells the client that the kernel repaired text of the body.
void warnOfRepair(const Request& request, ReadReport& read);

/// Registers the routes of `handlers`, which must live as long as the router.
void registerReportRoutes(Router& router, const Access& access, ReportHandlers& handlers);

}  // namespace itops::gitops
