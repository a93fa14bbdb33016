#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "itops/database.hpp"
#include "itops/registry.hpp"
#include "registry/service_filter.hpp"
#include "registry/service_view.hpp"

namespace itops::registry {

/// Reads of the catalog. Pages go by key, never by offset. [request] [job]
class ServiceQueryRepository {
 public:
  explicit ServiceQueryRepository(Database& database) : database_(database) {}

  /// Services that are not archived.
  Page<ServiceView> list(const ServiceFilter& filter);
  /// One service, archived or not.
  std::optional<ServiceView> find(const Uuid& id);
  std::optional<ServiceRef> findRef(std::string_view path);
  std::optional<ServiceRef> findRef(const Uuid& id);
  /// Newest first.
  Page<StatusEventView> statusEvents(std::int32_t service_id, const EventFilter& filter);

 private:
  Database& database_;
};

}  // namespace itops::registry
