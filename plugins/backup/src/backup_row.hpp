#pragma once

#include "backup_rules.hpp"
#include "itops/database.hpp"

/// What every statement on backups selects, of the tables kernel.service s,
/// kernel.service_declaration d, backup.expectation e and backup.state b.
#define ITOPS_BACKUP_COLUMNS                                                                      \
  "s.id, s.uuid, s.path, s.archived_at, d.backup_expected, d.backup_expected_since, "             \
  "d.backup_max_age_days, d.backup_schedule, d.backup_storage_size, d.backup_retention, "         \
  "e.expected, e.expected_since, e.max_age_days, e.schedule, b.last_attempt_at, b.last_outcome, " \
  "b.message, b.last_success_at, b.size_bytes, b.duration_seconds, b.usual_bytes, "               \
  "b.usual_least_bytes, b.usual_most_bytes, b.usual_count, b.verified_at, b.told_overdue_since"

namespace itops::backup {

/// Reads a service from ITOPS_BACKUP_COLUMNS. Throws Error(kInternal) for a column that isn't
/// there.
Backup backupFrom(const Rows::Row& row);

}  // namespace itops::backup
