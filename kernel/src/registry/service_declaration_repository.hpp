#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "itops/database.hpp"
#include "itops/uuid.hpp"

namespace itops::registry {

/// What Git declares of a service beside its fields, and what its agent last saw; see
/// kernel.service_declaration.
struct ServiceDeclarationView {
  Timestamp declared_at;
  std::optional<std::string> workload_type, workload_name, version;
  std::optional<std::int64_t> replicas, ready_replicas;
  std::string requires_json;  ///< a JSON list, as is the next one
  std::string used_by_json;
  std::optional<bool> backup_expected;
  std::optional<double> backup_max_age_days;
  std::optional<std::string> backup_schedule, backup_storage_size, backup_retention;
  std::optional<std::int64_t> storage_allocated_bytes, storage_used_bytes;
  std::optional<double> storage_free_percent;
};

/// Empty for a service that no agent speaks of.
std::optional<ServiceDeclarationView> findServiceDeclaration(Database& database, const Uuid& id);

}  // namespace itops::registry
