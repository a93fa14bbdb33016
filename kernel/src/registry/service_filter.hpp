#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/query.hpp"
#include "itops/router.hpp"
#include "itops/status.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops::registry {

/// What the services list can be ordered by.
enum class ServiceSort {
  kPath,
  kName,
  kStatus,
  kCriticality,
  kStatusSince,
  kLastSeenAt,
  kCreatedAt
};

/// Checked query of GET /api/v1/services. Empty optionals don't filter.
struct ServiceFilter {
  std::optional<std::string> path;  ///< a service, or a node prefix at a segment boundary
  std::vector<Status> statuses;
  std::optional<std::string> tag;
  std::optional<std::string> source;
  std::optional<std::string> sla_group;
  std::optional<std::string> criticality;
  std::optional<std::string> type;
  std::optional<std::string> team;
  std::optional<std::string> name_space;
  std::optional<std::string> text;  ///< `q`: part of path, name, description or message
  ServiceSort sort = ServiceSort::kPath;
  bool descending = false;
  int limit = kPageLimitDefault;
  std::optional<PageCursor> cursor;
};

/// Checked query of a service's status events; `from` inclusive, `to` exclusive.
struct EventFilter {
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  int limit = kPageLimitDefault;
  std::optional<PageCursor> cursor;
};

/// Read the query of a request. Throw Error(kInvalid, "query_invalid") that names every wrong
/// parameter with what was expected. [any]
ServiceFilter serviceFilterFrom(const Request& request);
EventFilter eventFilterFrom(const Request& request);

/// The `list` of a services cursor: one for each order.
std::string serviceListName(ServiceSort sort, bool descending);

}  // namespace itops::registry
