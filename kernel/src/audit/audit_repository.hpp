#pragma once

#include <cstdint>

#include "audit/audit_filter.hpp"
#include "audit/audit_record.hpp"
#include "itops/database.hpp"

namespace itops::audit {

/// Adds a row; it travels with the next statement or the commit. [request]
void insertAuditRecord(Transaction& transaction, const AuditRecord& record);

/// A page of the trail, newest first. [request]
Page<AuditRecord> listAuditRecords(Database& database, const AuditFilter& filter);

/// Deletes all rows from before that instant, oldest first, `rows_max` in a transaction. Returns
/// how many went. [job]
std::int64_t deleteAuditRecords(Database& database, Timestamp older_than, int rows_max);

}  // namespace itops::audit
