#include "arithmetic/uptime.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace itops::sla {
namespace {

__extension__ using Wide = __int128;

/// Times as the policy sees them, in thousandths of milliseconds.
struct Counted {
  std::int64_t up = 0;
  std::int64_t down = 0;
};

Counted countedOf(const ClassTimes& times, const CountingPolicy& policy) {
  const std::int64_t degraded = times.of(TimeClass::kDegraded).count();
  const std::int64_t maintenance = times.of(TimeClass::kMaintenance).count() * kWeightWhole;
  Counted counted;
  counted.up = times.of(TimeClass::kUp).count() * kWeightWhole + degraded * policy.degraded_weight;
  counted.down = times.of(TimeClass::kDown).count() * kWeightWhole +
                 degraded * (kWeightWhole - policy.degraded_weight);
  if (policy.maintenance == MaintenancePolicy::kCountUp) counted.up += maintenance;
  if (policy.maintenance == MaintenancePolicy::kCountDown) counted.down += maintenance;
  return counted;
}

Wide roundedHalfToEven(Wide part, Wide whole) {
  const Wide quotient = part / whole;
  const Wide twice_rest = part % whole * 2;
  const bool up = twice_rest > whole || (twice_rest == whole && quotient % 2 == 1);
  return quotient + (up ? 1 : 0);
}

}  // namespace

std::optional<Percent> Percent::ofRatio(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  if (part >= whole) return Percent(kWhole);
  const Wide rounded = roundedHalfToEven(Wide(part) * kWhole, whole);
  return Percent(std::min(static_cast<std::int32_t>(rounded), kWhole - 1));
}

std::string Percent::toString() const {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%d.%04d", value_ / 10'000, value_ % 10'000);
  return text.data();
}

std::optional<Percent> uptimePercent(const ClassTimes& times, const CountingPolicy& policy) {
  const Counted counted = countedOf(times, policy);
  return Percent::ofRatio(counted.up, counted.up + counted.down);
}

std::optional<Percent> coveragePercent(const ClassTimes& times) {
  const Duration whole = times.total() - times.of(TimeClass::kExcluded);
  return Percent::ofRatio((whole - times.of(TimeClass::kUnknown)).count(), whole.count());
}

ErrorBudget errorBudget(const ClassTimes& times, Duration length, Percent target,
                        const CountingPolicy& policy) {
  Duration counts = length - times.of(TimeClass::kExcluded);
  if (policy.maintenance == MaintenancePolicy::kExclude) {
    counts -= times.of(TimeClass::kMaintenance);
  }
  const Wide allowed = Wide(std::max(counts, Duration(0)).count()) *
                       (Percent::kWhole - target.tenThousandths()) / Percent::kWhole;
  return {Duration(static_cast<std::int64_t>(allowed)),
          Duration(countedOf(times, policy).down / kWeightWhole)};
}

SlaStatus slaStatus(const ClassTimes& times, const ErrorBudget& budget,
                    const CountingPolicy& policy) {
  if (!uptimePercent(times, policy)) return SlaStatus::kNoData;
  if (budget.spent > budget.allowed) return SlaStatus::kBreached;
  const bool at_risk = budget.spent.count() > 0 && budget.spent * 4 >= budget.allowed * 3;
  return at_risk ? SlaStatus::kAtRisk : SlaStatus::kMet;
}

}  // namespace itops::sla
