#pragma once

#include "ingest/health_report.hpp"
#include "ingest/ingest.hpp"
#include "ingest/push.hpp"
#include "itops/clock.hpp"
#include "itops/logger.hpp"
#include "itops/router.hpp"

namespace itops::ingest {

/// Answers of pushes as HTTP: JSON of docs/push.md, or a problem document. [any]
class HealthAnswers final : public PushAnswers {
 public:
  explicit HealthAnswers(Logger& logger) : logger_(logger) {}

  Response done(const Push& push, const PushResult& result) const override;
  Response failed(const Push& push, const Error& error) const override;

 private:
  Logger& logger_;
};

/// POST /api/v1/health/report: decodes on the event loop and hands over to ingest.
class HealthHandlers {
 public:
  HealthHandlers(Ingest& ingest, TimeLimits limits) : ingest_(ingest), limits_(limits) {}

  /// [request] on the event loop; never blocks.
  void report(const Request& request, Responder& responder);

 private:
  Ingest& ingest_;
  const TimeLimits limits_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerHealthRoutes(Router& router, HealthHandlers& handlers);

}  // namespace itops::ingest
