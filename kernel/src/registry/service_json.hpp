#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

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

}  // namespace itops::registry
