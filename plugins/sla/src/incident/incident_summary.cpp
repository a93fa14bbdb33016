#include "incident/incident_summary.hpp"

#include <algorithm>

namespace itops::sla {
namespace {

using std::chrono::milliseconds;

milliseconds lengthOf(Timestamp from, Timestamp to) {
  return std::chrono::floor<milliseconds>(std::max(to - from, std::chrono::microseconds(0)));
}

}  // namespace

IncidentSummary summaryOf(std::span<const OutageSpan> outages, Timestamp from, Timestamp to,
                          Timestamp now, milliseconds operating) {
  IncidentSummary summary;
  milliseconds repair{0};
  std::int64_t repaired = 0;
  for (const OutageSpan& outage : outages) {
    const Timestamp end = outage.closed_at.value_or(now);
    summary.count += outage.opened_at >= from && outage.opened_at < to ? 1 : 0;
    summary.open += outage.closed_at ? 0 : 1;
    summary.down += lengthOf(std::max(outage.opened_at, from), std::min(end, to));
    if (!outage.closed_at || *outage.closed_at < from || *outage.closed_at >= to) continue;
    repair += lengthOf(outage.opened_at, end);
    ++repaired;
  }
  if (repaired > 0) summary.mttr = repair / repaired;
  if (summary.count > 0) {
    summary.mtbf = std::max(operating - summary.down, milliseconds(0)) / summary.count;
  }
  return summary;
}

}  // namespace itops::sla
