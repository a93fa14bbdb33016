#include "audit/audit_filter.hpp"

#include "itops/query.hpp"

namespace itops::audit {

AuditFilter auditFilterFrom(const Request& request) {
  QueryReader reader(request);
  AuditFilter filter;
  filter.actor = reader.text("actor");
  filter.action = reader.text("action");
  filter.object_type = reader.text("objectType");
  filter.object_id = reader.text("objectId");
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.text = reader.text("q");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(kAuditList, QueryReader::KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

}  // namespace itops::audit
