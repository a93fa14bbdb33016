#include "audit/audit_trail.hpp"

#include "audit/audit_document.hpp"
#include "audit/audit_repository.hpp"
#include "itops/error.hpp"

namespace itops::audit {
namespace {

constexpr int kRowsPerTransactionMax = 10'000;

std::string_view kindName(PrincipalKind kind) {
  switch (kind) {
    case PrincipalKind::kPerson:
      return "person";
    case PrincipalKind::kKey:
      return "key";
    case PrincipalKind::kAnonymous:
      break;
  }
  return "anonymous";
}

void requireNames(const AuditEntry& entry) {
  if (entry.action.find('.') != std::string::npos && !entry.object_type.empty()) return;
  throw Error(ErrorKind::kInternal, "audit_invalid",
              "An audit entry has the action '" + entry.action + "' and the object type '" +
                  entry.object_type +
                  "'; give an action such as service.update, and a type such as service.");
}

std::optional<std::string> textOf(const std::optional<boost::json::object>& document) {
  if (!document) return std::nullopt;
  return boost::json::serialize(*document);
}

}  // namespace

void AuditTrail::record(Transaction& transaction, const Request& request, const AuditEntry& entry) {
  requireNames(entry);
  const AuditChange change = changeOf(entry);
  if (!change.tells()) return;
  AuditRecord record;
  record.occurred_at = clock_.now();
  record.actor_kind = kindName(request.principal().kind);
  record.actor = request.principal().name;
  record.client_address = request.clientAddress();
  record.request_id = request.requestId();
  record.action = entry.action;
  record.object_type = entry.object_type;
  record.object_id = entry.object_id;
  record.object_name = entry.object_name;
  record.before = textOf(change.before);
  record.after = textOf(change.after);
  insertAuditRecord(transaction, record);
}

std::int64_t cleanUpAudit(Database& database, const Clock& clock, std::chrono::milliseconds keep) {
  return deleteAuditRecords(database, clock.now() - keep, kRowsPerTransactionMax);
}

}  // namespace itops::audit
