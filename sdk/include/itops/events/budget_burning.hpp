#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// A service or an SLA group spends its error budget so fast that somebody should look: over a long
/// and a short window at once. Published by the sla plugin, once for each pair of windows until
/// BudgetRecovered. Ordered per service or group. For EventBus::subscribe().
struct BudgetBurning {
  static constexpr std::string_view kType = "sla.budget_burning/1";
  static constexpr std::string_view kSummary =
      "A service or SLA group spends its error budget too fast.";
  static constexpr std::string_view kPermission = "sla.read";
  static constexpr std::string_view kOrderedBy = "subjectId";

  Uuid subject_id;                   ///< of the service or group, as the API shows it
  std::string subject;               ///< `service` or `group`
  std::string path;                  ///< of a service; empty for a group
  std::string group;                 ///< name of a group; empty for a service
  std::string long_window;           ///< `1h`, `6h`, `1d` or `3d`
  std::string short_window;          ///< `5m`, `30m`, `2h` or `6h`
  double threshold = 0;              ///< times as fast as would spend the budget exactly
  std::optional<double> long_rate;   ///< likewise; empty where the target allows nothing
  std::optional<double> short_rate;  ///< likewise
  double target_percent = 0;
  Timestamp occurred_at{};  ///< end of both windows

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
    visit("threshold", self.threshold, "Burn rate that both windows have reached.");
    visit("longRate", self.long_rate,
          "Burn rate over the long window; null for a target of 100 %.");
    visit("shortRate", self.short_rate, "Burn rate over the short one; null likewise.");
    visit("targetPercent", self.target_percent, "What was promised.");
    visit("occurredAt", self.occurred_at, "End of both windows.");
  }
};

}  // namespace itops
