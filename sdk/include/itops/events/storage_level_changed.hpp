#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// A mount of a service came to another level of free space. Published by the storage plugin in the
/// transaction that stores the push; not for reports that only complete the history, and not for a
/// mount whose first figures are healthy. Ordered per service. For EventBus::subscribe().
struct StorageLevelChanged {
  static constexpr std::string_view kType = "storage.level_changed/1";
  static constexpr std::string_view kSummary = "Storage of a service came to another level.";
  static constexpr std::string_view kPermission = "storage.read";
  static constexpr std::string_view kOrderedBy = "serviceId";

  Uuid service_id;                             ///< as the API shows it
  std::int32_t service_key = 0;                ///< kernel.service.id, for joins
  std::string path;                            ///< of the service
  std::optional<std::string> mount_path = {};  ///< empty: the service's only or main storage
  std::string level;                           ///< `healthy`, `warning` or `critical`
  std::optional<std::string> previous_level =
      {};  ///< likewise; empty for the mount's first figures
  double free_percent = 0;
  std::optional<std::int64_t> allocated_bytes = {};
  std::optional<std::int64_t> used_bytes = {};
  Timestamp occurred_at{};  ///< when it was observed

  /// Changes of one service are heard of in their order.
  std::string orderingKey() const { return service_id.toString(); }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("serviceId", self.service_id, "Id of the service, as in the API.");
    visit("serviceKey", self.service_key, "Key of the service inside the database.");
    visit("path", self.path, "Path of the service.");
    visit("mountPath", self.mount_path, "Which of its mounts; null for its only or main one.");
    visit("level", self.level, "`healthy`, `warning` or `critical`.");
    visit("previousLevel", self.previous_level, "Likewise; null for the mount's first figures.");
    visit("freePercent", self.free_percent, "Free space in percent.");
    visit("allocatedBytes", self.allocated_bytes, "Its size, when known.");
    visit("usedBytes", self.used_bytes, "What of it is used, when known.");
    visit("occurredAt", self.occurred_at, "When it was observed.");
  }
};

}  // namespace itops
