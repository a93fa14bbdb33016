#include "report_handlers.hpp"

#include "itops/error.hpp"
#include "itops/text.hpp"
#include "status_json.hpp"

namespace itops::gitops {
namespace {

/// True when the origin is that of this server, as the client calls it.
bool isOwnOrigin(std::string_view origin, std::string_view host) {
  constexpr std::string_view kSeparator = "://";
  const auto scheme_end = origin.find(kSeparator);
  return scheme_end != origin.npos && origin.substr(scheme_end + kSeparator.size()) == host;
}

}  // namespace

void refuseForeignOrigin(const Request& request) {
  const auto origin = request.header("Origin");
  if (!origin || request.principal().kind != PrincipalKind::kAnonymous) return;
  if (isOwnOrigin(*origin, request.header("Host").value_or(std::string_view{}))) return;
  throw Error(ErrorKind::kForbidden, "origin_foreign",
              "A page of another site may not report without a key: send one as X-API-Key.");
}

void warnOfRepair(const Request& request, ReadReport& read) {
  if (!request.bodyWasRepaired()) return;
  read.warnings.push_back({"field.coerced", "", kBodyRepairedMessage});
}

Response ReportHandlers::take(ReportSource source, const Request& request) {
  refuseForeignOrigin(request);
  ReadReport read = readReport(source, request.body());
  warnOfRepair(request, read);
  reporting_.take(read.report);
  // 200 also for a server that is new: Ansible's uri module takes anything else for a failure.
  return {.body = storedText(read.warnings)};
}

}  // namespace itops::gitops
