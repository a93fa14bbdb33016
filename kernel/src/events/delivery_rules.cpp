#include "events/delivery_rules.hpp"

#include <algorithm>

namespace itops::events {
namespace {

/// 2^30 times any `min` is beyond any `max`.
constexpr int kDoublingsMax = 30;

}  // namespace

std::chrono::milliseconds retryDelay(int attempts, const RetryLimits& limits, double jitter) {
  const int doublings = std::clamp(attempts - 1, 0, kDoublingsMax);
  const auto full = std::min(limits.max, limits.min * (std::int64_t{1} << doublings));
  const double part = 1 - std::clamp(jitter, 0.0, 1.0) / 2;
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(static_cast<double>(full.count()) * part));
}

std::optional<Timestamp> KeyOrder::waitsUntil(const std::optional<Predecessor>& predecessor) const {
  if (!predecessor || finished_.contains(predecessor->event_id)) return std::nullopt;
  const auto put_off = put_off_.find(predecessor->event_id);
  return put_off == put_off_.end() ? predecessor->next_attempt_at : put_off->second;
}

}  // namespace itops::events
