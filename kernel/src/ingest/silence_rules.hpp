#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "ingest/health_report.hpp"
#include "itops/status.hpp"
#include "itops/timestamp.hpp"
#include "registry/service_record.hpp"

namespace itops::ingest {

/// A time in which no replica could take pushes; half-open, and outages don't overlap each other.
struct PlatformOutage {
  Timestamp started_at;
  Timestamp ended_at;
};

/// The instant at which `threshold` of silence is over, counted from `from` without the time inside
/// outages. @param outages ordered by start. Pure. [any]
Timestamp silenceDueAt(Timestamp from, std::chrono::seconds threshold,
                       std::span<const PlatformOutage> outages);

/// What silence has made of a service until `now`: at most UNKNOWN and then DOWN, each at the
/// instant when it was due. Nothing for services without a silence clock, in MAINTENANCE, archived,
/// or already there. Updates `record` and returns the events in order. Pure. [any]
std::vector<registry::StatusEvent> applySilence(registry::ServiceRecord& record, Timestamp now,
                                                const SilenceLimits& global,
                                                std::span<const PlatformOutage> outages);

}  // namespace itops::ingest
