#include "period/overview.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace itops::sla {
namespace {

Yardstick yardstickOf(const CurrentDefinition& current, Subject kind, std::int64_t members) {
  return yardstickOf(current.definition ? &*current.definition : nullptr, kind, members);
}

Figures figuresOf(const Period& period, const std::optional<StoredPeriod>& stored,
                  const Yardstick& yardstick, std::optional<Instant> counted_until) {
  Figures figures =
      figuresOf(period, stored ? stored->times : ClassTimes{}, yardstick, counted_until);
  figures.revision = stored ? stored->revision : 0;
  return figures;
}

std::int64_t& countOf(Overview& overview, SlaStatus status) {
  switch (status) {
    case SlaStatus::kMet:
      return overview.met;
    case SlaStatus::kAtRisk:
      return overview.at_risk;
    case SlaStatus::kBreached:
      return overview.breached;
    case SlaStatus::kNoData:
      break;
  }
  return overview.no_data;
}

/// Smaller is worse.
auto rankOf(const MeasuredGroup& group) {
  constexpr std::array<int, 4> kRanks{2, 1, 0, 3};  // met, at risk, breached, no data
  const Figures& month = group.figures.month;
  return std::tuple(kRanks[static_cast<std::size_t>(month.status)],
                    month.uptime.value_or(Percent::ofTenThousandths(Percent::kWhole)),
                    std::string_view(group.row.name));
}

}  // namespace

Overview overviewOf(std::span<const ServiceTimes> services, const CurrentDefinitions& definitions,
                    std::optional<Instant> counted_until) {
  Overview overview;
  std::int64_t sum = 0;
  std::int64_t measured = 0;
  for (const ServiceTimes& of : services) {
    overview.services += of.services;
    if (!of.definition_id) continue;
    overview.with_definition += of.services;
    overview.met += of.only_up;
    sum += of.only_up * Percent::kWhole;
    measured += of.only_up;
    overview.no_data += of.services - of.only_up - static_cast<std::int64_t>(of.times.size());
    const CurrentDefinition& current = definitions.of(of.definition_id);
    const Yardstick yardstick = yardstickOf(current, Subject::kService, 1);
    for (const ClassTimes& times : of.times) {
      const Figures figures = figuresOf(current.month, times, yardstick, counted_until);
      ++countOf(overview, figures.status);
      if (!figures.uptime) continue;
      sum += figures.uptime->tenThousandths();
      ++measured;
    }
  }
  overview.average_uptime = Percent::ofRatio(sum, measured * Percent::kWhole);
  return overview;
}

CurrentFigures currentFigures(const CurrentTimes& times, const CurrentDefinition& current,
                              Subject kind, std::int64_t members,
                              std::optional<Instant> counted_until) {
  const Yardstick yardstick = yardstickOf(current, kind, members);
  return {figuresOf(current.month, times.month, yardstick, counted_until),
          figuresOf(current.day, times.day, yardstick, counted_until)};
}

std::vector<MeasuredGroup> worstOf(std::vector<MeasuredGroup> groups, std::size_t count) {
  std::sort(groups.begin(), groups.end(),
            [](const MeasuredGroup& a, const MeasuredGroup& b) { return rankOf(a) < rankOf(b); });
  if (groups.size() > count) groups.resize(count);
  return groups;
}

}  // namespace itops::sla
