#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "backup_repository.hpp"
#include "itops/event_bus.hpp"
#include "itops/events/backup_overdue.hpp"
#include "itops/events/backup_recovered.hpp"
#include "itops/scheduler.hpp"

namespace itops::backup {

/// Tells, as events, whose backups are overdue and when that is over, each once: the state of the
/// service remembers it.
class BackupAlarms {
 public:
  /// All outlive this object. Declares the events. [main]
  BackupAlarms(Database& database, EventBus& events, const Rules& rules);

  /// Ends the alarm of a locked service that had a success, if one was told and is over at `now`.
  /// Only sets the state; tell() publishes.
  std::optional<BackupRecovered> endBySuccess(Backup& backup, Timestamp now) const;

  void tell(Transaction& transaction, const std::vector<BackupRecovered>& recovered);

  /// Looks at all services. [job]
  void watch(JobRun& run, Timestamp now);

 private:
  /// True when what was told of the service is not what holds at `now`.
  bool isNews(const Backup& backup, Timestamp now) const;
  void settle(Transaction& transaction, BackupsByKey& backups, Timestamp now);

  Database& database_;
  EventBus& events_;
  const Rules& rules_;
};

}  // namespace itops::backup
