#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "arithmetic/class_times.hpp"

namespace itops::sla {

/// A percentage in ten-thousandths of a percent: 999'950 is 99.9950 %. Exact, unlike a double.
class Percent {
 public:
  static constexpr std::int32_t kWhole = 1'000'000;

  constexpr Percent() = default;
  static constexpr Percent ofTenThousandths(std::int32_t value) { return Percent(value); }

  /// `part` of `whole`, rounded half to even; never rounded up to 100. Empty for a whole of zero.
  /// @param part, whole not negative, at most 2^62
  static std::optional<Percent> ofRatio(std::int64_t part, std::int64_t whole);

  constexpr std::int32_t tenThousandths() const { return value_; }
  /// `99.9950`
  std::string toString() const;

  constexpr auto operator<=>(const Percent&) const = default;

 private:
  constexpr explicit Percent(std::int32_t value) : value_(value) {}
  std::int32_t value_ = 0;
};

/// How maintenance counts.
enum class MaintenancePolicy { kExclude, kCountUp, kCountDown };

/// A weight that counts as up in full.
inline constexpr std::int32_t kWeightWhole = 1000;

/// What a definition says of counting. The defaults are those of a definition that says nothing.
struct CountingPolicy {
  MaintenancePolicy maintenance = MaintenancePolicy::kExclude;
  /// How much of degraded time counts as up, in thousandths.
  std::int32_t degraded_weight = kWeightWhole;

  bool operator==(const CountingPolicy&) const = default;
};

/// (up + degraded * weight) / (up + degraded + down). Unknown and excluded time don't count. Empty
/// when nothing counts: no figure is better than a wrong one. Pure. [any]
std::optional<Percent> uptimePercent(const ClassTimes& times, const CountingPolicy& policy);

/// Known time in that which is not excluded. Empty when everything is excluded, or nothing there.
std::optional<Percent> coveragePercent(const ClassTimes& times);

/// How a period stands against its target.
enum class SlaStatus { kMet, kAtRisk, kBreached, kNoData };

/// The time that a target allows to be down in a period, and what became of it.
struct ErrorBudget {
  Duration allowed{0};  ///< (100 % - target) of the period without excluded (and maintenance) time
  Duration spent{0};    ///< down, and degraded as far as it doesn't count as up

  /// Negative when overspent.
  Duration left() const { return allowed - spent; }
};

/// The budget of a period of `length`, of which `times` have passed: what is still to come is
/// expected to count. Pure. [any]
ErrorBudget errorBudget(const ClassTimes& times, Duration length, Percent target,
                        const CountingPolicy& policy);

/// Breached when the whole budget is overspent, at risk from 75 % of it on; no data when nothing
/// was known. Pure. [any]
SlaStatus slaStatus(const ClassTimes& times, const ErrorBudget& budget,
                    const CountingPolicy& policy);

}  // namespace itops::sla
