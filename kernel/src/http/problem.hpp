#pragma once

#include <chrono>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "itops/error.hpp"
#include "itops/logger.hpp"
#include "itops/router.hpp"

/// The one place that turns errors into RFC 9457 problem documents.
namespace itops::http {

/// What a client is told when a request can't be served.
struct Problem {
  int status = 500;
  std::string code;                     ///< stable word in snake_case
  std::string detail;                   ///< one full sentence with the remedy
  std::vector<FieldError> errors = {};  ///< wrong fields, may be empty
  std::chrono::seconds retry_after{1};  ///< told with 429 and 503
};

/// The phrase of a status code, such as `Not Found`; `Unknown` for one that HTTP doesn't define.
std::string_view statusTitle(int status);

/// The problem of an error; its log detail is left out. [any]
Problem problemOf(const Error& error);

/// The answer as `application/problem+json` with `type, title, status, detail, code, requestId` and
/// `errors[]`. 401 carries WWW-Authenticate, 429 and 503 carry Retry-After. [any]
Response problemResponse(const Problem& problem, std::string_view request_id);

/// The answer for an exception that ended a request. An Error keeps its message and its log detail
/// goes to the log; anything else becomes a 500 `internal_error` that says nothing about its cause,
/// which is logged with the request id. [any]
Response exceptionResponse(const std::exception_ptr& exception, std::string_view request_id,
                           Logger& logger);

}  // namespace itops::http
