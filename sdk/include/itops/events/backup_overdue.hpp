#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// A service whose backups are expected has had no successful one for too long. Published by the
/// plugin `backup`, once until BackupRecovered. Ordered per service, together with it. For
/// EventBus::subscribe().
struct BackupOverdue {
  static constexpr std::string_view kType = "backup.overdue/1";
  static constexpr std::string_view kSummary =
      "A service has had no successful backup for longer than it may.";
  static constexpr std::string_view kPermission = "backup.read";
  static constexpr std::string_view kOrderedBy = "serviceId";

  Uuid service_id;                           ///< as the API shows it
  std::int32_t service_key = 0;              ///< kernel.service.id, for joins
  std::string path;                          ///< of the service
  Timestamp overdue_since{};                 ///< when the last success had its highest age
  std::optional<Timestamp> last_success_at;  ///< empty when there has been none
  double max_age_days = 0;                   ///< how old the last success may be
  Timestamp occurred_at{};                   ///< `overdue_since` and the grace after it

  /// What happens to backups of one service is heard of in its order.
  std::string orderingKey() const { return service_id.toString(); }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("serviceId", self.service_id, "Id of the service, as in the API.");
    visit("serviceKey", self.service_key, "Key of the service inside the database.");
    visit("path", self.path, "Path of the service.");
    visit("overdueSince", self.overdue_since, "When the last success reached its highest age.");
    visit("lastSuccessAt", self.last_success_at, "Of the last success; null when there was none.");
    visit("maxAgeDays", self.max_age_days, "How old the last success may be, in days.");
    visit("occurredAt", self.occurred_at, "`overdueSince` and the grace after it.");
  }
};

}  // namespace itops
