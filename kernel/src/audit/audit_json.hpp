#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "audit/audit_record.hpp"

namespace itops::audit {

/// An entry as docs/api.md shows it. [any]
boost::json::object auditJson(const AuditRecord& record);

/// The same entries as CSV with a header line; before and after are JSON in a cell. [any]
std::string auditCsv(const std::vector<AuditRecord>& records);

}  // namespace itops::audit
