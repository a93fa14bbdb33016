#include "backup_row.hpp"

namespace itops::backup {
namespace {

std::optional<bool> optionalBoolean(const Rows::Row& row, std::string_view column) {
  return row.isNull(column) ? std::nullopt : std::optional(row.boolean(column));
}

Expectation declaredFrom(const Rows::Row& row) {
  return {.expected = optionalBoolean(row, "backup_expected"),
          .expected_since = row.optionalTimestamp("backup_expected_since"),
          .max_age_days = row.optionalNumber("backup_max_age_days"),
          .schedule = row.optionalText("backup_schedule")};
}

Expectation askedFrom(const Rows::Row& row) {
  return {.expected = optionalBoolean(row, "expected"),
          .expected_since = row.optionalTimestamp("expected_since"),
          .max_age_days = row.optionalNumber("max_age_days"),
          .schedule = row.optionalText("schedule")};
}

std::optional<SizeAnomaly> anomalyFrom(const Rows::Row& row) {
  if (row.isNull("usual_bytes")) return std::nullopt;
  return SizeAnomaly{row.integer("size_bytes"), row.integer("usual_bytes"),
                     row.integer("usual_least_bytes"), row.integer("usual_most_bytes"),
                     static_cast<int>(row.integer("usual_count"))};
}

BackupState stateFrom(const Rows::Row& row) {
  BackupState state;
  state.last_attempt_at = row.optionalTimestamp("last_attempt_at");
  if (const auto outcome = row.optionalInteger("last_outcome")) {
    state.last_outcome = static_cast<Outcome>(*outcome);
  }
  state.message = row.optionalText("message").value_or("");
  state.last_success_at = row.optionalTimestamp("last_success_at");
  state.size_bytes = row.optionalInteger("size_bytes");
  state.duration_seconds = row.optionalNumber("duration_seconds");
  state.size_anomaly = anomalyFrom(row);
  state.verified_at = row.optionalTimestamp("verified_at");
  state.told_overdue_since = row.optionalTimestamp("told_overdue_since");
  return state;
}

}  // namespace

Backup backupFrom(const Rows::Row& row) {
  Backup backup;
  backup.service = {static_cast<std::int32_t>(row.integer("id")), row.uuid("uuid"),
                    std::string(row.text("path"))};
  backup.archived = !row.isNull("archived_at");
  backup.declared = declaredFrom(row);
  backup.asked = askedFrom(row);
  backup.storage_size = row.optionalText("backup_storage_size");
  backup.retention = row.optionalText("backup_retention");
  backup.state = stateFrom(row);
  return backup;
}

}  // namespace itops::backup
