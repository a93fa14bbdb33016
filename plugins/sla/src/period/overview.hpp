#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "period/overview_repository.hpp"

namespace itops::sla {

/// How all services do in their current month.
struct Overview {
  std::int64_t services = 0;
  std::int64_t with_definition = 0;
  std::int64_t met = 0;
  std::int64_t at_risk = 0;
  std::int64_t breached = 0;
  std::int64_t no_data = 0;
  /// The mean of the services' uptimes; empty when there is none.
  std::optional<Percent> average_uptime;
};

/// Counts services by how they stand; those without a definition are in no count but the first.
/// Pure. [any]
Overview overviewOf(std::span<const ServiceTimes> services, const CurrentDefinitions& definitions,
                    std::optional<Instant> counted_until);

/// The month and the day so far of a group or service. [any]
struct CurrentFigures {
  Figures month;
  Figures day;
};
CurrentFigures currentFigures(const CurrentTimes& times, const CurrentDefinition& current,
                              Subject kind, std::int64_t members,
                              std::optional<Instant> counted_until);

/// A group with its figures.
struct MeasuredGroup {
  GroupRow row;
  CurrentFigures figures;
};

/// The groups that need somebody most: breached before at risk before met before those without
/// data, of the same the lower uptime first, at most `count`. Pure. [any]
std::vector<MeasuredGroup> worstOf(std::vector<MeasuredGroup> groups, std::size_t count);

}  // namespace itops::sla
