#include "operators/declaration_repository.hpp"

namespace itops::operators {
namespace {

// A whole declaration takes the place of the known one. Of a partial one what is said counts and
// the rest stays, dependencies too. `expected_since` is kept while `expected` stays true.
constexpr Statement kUpsert{"operators.upsert_declarations", R"(
INSERT INTO kernel.service_declaration AS d
  (service_id, declared_at, replicas, ready_replicas, backup_expected, backup_expected_since,
   backup_max_age_days, backup_schedule, backup_storage_size, backup_retention,
   storage_allocated_bytes, storage_used_bytes, storage_free_percent, workload_type, workload_name,
   version, requires, used_by)
SELECT i.service_id, $18::timestamptz, i.replicas, i.ready_replicas, i.expected,
       CASE WHEN i.expected THEN $18 END, i.max_age_days, i.schedule, i.storage_size,
       i.retention, i.allocated, i.used, i.free, i.workload_type, i.workload_name, i.version,
       i.requires::jsonb, i.used_by::jsonb
FROM unnest($1::integer[], $2::integer[], $3::integer[], $4::boolean[], $5::float8[], $6::text[],
            $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::float8[], $12::text[],
            $13::text[], $14::text[], $15::text[], $16::text[])
  AS i (service_id, replicas, ready_replicas, expected, max_age_days, schedule, storage_size,
        retention, allocated, used, free, workload_type, workload_name, version, requires, used_by)
ORDER BY i.service_id
ON CONFLICT (service_id) DO UPDATE SET
  declared_at = EXCLUDED.declared_at,
  replicas = COALESCE(EXCLUDED.replicas, d.replicas),
  ready_replicas = COALESCE(EXCLUDED.ready_replicas, d.ready_replicas),
  backup_expected = CASE WHEN $17 THEN EXCLUDED.backup_expected
                         ELSE COALESCE(EXCLUDED.backup_expected, d.backup_expected) END,
  backup_expected_since =
    CASE WHEN COALESCE(EXCLUDED.backup_expected, NOT $17 AND d.backup_expected)
         THEN COALESCE(d.backup_expected_since, EXCLUDED.declared_at) END,
  backup_max_age_days = CASE WHEN $17 THEN EXCLUDED.backup_max_age_days
    ELSE COALESCE(EXCLUDED.backup_max_age_days, d.backup_max_age_days) END,
  backup_schedule = CASE WHEN $17 THEN EXCLUDED.backup_schedule
    ELSE COALESCE(EXCLUDED.backup_schedule, d.backup_schedule) END,
  backup_storage_size = CASE WHEN $17 THEN EXCLUDED.backup_storage_size
    ELSE COALESCE(EXCLUDED.backup_storage_size, d.backup_storage_size) END,
  backup_retention = CASE WHEN $17 THEN EXCLUDED.backup_retention
    ELSE COALESCE(EXCLUDED.backup_retention, d.backup_retention) END,
  storage_allocated_bytes = CASE WHEN $17 THEN EXCLUDED.storage_allocated_bytes
    ELSE COALESCE(EXCLUDED.storage_allocated_bytes, d.storage_allocated_bytes) END,
  storage_used_bytes = CASE WHEN $17 THEN EXCLUDED.storage_used_bytes
    ELSE COALESCE(EXCLUDED.storage_used_bytes, d.storage_used_bytes) END,
  storage_free_percent = CASE WHEN $17 THEN EXCLUDED.storage_free_percent
    ELSE COALESCE(EXCLUDED.storage_free_percent, d.storage_free_percent) END,
  workload_type = CASE WHEN $17 THEN EXCLUDED.workload_type
    ELSE COALESCE(EXCLUDED.workload_type, d.workload_type) END,
  workload_name = CASE WHEN $17 THEN EXCLUDED.workload_name
    ELSE COALESCE(EXCLUDED.workload_name, d.workload_name) END,
  version = CASE WHEN $17 THEN EXCLUDED.version ELSE COALESCE(EXCLUDED.version, d.version) END,
  requires = CASE WHEN $17 OR EXCLUDED.requires <> '[]' THEN EXCLUDED.requires ELSE d.requires END,
  used_by = CASE WHEN $17 OR EXCLUDED.used_by <> '[]' THEN EXCLUDED.used_by ELSE d.used_by END)"};

constexpr Statement kUpdateSources{"operators.update_sources", R"(
UPDATE kernel.service SET source = 'agent' WHERE id = ANY($1::integer[]) AND source <> 'agent')"};

struct Columns {
  void add(const StoredDeclaration& stored) {
    const Declaration& declared = *stored.declared;
    ids.add(stored.service_id);
    replicas.add(stored.replicas);
    ready.add(stored.ready_replicas);
    expected.add(declared.backup.expected);
    max_age.add(declared.backup.max_age_days);
    schedule.add(declared.backup.schedule);
    storage_size.add(declared.backup.storage_size);
    retention.add(declared.backup.retention);
    allocated.add(declared.storage.allocated_bytes);
    used.add(declared.storage.used_bytes);
    free.add(declared.storage.free_percent);
    workload_type.add(declared.workload_type);
    workload_name.add(declared.workload_name);
    version.add(declared.version);
    required.add(boost::json::serialize(declared.requires_));
    used_by.add(boost::json::serialize(declared.used_by));
  }

  ArrayValue ids, replicas, ready, expected, max_age, schedule, storage_size, retention, allocated,
      used, free, workload_type, workload_name, version, required, used_by;
};

}  // namespace

void saveDeclarations(Transaction& transaction, std::span<const StoredDeclaration> declarations,
                      bool whole, Timestamp now) {
  if (declarations.empty()) return;
  Columns columns;
  ArrayValue ids;
  for (const StoredDeclaration& stored : declarations) {
    columns.add(stored);
    ids.add(stored.service_id);
  }
  transaction.runLater(kUpsert, columns.ids.take(), columns.replicas.take(), columns.ready.take(),
                       columns.expected.take(), columns.max_age.take(), columns.schedule.take(),
                       columns.storage_size.take(), columns.retention.take(),
                       columns.allocated.take(), columns.used.take(), columns.free.take(),
                       columns.workload_type.take(), columns.workload_name.take(),
                       columns.version.take(), columns.required.take(), columns.used_by.take(),
                       whole, now);
  transaction.runLater(kUpdateSources, ids.take());
}

}  // namespace itops::operators
