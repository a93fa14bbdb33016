#pragma once

#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// What BudgetBurning told of a pair of windows is over: one of them is below the threshold again,
/// or nothing is promised any more. Published by the sla plugin. Ordered per service or group. For
/// EventBus::subscribe().
struct BudgetRecovered {
  static constexpr std::string_view kType = "sla.budget_recovered/1";
  static constexpr std::string_view kSummary =
      "A service or SLA group no longer spends its error budget too fast.";
  static constexpr std::string_view kPermission = "sla.read";
  static constexpr std::string_view kOrderedBy = "subjectId";

  Uuid subject_id;            ///< of the service or group, as the API shows it
  std::string subject;        ///< `service` or `group`
  std::string path;           ///< of a service; empty for a group
  std::string group;          ///< name of a group; empty for a service
  std::string long_window;    ///< `1h`, `6h`, `1d` or `3d`
  std::string short_window;   ///< `5m`, `30m`, `2h` or `6h`
  Timestamp burning_since{};  ///< `occurredAt` of the BudgetBurning
  Timestamp occurred_at{};    ///< end of both windows

  /// Events of one service or group are heard of in their order.
  std::string orderingKey() const { return subject_id.toString(); }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("subjectId", self.subject_id, "Id of the service or group, as in the API.");
    visit("subject", self.subject, "`service` or `group`.");
    visit("path", self.path, "Path of the service; empty for a group.");
    visit("group", self.group, "Name of the SLA group; empty for a service.");
    visit("longWindow", self.long_window, "`1h`, `6h`, `1d` or `3d`.");
    visit("shortWindow", self.short_window, "`5m`, `30m`, `2h` or `6h`.");
    visit("burningSince", self.burning_since, "`occurredAt` of the event that told of it.");
    visit("occurredAt", self.occurred_at, "End of both windows.");
  }
};

}  // namespace itops
