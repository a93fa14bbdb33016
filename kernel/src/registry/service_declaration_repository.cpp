#include "registry/service_declaration_repository.hpp"

namespace itops::registry {
namespace {

constexpr Statement kSelectDeclaration{"registry.select_declaration", R"(
SELECT d.declared_at, d.workload_type, d.workload_name, d.version, d.replicas, d.ready_replicas,
       d.requires, d.used_by, d.backup_expected, d.backup_max_age_days, d.backup_schedule,
       d.backup_storage_size, d.backup_retention, d.storage_allocated_bytes, d.storage_used_bytes,
       d.storage_free_percent
FROM kernel.service_declaration AS d JOIN kernel.service AS s ON s.id = d.service_id
WHERE s.uuid = $1::uuid)"};

template <class Read>
auto optionally(const Rows::Row& row, std::string_view column, Read read) {
  using Value = decltype(read(row, column));
  return row.isNull(column) ? std::optional<Value>() : std::optional<Value>(read(row, column));
}

double numberOf(const Rows::Row& row, std::string_view column) {
  return row.number(column);
}

bool flagOf(const Rows::Row& row, std::string_view column) {
  return row.boolean(column);
}

}  // namespace

std::optional<ServiceDeclarationView> findServiceDeclaration(Database& database, const Uuid& id) {
  const Rows rows = database.run(kSelectDeclaration, id);
  if (rows.empty()) return std::nullopt;
  const auto row = rows[0];
  ServiceDeclarationView view;
  view.declared_at = row.timestamp("declared_at");
  view.workload_type = row.optionalText("workload_type");
  view.workload_name = row.optionalText("workload_name");
  view.version = row.optionalText("version");
  view.replicas = row.optionalInteger("replicas");
  view.ready_replicas = row.optionalInteger("ready_replicas");
  view.requires_json = row.text("requires");
  view.used_by_json = row.text("used_by");
  view.backup_expected = optionally(row, "backup_expected", flagOf);
  view.backup_max_age_days = optionally(row, "backup_max_age_days", numberOf);
  view.backup_schedule = row.optionalText("backup_schedule");
  view.backup_storage_size = row.optionalText("backup_storage_size");
  view.backup_retention = row.optionalText("backup_retention");
  view.storage_allocated_bytes = row.optionalInteger("storage_allocated_bytes");
  view.storage_used_bytes = row.optionalInteger("storage_used_bytes");
  view.storage_free_percent = optionally(row, "storage_free_percent", numberOf);
  return view;
}

}  // namespace itops::registry
