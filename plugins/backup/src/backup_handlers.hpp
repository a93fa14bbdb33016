#pragma once

#include "backup_repository.hpp"
#include "expectations.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/query.hpp"
#include "itops/router.hpp"

namespace itops::backup {

/// What GET /api/v1/backup asks for.
struct BackupQuery {
  BackupFilter filter;
  std::vector<ShownStatus> statuses;  ///< empty: all
  int limit = kPageLimitDefault;
};

/// Answers to requests. [request]
class BackupHandlers {
 public:
  /// All outlive this object.
  BackupHandlers(Database& database, const Clock& clock, const Rules& rules,
                 Expectations& expectations)
      : database_(database), clock_(clock), rules_(rules), expectations_(expectations) {}

  Response list(const Request& request);
  Response get(const Request& request);
  Response history(const Request& request);
  Response change(const Request& request);

 private:
  Page<Backup> page(const BackupQuery& query, Timestamp now);

  Database& database_;
  const Clock& clock_;
  const Rules& rules_;
  Expectations& expectations_;
};

void registerBackupRoutes(Router& router, BackupHandlers& handlers);

}  // namespace itops::backup
