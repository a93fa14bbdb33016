#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "itops/events/storage_level_changed.hpp"
#include "storage_report.hpp"

namespace itops::storage {

/// One mount of one service in a batch of pushes, and what becomes of it.
struct ReportedMount {
  std::span<PushItem* const> items;  ///< oldest observation first, never empty

  /// The newest report with figures that may be stored; null when there is none.
  const PushItem* newest = nullptr;
  bool storable = false;  ///< one of the items may be stored, with figures or without

  // What the database said of it.
  std::optional<std::int32_t> mount_id = {};  ///< empty when the mount is not stored
  bool applied = false;                       ///< `newest` are the mount's figures now
  std::optional<Level> previous_level = {};   ///< before `newest` was applied
  bool refused = false;                       ///< the service has too many mounts
  std::optional<double> free_percent = {};    ///< what is known after the batch

  const ServiceRef& service() const { return items.front()->service; }
  const std::string& mountPath() const;
};

/// What a push item carries.
const StorageReport& reportOf(const PushItem& item);

/// True for an item that has figures and is not too old for them to be stored.
bool isSample(const PushItem& item);

/// The pushes of a batch by mount, in the order in which all writers lock the mounts' rows. One
/// thread at a time; views into the items.
class ReportBatch {
 public:
  /// @param items outlive this object
  explicit ReportBatch(std::span<PushItem> items);
  ReportBatch(const ReportBatch&) = delete;
  ReportBatch& operator=(const ReportBatch&) = delete;

  std::vector<ReportedMount>& mounts() { return mounts_; }

  /// The mounts that came to another level, as events in that order. A first report is a change
  /// when it is not healthy.
  std::vector<StorageLevelChanged> levelChanges() const;

  /// Sets the answer of every push to what is known of its mount now, with a warning where the
  /// mount was refused.
  void answer(std::int64_t mounts_max) const;

 private:
  std::vector<PushItem*> items_;
  std::vector<ReportedMount> mounts_;
};

}  // namespace itops::storage
