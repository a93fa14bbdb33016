#pragma once

#include <optional>

#include "ingest/health_report.hpp"
#include "itops/observations.hpp"
#include "registry/service_record.hpp"

namespace itops::ingest {

/// What a report did to a service.
struct ReportEffect {
  bool history_only = false;                   ///< nothing but the observation is stored
  bool revived = false;                        ///< the service was archived until now
  bool joins_group = false;                    ///< report.sla_group is the push's group from now on
  bool leaves_group = false;                   ///< and another one was until now
  std::optional<Observation> observation;      ///< empty when too old to be kept
  std::optional<registry::StatusEvent> event;  ///< when the status changed
};

/// A service as a push creates it, before its first report is applied: UNKNOWN since `received_at`.
registry::ServiceRecord newServiceRecord(const HealthReport& report);

/// Thresholds in force for a service: its own where set, the global ones otherwise.
SilenceLimits silenceLimitsOf(const registry::ServiceFields& fields, const SilenceLimits& global);

/// Applies one health push to a service by the rules of docs/push.md and updates `record`.
///
/// A report older than the newest observation, or at receipt older than downAfter, changes history
/// only. Otherwise status, message and the push's group follow the report, and descriptive fields
/// are filled where they still have their default. `created` fills tags too, which later pushes
/// never touch. Pure. [any]
ReportEffect applyHealthReport(registry::ServiceRecord& record, const HealthReport& report,
                               bool created, const SilenceLimits& global);

}  // namespace itops::ingest
