#include "incident/incident_rules.hpp"

#include <algorithm>

namespace itops::sla {
namespace {

bool isRecovery(Status status) {
  return status == Status::kOperational || status == Status::kDegraded;
}

IncidentSteps stepsForDown(const std::optional<OpenIncident>& open, const StatusChange& change,
                           std::chrono::milliseconds hold) {
  if (change.excluded) return {};
  if (!open) return {.open = true};
  if (!open->recovered_at) return {};
  if (change.occurred_at < *open->recovered_at + hold) return {.resume = true};
  return {.close_at = open->recovered_at, .open = true};
}

IncidentSteps stepsForRecovery(const OpenIncident& open, const StatusChange& change,
                               std::chrono::milliseconds hold) {
  if (open.recovered_at) return {};
  // Silence is due at an instant that a later push may precede.
  const Timestamp recovered_at = std::max(change.occurred_at, open.opened_at);
  if (hold.count() == 0) return {.close_at = recovered_at};
  return {.recover_at = recovered_at};
}

}  // namespace

IncidentSteps stepsFor(const std::optional<OpenIncident>& open, const StatusChange& change,
                       std::chrono::milliseconds hold) {
  if (open && open->archived_at) {
    IncidentSteps steps = stepsFor(std::nullopt, change, hold);
    steps.archived = !open->recovered_at || *open->recovered_at > *open->archived_at;
    steps.close_at = steps.archived ? open->archived_at : open->recovered_at;
    return steps;
  }
  if (change.status == Status::kDown) return stepsForDown(open, change, hold);
  if (open && isRecovery(change.status)) return stepsForRecovery(*open, change, hold);
  return {};
}

std::optional<Timestamp> opensWithoutChange(Timestamp down_since, std::vector<Interval> excluded,
                                            Timestamp now) {
  const Instant since = instantOf(down_since);
  const IntervalSet united(std::move(excluded));
  for (const Interval& interval : united.intervals()) {
    if (since < interval.from || since >= interval.to) continue;
    if (Timestamp(interval.to) > now) return std::nullopt;
    return interval.to;
  }
  if (now - down_since < kMissedAfter) return std::nullopt;
  return down_since;
}

}  // namespace itops::sla
