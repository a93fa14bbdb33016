#include "ingest/silence_rules.hpp"

#include <algorithm>
#include <string>

#include "ingest/observation_rules.hpp"

namespace itops::ingest {
namespace {

using registry::ServiceRecord;
using registry::StatusEvent;

StatusEvent changeTo(ServiceRecord& record, Status status, Timestamp due,
                     std::chrono::seconds threshold) {
  auto& state = record.state;
  const Timestamp at = std::max(due, state.status_since);
  StatusEvent event{.service_id = record.id,
                    .status = status,
                    .previous = state.status,
                    .occurred_at = at,
                    .cause = "silence",
                    .message = "No push for " + std::to_string(threshold.count()) + " s.",
                    .service_uuid = record.uuid,
                    .path = record.path};
  state.status = status;
  state.status_since = at;
  ++state.revision;
  return event;
}

}  // namespace

Timestamp silenceDueAt(Timestamp from, std::chrono::seconds threshold,
                       std::span<const PlatformOutage> outages) {
  Timestamp due = from + threshold;
  for (const PlatformOutage& outage : outages) {
    if (outage.started_at >= due) break;
    const Timestamp start = std::max(outage.started_at, from);
    if (outage.ended_at > start) due += outage.ended_at - start;
  }
  return due;
}

std::vector<StatusEvent> applySilence(ServiceRecord& record, Timestamp now,
                                      const SilenceLimits& global,
                                      std::span<const PlatformOutage> outages) {
  std::vector<StatusEvent> events;
  const auto& state = record.state;
  if (!state.silence_from || record.archived_at || state.status == Status::kMaintenance) {
    return events;
  }
  const SilenceLimits limits = silenceLimitsOf(record.fields, global);
  const Timestamp unknown_at = silenceDueAt(*state.silence_from, limits.unknown_after, outages);
  const Timestamp down_at = silenceDueAt(*state.silence_from, limits.down_after, outages);
  // A service that silence took down stays DOWN; one that was reported DOWN turns UNKNOWN first.
  const bool went_down = state.status == Status::kDown && state.status_since >= down_at;
  if (went_down) return events;
  if (now >= unknown_at && state.status != Status::kUnknown && down_at > unknown_at) {
    events.push_back(changeTo(record, Status::kUnknown, unknown_at, limits.unknown_after));
  }
  if (now >= down_at && state.status != Status::kDown) {
    events.push_back(changeTo(record, Status::kDown, down_at, limits.down_after));
  }
  return events;
}

}  // namespace itops::ingest
