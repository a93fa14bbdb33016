#include "period/figures.hpp"

#include <algorithm>
#include <array>

namespace itops::sla {
namespace {

constexpr std::array<std::string_view, 4> kStatusNames{"met", "at_risk", "breached", "no_data"};

Duration stillToCome(const Interval& interval, std::optional<Instant> counted_until) {
  const Instant from = std::max(interval.from, counted_until.value_or(interval.from));
  return std::max(interval.to - from, Duration(0));
}

/// Where a stored row counts; hours never move.
Instant placeOf(const StoredPeriod& stored, PeriodType type) {
  return type == PeriodType::kHourly ? stored.start : stored.start + kNoon;
}

}  // namespace

std::string_view slaStatusName(SlaStatus status) {
  return kStatusNames[static_cast<std::size_t>(status)];
}

bool sumsMembers(const Definition* definition, Subject kind) {
  return kind == Subject::kGroup &&
         (definition == nullptr || definition->roll_up == RollUp::kAverage);
}

Yardstick yardstickOf(const Definition* definition, Subject kind, std::int64_t members) {
  Yardstick yardstick;
  yardstick.times_over = sumsMembers(definition, kind) ? members : 1;
  if (definition == nullptr) return yardstick;
  yardstick.target = definition->target;
  yardstick.counting = definition->counting;
  return yardstick;
}

Figures figuresOf(const Period& period, const ClassTimes& times, const Yardstick& yardstick,
                  std::optional<Instant> counted_until) {
  Figures figures;
  figures.period = period;
  figures.times = times;
  figures.target = yardstick.target;
  figures.uptime = uptimePercent(times, yardstick.counting);
  figures.coverage = coveragePercent(times);
  figures.final = counted_until && *counted_until >= period.interval.to;
  if (!yardstick.target) return figures;
  const Duration length =
      times.total() + stillToCome(period.interval, counted_until) * yardstick.times_over;
  figures.budget = errorBudget(times, length, *yardstick.target, yardstick.counting);
  figures.status = slaStatus(times, figures.budget, yardstick.counting);
  return figures;
}

std::vector<Figures> figuresOf(std::span<const Period> periods,
                               std::span<const StoredPeriod> stored, const Yardstick& yardstick,
                               std::optional<Instant> counted_until) {
  std::vector<Figures> all;
  auto part = stored.begin();
  for (const Period& period : periods) {
    ClassTimes times;
    std::int32_t revision = 0;
    while (part != stored.end() && placeOf(*part, period.type) < period.interval.from) ++part;
    for (; part != stored.end() && placeOf(*part, period.type) < period.interval.to; ++part) {
      times += part->times;
      revision = std::max(revision, 1) + part->revision - 1;
    }
    all.push_back(figuresOf(period, times, yardstick, counted_until));
    all.back().revision = revision;
  }
  return all;
}

}  // namespace itops::sla
