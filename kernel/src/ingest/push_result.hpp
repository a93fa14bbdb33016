#pragma once

#include <string>

#include "itops/status.hpp"
#include "itops/uuid.hpp"

namespace itops::ingest {

/// What became of a push.
struct PushResult {
  enum class Kind { kStored, kNoSuchService, kRepeated };

  Kind kind = Kind::kStored;
  Uuid service_id;
  Status status = Status::kUnknown;  ///< the service's status after a health push
  bool created = false;
  std::string answer_members;  ///< a plugin's part of the answer
  int repeated_status = 0;     ///< kRepeated: the first answer
  std::string repeated_answer;
  bool repeated_other_body = false;
};

/// HTTP status and body of the answer to a push that was stored or repeated; also what a keyed push
/// is answered when it comes again.
struct PushAnswer {
  int status = 200;
  std::string body;
};

}  // namespace itops::ingest
