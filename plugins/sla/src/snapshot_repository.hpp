#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "arithmetic/timeline.hpp"
#include "itops/database.hpp"
#include "itops/observations.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// A UTC day, as days since 1970-01-01.
using Day = std::chrono::sys_days;

/// Makes the partition of a day where it is missing, in a transaction of its own: an attach locks
/// the table against other attaches only, so writers go on meanwhile. Safe on several replicas.
void ensurePartition(Database& database, Day day);

/// An observation that is older at receipt waits for the aggregator in a table of its own: its
/// window may have been handled, or be handled before it is stored. Well below the aggregator's
/// delay, so that what is younger is surely there in time.
inline constexpr std::chrono::minutes kLateAfter{10};

constexpr bool isLate(const Observation& observation) {
  return observation.received_at - observation.observed_at > kLateAfter;
}

/// Appends observations, late ones where they wait; the partitions of the days of the others exist.
void insertSnapshots(Transaction& transaction, std::span<const Observation> observations);

/// Snapshots of a service in [from, to), newest first, at most `limit`. Of one instant only the
/// one that counts may be left.
std::vector<Sample> selectSnapshots(Database& database, std::int32_t service_id, Timestamp from,
                                    Timestamp to, int limit);

}  // namespace itops::sla
