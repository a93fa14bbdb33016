#pragma once

#include <string>

#include "itops/clock.hpp"
#include "itops/router.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// Checked query of GET /api/v1/sla/snapshots; `from` inclusive, `to` exclusive.
struct SnapshotQuery {
  std::string path;
  Timestamp from;
  Timestamp to;
  int limit = 100;
};

/// Reads the query; without times the last 24 hours. Throws Error(kInvalid, "query_invalid") naming
/// every wrong parameter. [request]
SnapshotQuery snapshotQueryFrom(const Request& request, const Clock& clock);

}  // namespace itops::sla
