#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "itops/export.hpp"

namespace itops {

/// What went wrong, in the words of an HTTP client. httpStatus() maps each to one status code.
enum class ErrorKind {
  kInvalid,          ///< 400, the request itself is wrong
  kUnauthenticated,  ///< 401, no or an unknown key
  kForbidden,        ///< 403, a known caller without the permission
  kNotFound,         ///< 404
  kConflict,         ///< 409, the state of the thing forbids it
  kTooLarge,         ///< 413
  kUnavailable,      ///< 503 with Retry-After, a retry may succeed (database away, queue full)
  kInternal,         ///< 500, a defect or a broken environment
};

/// The status code of an error; 500 for a value that this version doesn't know. [any]
constexpr int httpStatus(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalid:
      return 400;
    case ErrorKind::kUnauthenticated:
      return 401;
    case ErrorKind::kForbidden:
      return 403;
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kConflict:
      return 409;
    case ErrorKind::kTooLarge:
      return 413;
    case ErrorKind::kUnavailable:
      return 503;
    case ErrorKind::kInternal:
      break;
  }
  return 500;
}

/// One wrong field of a request, shown in `errors[]` of the problem document.
struct FieldError {
  std::string field;    ///< name as the client wrote it, dotted for nested fields
  std::string message;  ///< what was expected, with the limit and the remedy
};

/// The one exception type that crosses the border between plugin and kernel. Throw it when this
/// request, job or event can't go on; return an optional when the caller will branch.
///
/// The client sees `code()` and `what()` (the public message); `logDetail()` goes to the log only,
/// so that names of tables, hosts or files never leave the process.
class ITOPS_EXPORT Error : public std::runtime_error {
 public:
  /// @param code stable machine-readable word in snake_case, such as `service_not_found`
  /// @param public_message one full sentence for the client, naming the thing and the remedy
  /// @param log_detail for the log alone, may name what a client must not know
  /// @param fields every wrong field at once, so that a client corrects them in one go
  Error(ErrorKind kind, std::string code, const std::string& public_message,
        std::string log_detail = {}, std::vector<FieldError> fields = {})
      : std::runtime_error(public_message),
        kind_(kind),
        code_(std::move(code)),
        log_detail_(std::move(log_detail)),
        fields_(std::move(fields)) {}

  /// Which status code it becomes. Never throws. [any]
  ErrorKind kind() const { return kind_; }
  /// For programs. Lives as long as this object, like the next two. [any]
  const std::string& code() const { return code_; }
  /// For the log; empty when the public message says it all. [any]
  const std::string& logDetail() const { return log_detail_; }
  /// Wrong fields of the request; empty when it isn't about fields. [any]
  const std::vector<FieldError>& fields() const { return fields_; }

 private:
  ErrorKind kind_;
  std::string code_;
  std::string log_detail_;
  std::vector<FieldError> fields_;
};

}  // namespace itops
