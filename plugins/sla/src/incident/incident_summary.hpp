#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "itops/timestamp.hpp"

namespace itops::sla {

/// The time of an incident.
struct OutageSpan {
  Timestamp opened_at{};
  std::optional<Timestamp> closed_at = {};  ///< empty while it is open
};

/// Figures of the incidents in a time.
struct IncidentSummary {
  std::int64_t count = 0;             ///< opened in it
  std::int64_t open = 0;              ///< still open
  std::chrono::milliseconds down{0};  ///< time in incidents, of all services together
  /// Mean time to repair of those that were closed in it; empty when none was.
  std::optional<std::chrono::milliseconds> mttr = {};
  /// Mean time between failures: operating time without incidents by the number of incidents that
  /// were opened in it; empty when none was.
  std::optional<std::chrono::milliseconds> mtbf = {};
};

/// Sums up the incidents that have a part in [from, to). Pure. [any]
/// @param operating how long the services were there in that time, all together
/// @param now open incidents last until then
IncidentSummary summaryOf(std::span<const OutageSpan> outages, Timestamp from, Timestamp to,
                          Timestamp now, std::chrono::milliseconds operating);

}  // namespace itops::sla
