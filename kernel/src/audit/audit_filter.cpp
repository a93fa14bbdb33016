#include "audit/audit_filter.hpp"

#include "http/query_reader.hpp"

namespace itops::audit {

AuditFilter auditFilterFrom(const Request& request) {
  http::QueryReader reader(request);
  AuditFilter filter;
  filter.actor = reader.text("actor");
  filter.action = reader.text("action");
  filter.object_type = reader.text("objectType");
  filter.object_id = reader.text("objectId");
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.text = reader.text("q");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(kAuditList, http::QueryReader::KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

}  // namespace itops::audit
