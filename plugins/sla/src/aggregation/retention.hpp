#pragma once

#include <chrono>

#include "aggregation/aggregator.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// How long what is kept.
struct RetentionRules {
  std::chrono::hours observations = std::chrono::hours(24 * 90);  ///< and five-minute windows
  std::chrono::hours hourly = std::chrono::hours(24 * 400);
};

/// Drops what is too old, by whole UTC days: packed observations and windows, whose hours are
/// summed up first, and hourly sums; and of what arrived the days that are packed. What was not
/// aggregated stays. A partition that is busy stays for the next run.
class Retention {
 public:
  /// @param database, clock outlive this object
  Retention(Database& database, const Clock& clock, RetentionRules rules)
      : database_(database), clock_(clock), rules_(rules) {}

  /// @return partitions dropped. [job]
  int run(const Aggregator::Fence& fence);

 private:
  int dropWindows(const Aggregator::Fence& fence, Instant before);
  int drop(const Aggregator::Fence& fence, const char* table, Instant before);

  Database& database_;
  const Clock& clock_;
  const RetentionRules rules_;
};

}  // namespace itops::sla
