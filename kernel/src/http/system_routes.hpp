#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/route_table.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::http {

/// What GET /ready tells of one part, e.g. `database`, `migrations`, `plugin sla`.
struct ReadyComponent {
  std::string name;
  bool ready = true;
  std::string detail = {};  ///< one sentence when not ready
};

/// Ready when every component is; an empty list is ready.
using ReadyReport = std::vector<ReadyComponent>;

/// Registers GET /health, /ready, /metrics, /openapi.json and /docs for the owner `kernel`, all
/// open. `/health` is answered by the event loop itself, so that it stays 200 when all workers are
/// busy. The references must outlive the server. [main], before `routes.freeze()`.
/// @param ready asked on every GET /ready, from a worker thread
void registerSystemRoutes(RouteTable& routes, std::string version,
                          std::function<ReadyReport()> ready, const MetricsRegistry& metrics);

}  // namespace itops::http
