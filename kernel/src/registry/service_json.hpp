#pragma once

#include <boost/json.hpp>
#include <optional>
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

/// `{items, nextCursor}`; the cursor is null on the last page.
std::string pageJson(boost::json::array items, const std::optional<std::string>& next_cursor);

/// The same services as CSV (RFC 4180) with a header line. A text that a spreadsheet would take for
/// a formula gets a leading apostrophe; lists are joined by `;`.
std::string servicesCsv(const std::vector<ServiceView>& services, const SilenceDefaults& defaults);

}  // namespace itops::registry
