#include "backup_alarms.hpp"

namespace itops::backup {
namespace {

BackupRecovered recovered(const Backup& backup, std::string_view reason, Timestamp occurred_at) {
  return {.service_id = backup.service.uuid,
          .service_key = backup.service.id,
          .path = backup.service.path,
          .overdue_since = *backup.state.told_overdue_since,
          .reason = std::string(reason),
          .last_success_at = backup.state.last_success_at,
          .occurred_at = occurred_at};
}

BackupOverdue overdue(const Backup& backup, const Rules& rules, Timestamp since) {
  return {.service_id = backup.service.uuid,
          .service_key = backup.service.id,
          .path = backup.service.path,
          .overdue_since = since,
          .last_success_at = backup.state.last_success_at,
          .max_age_days = maxAgeDaysOf(backup, rules),
          .occurred_at = since + rules.overdue_grace};
}

/// An alarm ends only when nothing is overdue any more: the grace is for its beginning.
bool isOver(const Backup& backup, const Verdict& verdict) {
  return backup.archived || !verdict.overdue_since ||
         !backup.expectation().expected.value_or(false);
}

}  // namespace

BackupAlarms::BackupAlarms(Database& database, EventBus& events, const Rules& rules)
    : database_(database), events_(events), rules_(rules) {
  events_.declare<BackupOverdue>();
  events_.declare<BackupRecovered>();
}

std::optional<BackupRecovered> BackupAlarms::endBySuccess(Backup& backup, Timestamp now) const {
  const bool told = backup.state.told_overdue_since.has_value();
  if (!told || !isOver(backup, verdictOf(backup, rules_, now))) return std::nullopt;
  auto event = recovered(backup, "success", *backup.state.last_success_at);
  backup.state.told_overdue_since.reset();
  return event;
}

void BackupAlarms::tell(Transaction& transaction, const std::vector<BackupRecovered>& recovered) {
  events_.publishAll(transaction, std::span<const BackupRecovered>(recovered));
}

bool BackupAlarms::isNews(const Backup& backup, Timestamp now) const {
  const Verdict verdict = verdictOf(backup, rules_, now);
  return backup.state.told_overdue_since ? isOver(backup, verdict) : verdict.alarms;
}

void BackupAlarms::watch(JobRun& run, Timestamp now) {
  database_.transact([&](Transaction& transaction) {
    run.fence(transaction);
    BackupRepository repository(transaction);
    std::set<std::int32_t> news;
    for (const Backup& backup : repository.watched()) {
      if (isNews(backup, now)) news.insert(backup.service.id);
    }
    // A push may have come meanwhile: what counts is what the locked rows say.
    auto backups = repository.lock(news);
    settle(transaction, backups, now);
  });
}

void BackupAlarms::settle(Transaction& transaction, BackupsByKey& backups, Timestamp now) {
  std::vector<BackupOverdue> began;
  std::vector<BackupRecovered> ended;
  std::vector<const Backup*> changed;
  for (auto& [key, backup] : backups) {
    if (!isNews(backup, now)) continue;
    auto& told = backup.state.told_overdue_since;
    if (told) {
      ended.push_back(recovered(backup, lapseReasonOf(backup), now));
      told.reset();
    } else {
      told = verdictOf(backup, rules_, now).overdue_since;
      began.push_back(overdue(backup, rules_, *told));
    }
    changed.push_back(&backup);
  }
  BackupRepository(transaction).saveStates(changed);
  events_.publishAll(transaction, std::span<const BackupRecovered>(ended));
  events_.publishAll(transaction, std::span<const BackupOverdue>(began));
}

}  // namespace itops::backup
