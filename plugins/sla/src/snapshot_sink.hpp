#pragma once

#include <set>
#include <string_view>

#include "itops/database.hpp"
#include "itops/observations.hpp"
#include "snapshot_repository.hpp"

namespace itops::sla {

/// Stores every observation in sla_snapshots or late_snapshots, in the transaction that
/// acknowledges the push.
class SnapshotSink final : public ObservationSink {
 public:
  /// @param database for partitions, which are made outside the push's transaction
  explicit SnapshotSink(Database& database) : database_(database) {}

  std::string_view name() const override { return "sla.snapshots"; }
  bool required() const override { return true; }
  void write(Transaction& transaction, std::span<const Observation> observations) override;

 private:
  Database& database_;
  std::set<Day> known_days_;  ///< partitions that exist; at most as many as days are kept
};

}  // namespace itops::sla
