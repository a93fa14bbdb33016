#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "ingest/health_report.hpp"
#include "itops/observations.hpp"
#include "operators/sync_report.hpp"
#include "registry/service_record.hpp"

namespace itops::operators {

/// How long what an agent saw holds; it reports every 30 s.
inline constexpr std::chrono::seconds kAgentHold{90};
/// What is older than this at receipt changes history only.
inline constexpr std::chrono::seconds kAgentNewsMax{300};

/// Sets what Git declares; declared fields win over whatever anybody set.
/// @param whole the declaration is all that Git says: what it no longer says goes back to its
/// default
/// @param group_tier of the SLA group, for a service without a criticality of its own
void applyDeclaration(registry::ServiceFields& fields, const Declaration& declared, bool whole,
                      const std::optional<std::string>& group_tier);

/// When an agent saw something, and whether that is news.
struct Sighting {
  Timestamp observed_at;
  Timestamp received_at;
  bool too_old = false;
  bool history_only = false;  ///< the whole sync is older than the newest of its node
};

/// What a report made of a service.
struct AgentEffect {
  std::optional<registry::StatusEvent> event;
  std::optional<Observation> observation;
  bool revived = false;
};

/// What an agent's report does to a service; fields are applied before. Its observations have no
/// silence and leave that of pushes alone: while pushes are overdue a report can only make the
/// status worse. `created` by this report. Pure. [any]
AgentEffect applyAgentReport(registry::ServiceRecord& record, const ServiceReport& report,
                             const Sighting& sighting, bool created,
                             const ingest::SilenceLimits& global);

}  // namespace itops::operators
