#pragma once

#include <optional>
#include <string>

#include "ingest/health_report.hpp"
#include "ingest/idempotency_key.hpp"
#include "ingest/push_result.hpp"
#include "itops/error.hpp"
#include "itops/router.hpp"

namespace itops::ingest {

/// A push on its way through ingest.
struct Push {
  HealthReport report;
  bool may_create = true;
  std::optional<IdempotencyKey> key;
  std::string request_id;
  Responder responder;
};

/// The answer to a health push; also what a keyed push is answered when it comes again. [any]
PushAnswer answerFor(const HealthReport& report, const PushResult& result);

/// The first answer to a push that came again, with a warning where the body was another one. [any]
PushAnswer repeatedAnswer(const PushResult& result);

/// The error of a push that may not make the service at that path. [any]
Error noSuchService(const std::string& path);

/// `warnings` of an answer, as JSON text. [any]
std::string warningsText(const Warnings& warnings);

/// Turns outcomes into HTTP answers; implemented by the handlers.
class PushAnswers {
 public:
  virtual ~PushAnswers() = default;
  virtual Response done(const Push& push, const PushResult& result) const = 0;
  virtual Response failed(const Push& push, const Error& error) const = 0;
};

}  // namespace itops::ingest
