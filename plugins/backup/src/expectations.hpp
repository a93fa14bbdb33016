#pragma once

#include <string_view>

#include "backup_rules.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/router.hpp"

namespace itops::backup {

/// What people expect of backups. [request]
class Expectations {
 public:
  /// All outlive this object.
  Expectations(Database& database, Audit& audit, const Clock& clock)
      : database_(database), audit_(audit), clock_(clock) {}

  /// Changes `expected`, `maxAgeDays` and `schedule` as the body asks and gives the service as it
  /// is then. Throws serviceNotFound(), Error(kInvalid, "fields_invalid"), Error(kConflict,
  /// "declared_by_git") naming each field that is for Git to say.
  Backup change(const Request& request, const Uuid& service);

 private:
  Database& database_;
  Audit& audit_;
  const Clock& clock_;
};

/// Error(kNotFound, "service_not_found").
Error serviceNotFound(std::string_view id);

}  // namespace itops::backup
