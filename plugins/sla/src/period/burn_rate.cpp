#include "period/burn_rate.hpp"

#include <algorithm>

namespace itops::sla {
namespace {

__extension__ using WideInteger = __int128;

constexpr std::int64_t kRateWhole = 10'000;

std::int64_t rounded(WideInteger part, WideInteger whole) {
  return static_cast<std::int64_t>((part * 2 + whole) / (whole * 2));
}

/// The rate as a fraction: spent of what is allowed.
struct Fraction {
  WideInteger spent;
  WideInteger allowed;
};

Fraction fractionOf(const SpanUse& use, Percent target) {
  return {WideInteger(use.spent.count()) * Percent::kWhole,
          WideInteger(use.counts.count()) * (Percent::kWhole - target.tenThousandths())};
}

std::optional<std::int64_t> rateOf(const SpanUse& use, Percent target) {
  const Fraction fraction = fractionOf(use, target);
  if (!use.known) return std::nullopt;
  if (fraction.spent == 0) return 0;
  if (fraction.allowed == 0) return std::nullopt;
  return rounded(fraction.spent * kRateWhole, fraction.allowed);
}

bool burns(const SpanUse& use, Percent target, std::int64_t threshold) {
  const Fraction fraction = fractionOf(use, target);
  return fraction.spent > 0 && fraction.spent * kRateWhole >= fraction.allowed * threshold;
}

const SpanUse& useOf(const SpanUses& uses, std::chrono::minutes window) {
  const auto* const span = std::find(kBurnSpans.begin(), kBurnSpans.end(), window);
  return uses.at(static_cast<std::size_t>(span - kBurnSpans.begin()));
}

}  // namespace

SpanUse spanUse(const ClassTimes& times, Duration length, const CountingPolicy& policy) {
  // Of a target of 0 % all the time that counts is allowed.
  const ErrorBudget budget = errorBudget(times, length, Percent(), policy);
  return {budget.spent, budget.allowed, uptimePercent(times, policy).has_value()};
}

std::vector<BurnRate> burnRates(const SpanUses& uses, Percent target) {
  std::vector<BurnRate> rates;
  for (const BurnPair& pair : kBurnPairs) {
    const SpanUse& long_use = useOf(uses, pair.long_window);
    const SpanUse& short_use = useOf(uses, pair.short_window);
    rates.push_back(
        {pair, rateOf(long_use, target), rateOf(short_use, target),
         burns(long_use, target, pair.threshold) && burns(short_use, target, pair.threshold)});
  }
  return rates;
}

std::optional<std::int64_t> percentOf(Duration part, Duration whole) {
  if (whole.count() == 0) return std::nullopt;
  return rounded(WideInteger(part.count()) * Percent::kWhole, whole.count());
}

}  // namespace itops::sla
