#include "ingest/observed_at.hpp"

namespace itops::ingest {

ObservedAt judgeObservedAt(const std::optional<Timestamp>& given, Timestamp received_at,
                           const TimeLimits& limits, Warnings& warnings) {
  ObservedAt observed{.at = given.value_or(received_at)};
  if (observed.at > received_at) {
    if (observed.at - received_at >= limits.ahead_tolerance) {
      warnings.push_back({"observed_at.clamped", "observedAt",
                          "The time is ahead of the server's clock; stored as " +
                              formatTimestamp(received_at) + "."});
    }
    observed.at = received_at;
  }
  if (received_at - observed.at > limits.snapshot_retention) {
    observed.too_old = true;
    warnings.push_back({"observed_at.too_old", "observedAt",
                        "Older than the " + std::to_string(limits.snapshot_retention.count() / 24) +
                            " days that observations are kept; the observation was not stored."});
  }
  return observed;
}

ObservedAt readObservedAt(FieldReader& reader, Timestamp received_at, const TimeLimits& limits) {
  const auto given = reader.timestamp("observedAt");
  Warnings warnings;
  const ObservedAt observed = judgeObservedAt(given, received_at, limits, warnings);
  for (Warning& warning : warnings) {
    reader.warn(std::move(warning.code), warning.field, std::move(warning.message));
  }
  return observed;
}

}  // namespace itops::ingest
