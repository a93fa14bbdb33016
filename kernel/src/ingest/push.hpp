#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/health_report.hpp"
#include "itops/error.hpp"
#include "itops/router.hpp"
#include "itops/status.hpp"
#include "itops/uuid.hpp"

namespace itops::ingest {

using Digest = std::array<unsigned char, 32>;

/// Names one keyed push and the body that came with it.
struct IdempotencyKey {
  Digest key;  ///< of API key, route, addressed path and the client's key
  Digest body;

  static IdempotencyKey of(std::string_view principal, std::string_view route,
                           std::string_view path, std::string_view client_key,
                           std::string_view body);
};

/// What became of a push.
struct PushResult {
  enum class Kind { kStored, kNoSuchService, kRepeated };

  Kind kind = Kind::kStored;
  Uuid service_id;
  Status status = Status::kUnknown;  ///< the service's status after the push
  bool created = false;
  int repeated_status = 0;  ///< kRepeated: the first answer
  std::string repeated_answer;
  bool repeated_other_body = false;
};

/// A push on its way through ingest.
struct Push {
  HealthReport report;
  bool may_create = true;
  std::optional<IdempotencyKey> key;
  std::string request_id;
  Responder responder;
};

/// HTTP status and body of the answer to a push that was stored or repeated; also what a keyed push
/// is answered when it comes again.
struct PushAnswer {
  int status = 200;
  std::string body;
};
PushAnswer answerFor(const HealthReport& report, const PushResult& result);

/// Turns outcomes into HTTP answers; implemented by the handlers.
class PushAnswers {
 public:
  virtual ~PushAnswers() = default;
  virtual Response done(const Push& push, const PushResult& result) const = 0;
  virtual Response failed(const Push& push, const Error& error) const = 0;
};

}  // namespace itops::ingest
