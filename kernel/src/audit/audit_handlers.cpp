#include "audit/audit_handlers.hpp"

#include "audit/audit_filter.hpp"
#include "audit/audit_json.hpp"
#include "audit/audit_repository.hpp"
#include "itops/json/json_text.hpp"
#include "itops/query.hpp"

namespace itops::audit {

Response AuditHandlers::list(const Request& request) {
  const auto page = listAuditRecords(database_, auditFilterFrom(request));
  if (wantsCsv(request)) {
    Response response{.content_type = "text/csv; charset=utf-8", .body = auditCsv(page.items)};
    if (page.next_cursor) response.headers.emplace_back("X-Next-Cursor", *page.next_cursor);
    return response;
  }
  boost::json::array items;
  items.reserve(page.items.size());
  for (const AuditRecord& record : page.items) items.push_back(auditJson(record));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

}  // namespace itops::audit
