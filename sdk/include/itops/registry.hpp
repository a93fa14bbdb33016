#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/export.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// The identity of a service. A copy; it does not follow later changes.
struct ServiceRef {
  std::int32_t id = 0;  ///< kernel.service.id, for foreign keys and joins
  Uuid uuid;            ///< what the API shows
  std::string path;     ///< organization/platform/environment/cluster/service
};

/// The catalog of services, for what a request or an event names. Each call is one look into the
/// database, outside any transaction of yours. Both throw what Database::query() throws.
/// `need<Registry>()` succeeds in the core role; kernel-owned.
class ITOPS_EXPORT Registry {
 public:
  static constexpr std::string_view kInterfaceId = "itops.registry/1";

  /// The service at a full path, archived ones too; empty when there is none. [request] [job]
  virtual std::optional<ServiceRef> findByPath(std::string_view path) = 0;

  /// The service with that id, archived ones too; empty when there is none. [request] [job]
  virtual std::optional<ServiceRef> findById(const Uuid& id) = 0;

 protected:
  ~Registry() = default;
};

}  // namespace itops
