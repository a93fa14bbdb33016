#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// What BackupOverdue told of a service is over. Published by the plugin `backup`. Ordered per
/// service, together with BackupOverdue. For EventBus::subscribe().
struct BackupRecovered {
  static constexpr std::string_view kType = "backup.recovered/1";
  static constexpr std::string_view kSummary = "The backups of a service are no longer overdue.";
  static constexpr std::string_view kPermission = "backup.read";
  static constexpr std::string_view kOrderedBy = "serviceId";

  Uuid service_id;                           ///< as the API shows it
  std::int32_t service_key = 0;              ///< kernel.service.id, for joins
  std::string path;                          ///< of the service
  Timestamp overdue_since{};                 ///< as BackupOverdue told it
  std::string reason;                        ///< `success`, `not_expected`, `age` or `archived`
  std::optional<Timestamp> last_success_at;  ///< empty when there has been none
  Timestamp occurred_at{};                   ///< of the success; for other reasons, when noticed

  /// What happens to backups of one service is heard of in its order.
  std::string orderingKey() const { return service_id.toString(); }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("serviceId", self.service_id, "Id of the service, as in the API.");
    visit("serviceKey", self.service_key, "Key of the service inside the database.");
    visit("path", self.path, "Path of the service.");
    visit("overdueSince", self.overdue_since, "As the event told it that this one ends.");
    visit("reason", self.reason,
          "`success`; `not_expected` or `archived` when backups are no longer expected; `age` when "
          "they may be older by now.");
    visit("lastSuccessAt", self.last_success_at, "Of the last success; null when there was none.");
    visit("occurredAt", self.occurred_at, "When the success was; otherwise when it was noticed.");
  }
};

}  // namespace itops
