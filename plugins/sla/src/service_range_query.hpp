#pragma once

#include <string>

#include "itops/clock.hpp"
#include "itops/registry.hpp"
#include "itops/router.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// Checked query of a list of one service by time; `from` inclusive, `to` exclusive.
struct ServiceRangeQuery {
  std::string path;
  Timestamp from;
  Timestamp to;
  int limit = 100;
};

/// Reads path, from, to and limit; without times the last 24 hours. Throws Error(kInvalid,
/// "query_invalid") naming every wrong parameter. [request]
ServiceRangeQuery serviceRangeQueryFrom(const Request& request, const Clock& clock);

/// The service that a query names; throws Error(kNotFound, "service_not_found"). [request]
ServiceRef serviceOf(const ServiceRangeQuery& query, Registry& registry);

}  // namespace itops::sla
