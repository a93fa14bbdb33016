#include "backup_repository.hpp"

#include "backup_row.hpp"

namespace itops::backup {
namespace {

#define ITOPS_BACKUP_TABLES                                        \
  " FROM kernel.service s "                                        \
  "LEFT JOIN kernel.service_declaration d ON d.service_id = s.id " \
  "LEFT JOIN backup.expectation e ON e.service_id = s.id "         \
  "LEFT JOIN backup.state b ON b.service_id = s.id "

constexpr Statement kEnsureStates{"backup.ensure_states", R"(
INSERT INTO backup.state (service_id)
SELECT id FROM kernel.service WHERE id = ANY($1::integer[]) ORDER BY id
ON CONFLICT DO NOTHING)"};

constexpr Statement kLockStates{
    "backup.lock_states",
    "SELECT " ITOPS_BACKUP_COLUMNS
    " FROM backup.state b JOIN kernel.service s ON s.id = b.service_id "
    "LEFT JOIN kernel.service_declaration d ON d.service_id = s.id "
    "LEFT JOIN backup.expectation e ON e.service_id = s.id "
    "WHERE b.service_id = ANY($1::integer[]) ORDER BY b.service_id FOR UPDATE OF b"};

constexpr Statement kWatched{"backup.select_watched",
                             "SELECT " ITOPS_BACKUP_COLUMNS ITOPS_BACKUP_TABLES
                             "WHERE (s.archived_at IS NULL "
                             "AND COALESCE(d.backup_expected, e.expected, false)) "
                             "OR b.told_overdue_since IS NOT NULL"};

// '0' is the character after '/', so the range holds exactly what is below the prefix.
constexpr Statement kListBackups{
    "backup.list_backups",
    "SELECT " ITOPS_BACKUP_COLUMNS ITOPS_BACKUP_TABLES
    "WHERE s.archived_at IS NULL "
    "AND (COALESCE(d.backup_expected, e.expected, false) OR b.last_attempt_at IS NOT NULL) "
    "AND ($1::text IS NULL OR s.path = $1 OR (s.path > $1 || '/' AND s.path < $1 || '0')) "
    "AND ($2::text IS NULL OR s.path ILIKE $2 OR s.display_name ILIKE $2) "
    "AND ($3::boolean IS NULL OR COALESCE(d.backup_expected, e.expected, false) = $3) "
    "AND ($4::text IS NULL OR s.path > $4) ORDER BY s.path LIMIT $5"};

constexpr Statement kFindBackup{"backup.find_backup",
                                "SELECT " ITOPS_BACKUP_COLUMNS ITOPS_BACKUP_TABLES
                                "WHERE s.uuid = $1 AND s.archived_at IS NULL"};

constexpr Statement kSaveStates{"backup.save_states", R"(
UPDATE backup.state b
SET last_attempt_at = i.last_attempt_at, last_outcome = i.last_outcome, message = i.message,
    last_success_at = i.last_success_at, size_bytes = i.size_bytes,
    duration_seconds = i.duration_seconds, usual_bytes = i.usual_bytes,
    usual_least_bytes = i.usual_least_bytes, usual_most_bytes = i.usual_most_bytes,
    usual_count = i.usual_count, verified_at = i.verified_at,
    told_overdue_since = i.told_overdue_since
FROM unnest($1::integer[], $2::timestamptz[], $3::smallint[], $4::text[], $5::timestamptz[],
            $6::bigint[], $7::double precision[], $8::bigint[], $9::bigint[], $10::bigint[],
            $11::integer[], $12::timestamptz[], $13::timestamptz[])
  AS i (service_id, last_attempt_at, last_outcome, message, last_success_at, size_bytes,
        duration_seconds, usual_bytes, usual_least_bytes, usual_most_bytes, usual_count,
        verified_at, told_overdue_since)
WHERE b.service_id = i.service_id)"};

constexpr Statement kSaveExpectation{"backup.save_expectation", R"(
INSERT INTO backup.expectation (service_id, expected, expected_since, max_age_days, schedule)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (service_id) DO UPDATE
SET expected = excluded.expected, expected_since = excluded.expected_since,
    max_age_days = excluded.max_age_days, schedule = excluded.schedule)"};

std::vector<Backup> backupsFrom(const Rows& rows) {
  std::vector<Backup> backups;
  for (const auto row : rows) backups.push_back(backupFrom(row));
  return backups;
}

/// The parameters of kSaveStates, column by column.
struct StateColumns {
  void add(const Backup& backup) {
    const BackupState& state = backup.state;
    ids.add(backup.service.id);
    attempts.add(state.last_attempt_at);
    state.last_outcome ? outcomes.add(static_cast<int>(*state.last_outcome)) : outcomes.addNull();
    messages.add(state.message);
    successes.add(state.last_success_at);
    sizes.add(state.size_bytes);
    durations.add(state.duration_seconds);
    addUsual(state.size_anomaly);
    verified.add(state.verified_at);
    told.add(state.told_overdue_since);
  }

  void addUsual(const std::optional<SizeAnomaly>& anomaly) {
    if (!anomaly) {
      for (ArrayValue* column : {&usual, &least, &most, &counts}) column->addNull();
      return;
    }
    usual.add(anomaly->usual_bytes);
    least.add(anomaly->least_bytes);
    most.add(anomaly->most_bytes);
    counts.add(anomaly->count);
  }

  ArrayValue ids, attempts, outcomes, messages, successes, sizes, durations, usual, least, most,
      counts, verified, told;
};

}  // namespace

BackupsByKey BackupRepository::lock(const std::set<std::int32_t>& keys) {
  BackupsByKey backups;
  if (keys.empty()) return backups;
  ArrayValue array;
  for (const auto key : keys) array.add(key);
  const Value ids = array.take();
  transaction_.run(kEnsureStates, ids);
  for (const auto row : transaction_.run(kLockStates, ids)) {
    Backup backup = backupFrom(row);
    backups.emplace(backup.service.id, std::move(backup));
  }
  return backups;
}

std::vector<Backup> BackupRepository::watched() {
  return backupsFrom(transaction_.run(kWatched));
}

std::vector<Backup> BackupRepository::list(const BackupFilter& filter) {
  return backupsFrom(transaction_.run(kListBackups, filter.path, likePattern(filter.text),
                                      filter.expected, filter.after, filter.limit));
}

std::optional<Backup> BackupRepository::find(const Uuid& service) {
  const Rows rows = transaction_.run(kFindBackup, service);
  if (rows.empty()) return std::nullopt;
  return backupFrom(rows[0]);
}

void BackupRepository::saveStates(const std::vector<const Backup*>& backups) {
  if (backups.empty()) return;
  StateColumns columns;
  for (const Backup* backup : backups) columns.add(*backup);
  transaction_.run(kSaveStates, columns.ids.take(), columns.attempts.take(),
                   columns.outcomes.take(), columns.messages.take(), columns.successes.take(),
                   columns.sizes.take(), columns.durations.take(), columns.usual.take(),
                   columns.least.take(), columns.most.take(), columns.counts.take(),
                   columns.verified.take(), columns.told.take());
}

void BackupRepository::saveExpectation(const Backup& backup) {
  const Expectation& asked = backup.asked;
  transaction_.run(kSaveExpectation, backup.service.id, asked.expected, asked.expected_since,
                   asked.max_age_days, asked.schedule);
}

}  // namespace itops::backup
