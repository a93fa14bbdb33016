#pragma once

#include <cstdint>
#include <span>

#include "itops/database.hpp"
#include "report_batch.hpp"

namespace itops::storage {

/// Writes what was pushed, inside one transaction. Mounts are given in their order in a ReportBatch
/// and are locked in it.
class MountRepository {
 public:
  /// @param transaction outlives this object
  explicit MountRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Gives mounts that are known their newest figures, unless they have newer ones.
  void update(std::span<ReportedMount> mounts);

  /// Adds mounts that are not known yet, at most so many to a service; the others are marked as
  /// refused. One that another replica added meanwhile is updated.
  void insert(std::span<ReportedMount* const> mounts, std::int64_t mounts_max);

  /// Sets what is known of mounts whose figures were not applied.
  void readState(std::span<ReportedMount* const> mounts);

  /// Adds all reports with figures to the history of their mounts. Queued.
  void addSamples(std::span<const ReportedMount> mounts);

 private:
  void refuseSurplus(std::span<ReportedMount* const> mounts, std::int64_t mounts_max);

  Transaction& transaction_;
};

}  // namespace itops::storage
