#include "legacy_handlers.hpp"

#include <boost/json.hpp>

#include "itops/error.hpp"
#include "itops/query.hpp"
#include "report_handlers.hpp"
#include "report_reader.hpp"
#include "status_json.hpp"

namespace itops::gitops {
namespace {

namespace json = boost::json;

Response legacyError(const Error& error, const Request& request) {
  json::object document{{"status", "error"},
                        {"message", error.what()},
                        {"code", error.code()},
                        {"requestId", request.requestId()}};
  if (!error.fields().empty()) document["field"] = error.fields().front().field;
  return {.status = httpStatus(error.kind()), .body = json::serialize(document)};
}

bool isClients(const Error& error) {
  return error.kind() == ErrorKind::kInvalid || error.kind() == ErrorKind::kNotFound;
}

}  // namespace

Response LegacyHandlers::report(const Request& request) {
  refuseForeignOrigin(request);
  try {
    ReadReport read = readLegacyReport(request.body());
    warnOfRepair(request, read);
    reporting_.take(read.report);
    return {.body = storedText(read.warnings)};
  } catch (const Error& error) {
    if (!isClients(error)) throw;
    return legacyError(error, request);
  }
}

Response LegacyHandlers::newest(const Request& request) {
  QueryReader query(request);
  const auto group = query.text("repo");
  const auto host = query.text("server");
  query.throwIfWrong();
  const auto server = reader_.newest(group, host);
  if (server) return {.body = legacyText(*server)};
  return legacyError({ErrorKind::kNotFound, "server_not_found",
                      "No such server has reported yet; POST /api/status reports one."},
                     request);
}

}  // namespace itops::gitops
