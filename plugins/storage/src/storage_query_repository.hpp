#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "itops/database.hpp"
#include "storage_filter.hpp"
#include "storage_view.hpp"

namespace itops::storage {

/// Reads lists, inside one transaction.
class StorageQueryRepository {
 public:
  /// @param transaction outlives this object
  /// @param mount_keep a mount that was not reported for so long before the service's newest report
  ///        is gone
  StorageQueryRepository(Transaction& transaction, std::chrono::milliseconds mount_keep)
      : transaction_(transaction), mount_keep_(mount_keep) {}

  /// Services with a tag of storage or with a storage push, archived ones left out.
  Page<StorageView> list(const StorageFilter& filter);

  /// The key of a service, archived ones too; empty when there is none.
  std::optional<std::int32_t> findService(const Uuid& uuid);

  /// History of a service, newest first.
  Page<HistoryPoint> history(std::int32_t service_id, const HistoryFilter& filter);

 private:
  void addMounts(std::span<StorageView> services);
  void addLinks(std::span<StorageView> services);

  Transaction& transaction_;
  const std::chrono::milliseconds mount_keep_;
};

}  // namespace itops::storage
