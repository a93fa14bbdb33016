#include "audit/audit_json.hpp"

#include "itops/csv.hpp"

namespace itops::audit {
namespace {

namespace json = boost::json;

json::value documentOrNull(const std::optional<std::string>& text) {
  if (!text) return nullptr;
  return json::parse(*text);
}

}  // namespace

json::object auditJson(const AuditRecord& record) {
  return {
      {"id", record.id},
      {"occurredAt", formatTimestamp(record.occurred_at)},
      {"actor", record.actor},
      {"actorKind", record.actor_kind},
      {"clientAddress", record.client_address},
      {"requestId", record.request_id},
      {"action", record.action},
      {"objectType", record.object_type},
      {"objectId", record.object_id},
      {"objectName", record.object_name},
      {"before", documentOrNull(record.before)},
      {"after", documentOrNull(record.after)},
  };
}

std::string auditCsv(const std::vector<AuditRecord>& records) {
  std::string csv =
      "id,occurredAt,actor,actorKind,clientAddress,requestId,action,objectType,objectId,"
      "objectName,before,after\r\n";
  for (const AuditRecord& record : records) {
    CsvLine line;
    line.add(record.id);
    for (const std::string& text :
         {formatTimestamp(record.occurred_at), record.actor, record.actor_kind,
          record.client_address, record.request_id, record.action, record.object_type,
          record.object_id, record.object_name, record.before.value_or(""),
          record.after.value_or("")}) {
      line.add(std::string_view(text));
    }
    csv += line.take();
  }
  return csv;
}

}  // namespace itops::audit
