#pragma once

#include <memory>

#include "backup_rules.hpp"
#include "itops/push.hpp"

namespace itops::backup {

/// What a push says beside whom it is about and when it was so.
struct BackupReport final : PushReport {
  Attempt attempt;  ///< without `observed_at`
};

/// Reads the fields of a push; what is bent or missing becomes a warning. [request]
std::unique_ptr<BackupReport> readBackupReport(PushFields& fields);

}  // namespace itops::backup
