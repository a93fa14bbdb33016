#pragma once

#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::audit {

/// HTTP side of /api/v1/audit. [request]
class AuditHandlers {
 public:
  explicit AuditHandlers(Database& database) : database_(database) {}

  Response list(const Request& request);

 private:
  Database& database_;
};

}  // namespace itops::audit
