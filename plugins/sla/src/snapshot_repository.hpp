#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "itops/database.hpp"
#include "itops/observations.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// A UTC day, as days since 1970-01-01.
using Day = std::chrono::sys_days;

/// A stored observation as the API shows it.
struct Snapshot {
  Timestamp observed_at;
  Status status = Status::kUnknown;
  Reporter reporter = Reporter::kPush;
  std::chrono::seconds hold{0};
  std::chrono::seconds down_after{0};
};

/// Makes the partition of a day where it is missing, in a transaction of its own: an attach locks
/// the table against other attaches only, so writers go on meanwhile. Safe on several replicas.
void ensurePartition(Database& database, Day day);

/// Appends observations; the partitions of their days exist.
void insertSnapshots(Transaction& transaction, std::span<const Observation> observations);

/// Snapshots of a service in [from, to), newest first, at most `limit`.
std::vector<Snapshot> selectSnapshots(Database& database, std::int32_t service_id, Timestamp from,
                                      Timestamp to, int limit);

}  // namespace itops::sla
