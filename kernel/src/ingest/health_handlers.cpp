#include "ingest/health_handlers.hpp"

#include "http/problem.hpp"
#include "ingest/push_query.hpp"

namespace itops::ingest {
namespace {

constexpr std::string_view kRoute = "/api/v1/health/report";

}  // namespace

Response HealthAnswers::done(const Push& push, const PushResult& result) const {
  if (result.kind == PushResult::Kind::kNoSuchService)
    return failed(push, noSuchService(push.report.path_text));
  PushAnswer answer = answerFor(push.report, result);
  return {.status = answer.status, .body = std::move(answer.body)};
}

Response HealthAnswers::failed(const Push& push, const Error& error) const {
  return http::exceptionResponse(std::make_exception_ptr(error), push.request_id, logger_);
}

void HealthHandlers::report(const Request& request, Responder& responder) {
  Push push;
  push.report = decodeHealthReport(request.body(), request.receivedAt(), limits_);
  warnOfRepair(request, push.report.warnings);
  requireWithinNode(request, push.report.path_text);
  push.may_create = mayCreate(request, push.report.warnings);
  push.request_id = request.requestId();
  if (push.report.idempotency_key) {
    push.key = IdempotencyKey::of(request.principal().name, kRoute, push.report.path_text,
                                  *push.report.idempotency_key, request.body());
  }
  push.responder = std::move(responder);
  ingest_.submit(std::move(push));
}

}  // namespace itops::ingest
