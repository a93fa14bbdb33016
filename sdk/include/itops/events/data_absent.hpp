#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// Nothing has been known of a service for a while, though something is promised about it.
/// Published by the sla plugin, once until data come back; not while the platform itself was away.
/// Ordered per service. For EventBus::subscribe().
struct DataAbsent {
  static constexpr std::string_view kType = "sla.data_absent/1";
  static constexpr std::string_view kSummary =
      "Nothing has been known of a service for a while, though it has an SLA.";
  static constexpr std::string_view kPermission = "sla.read";
  static constexpr std::string_view kOrderedBy = "serviceId";

  Uuid service_id;               ///< as the API shows it
  std::int32_t service_key = 0;  ///< kernel.service.id, for joins
  std::string path;              ///< as it was then
  Timestamp absent_since{};      ///< nothing was known from then on at least
  Timestamp occurred_at{};       ///< up to then

  /// Events of one service are heard of in their order.
  std::string orderingKey() const { return service_id.toString(); }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("serviceId", self.service_id, "Id of the service, as in the API.");
    visit("serviceKey", self.service_key, "Key of the service inside the database.");
    visit("path", self.path, "Path of the service.");
    visit("absentSince", self.absent_since, "Nothing was known from then on at least.");
    visit("occurredAt", self.occurred_at, "Nothing was known up to then.");
  }
};

}  // namespace itops
