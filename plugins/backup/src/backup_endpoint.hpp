#pragma once

#include <memory>
#include <span>
#include <vector>

#include "attempt_repository.hpp"
#include "backup_alarms.hpp"
#include "backup_report.hpp"
#include "itops/push.hpp"

namespace itops::backup {

/// `POST /api/v1/backup/report`: one service, or all of an SLA group or a namespace whose backups
/// are expected.
class BackupEndpoint final : public PushEndpoint {
 public:
  /// Both outlive this object.
  BackupEndpoint(const Rules& rules, BackupAlarms& alarms) : rules_(rules), alarms_(alarms) {}

  std::unique_ptr<PushReport> read(PushFields& fields) override { return readBackupReport(fields); }
  void write(Transaction& transaction, std::span<PushItem> items) override;

 private:
  /// A push and the services that it reaches, by key.
  struct Reach {
    PushItem& item;
    Attempt attempt;
    std::vector<std::int32_t> keys;
  };

  std::vector<Reach> reachOf(AttemptRepository& repository, std::span<PushItem> items) const;
  std::set<std::int32_t> applyAll(BackupsByKey& backups, const std::vector<Reach>& reaches) const;
  void endAlarms(Transaction& transaction, BackupsByKey& backups,
                 const std::set<std::int32_t>& succeeded, Timestamp now);
  void answer(const Reach& reach, const BackupsByKey& backups) const;

  const Rules& rules_;
  BackupAlarms& alarms_;
};

/// The route, for the documentation too.
PushRoute backupRoute();

}  // namespace itops::backup
