#include "http/problem.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>
#include <utility>

namespace itops::http {
namespace {

constexpr std::pair<int, std::string_view> kTitles[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
};

boost::json::array errorsJson(const std::vector<FieldError>& errors) {
  boost::json::array list;
  for (const auto& error : errors) {
    list.push_back(boost::json::object{{"field", error.field}, {"message", error.message}});
  }
  return list;
}

void addStatusHeaders(Response& response, std::chrono::seconds retry_after) {
  if (response.status == 401) {
    response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"itops\"");
  }
  if (response.status == 429 || response.status == 503) {
    response.headers.emplace_back("Retry-After", std::to_string(retry_after.count()));
  }
}

Response unexpected(std::string_view cause, std::string_view request_id, Logger& logger) {
  logger.error("A request failed unexpectedly.",
               {{"requestId", std::string(request_id)}, {"cause", std::string(cause)}});
  return problemResponse(
      {500, "internal_error",
       "The server failed to serve this request; its log tells why under this requestId."},
      request_id);
}

Response expected(const Error& error, std::string_view request_id, Logger& logger) {
  if (!error.logDetail().empty() || error.kind() == ErrorKind::kInternal) {
    logger.error("A request failed.", {{"requestId", std::string(request_id)},
                                       {"code", error.code()},
                                       {"cause", error.what()},
                                       {"detail", error.logDetail()}});
  }
  return problemResponse(problemOf(error), request_id);
}

}  // namespace

std::string_view statusTitle(int status) {
  const auto* known = std::find_if(std::begin(kTitles), std::end(kTitles),
                                   [&](const auto& title) { return title.first == status; });
  return known == std::end(kTitles) ? "Unknown" : known->second;
}

Problem problemOf(const Error& error) {
  return {httpStatus(error.kind()), error.code(), error.what(), error.fields()};
}

Response problemResponse(const Problem& problem, std::string_view request_id) {
  boost::json::object document{{"type", "about:blank"},    {"title", statusTitle(problem.status)},
                               {"status", problem.status}, {"detail", problem.detail},
                               {"code", problem.code},     {"requestId", request_id}};
  if (!problem.errors.empty()) document["errors"] = errorsJson(problem.errors);
  Response response{problem.status, "application/problem+json", boost::json::serialize(document)};
  addStatusHeaders(response, problem.retry_after);
  return response;
}

Response exceptionResponse(const std::exception_ptr& exception, std::string_view request_id,
                           Logger& logger) {
  try {
    std::rethrow_exception(exception);
  } catch (const Error& error) {
    return expected(error, request_id, logger);
  } catch (const std::exception& error) {
    return unexpected(error.what(), request_id, logger);
  } catch (...) {
    return unexpected("an exception that is no std::exception", request_id, logger);
  }
}

}  // namespace itops::http
