#pragma once

#include <optional>
#include <string>

#include "itops/query.hpp"
#include "itops/router.hpp"
#include "itops/timestamp.hpp"

namespace itops::audit {

/// Checked query of GET /api/v1/audit. Empty optionals don't filter; `from` inclusive, `to`
/// exclusive.
struct AuditFilter {
  std::optional<std::string> actor;
  std::optional<std::string> action;  ///< whole, or its first part: `service` for `service.update`
  std::optional<std::string> object_type;
  std::optional<std::string> object_id;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<std::string>
      text;  ///< `q`: part of the object's name or id, or of actor or address
  int limit = kPageLimitDefault;
  std::optional<PageCursor> cursor;
};

/// Name of the list that its cursors belong to.
inline constexpr std::string_view kAuditList = "audit";

/// Reads the query of a request. Throws Error(kInvalid, "query_invalid") that names every wrong
/// parameter. [any]
AuditFilter auditFilterFrom(const Request& request);

}  // namespace itops::audit
