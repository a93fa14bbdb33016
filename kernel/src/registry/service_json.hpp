#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "registry/service_declaration_repository.hpp"
#include "registry/service_view.hpp"

namespace itops::registry {

/// Global thresholds of silence, shown where a service has none of its own.
struct SilenceDefaults {
  std::chrono::seconds unknown_after{120};
  std::chrono::seconds down_after{300};
};

/// A service as docs/api.md shows it. [any]
boost::json::object serviceJson(const ServiceView& service, const SilenceDefaults& defaults);
boost::json::object statusEventJson(const StatusEventView& event);

/// The same services as CSV with a header line; lists are joined by `;`.
std::string servicesCsv(const std::vector<ServiceView>& services, const SilenceDefaults& defaults);

/// `declared` of a service: what Git says of it beside its fields; null when no agent speaks of it.
boost::json::value declarationJson(const std::optional<ServiceDeclarationView>& declaration);

}  // namespace itops::registry
