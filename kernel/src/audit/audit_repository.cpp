#include "audit/audit_repository.hpp"

#include <algorithm>

namespace itops::audit {
namespace {

constexpr Statement kInsertEntry{"audit.insert_entry", R"(
INSERT INTO kernel.audit_entry (occurred_at, actor_kind, actor, client_address, request_id, action,
                                object_type, object_id, object_name, before, after)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb))"};

constexpr Statement kListEntries{"audit.list_entries", R"(
SELECT id, occurred_at, actor_kind, actor, client_address, request_id, action, object_type,
       object_id, object_name, before, after
FROM kernel.audit_entry
WHERE ($1::text IS NULL OR actor = $1)
  AND ($2::text IS NULL OR action = $2 OR starts_with(action, $2 || '.'))
  AND ($3::text IS NULL OR object_type = $3)
  AND ($4::text IS NULL OR object_id = $4)
  AND ($5::timestamptz IS NULL OR occurred_at >= $5)
  AND ($6::timestamptz IS NULL OR occurred_at < $6)
  AND ($7::text IS NULL OR object_name ILIKE $7 OR object_id ILIKE $7 OR actor ILIKE $7
       OR client_address ILIKE $7)
  AND ($8::timestamptz IS NULL OR (occurred_at, id) < ($8, $9::bigint))
ORDER BY occurred_at DESC, id DESC LIMIT $10)"};

constexpr Statement kDeleteEntries{"audit.delete_entries", R"(
SELECT kernel.delete_audit_entries($1::timestamptz, $2::integer) AS deleted)"};

AuditRecord recordFrom(const Rows::Row& row) {
  AuditRecord record;
  record.id = row.integer("id");
  record.occurred_at = row.timestamp("occurred_at");
  record.actor_kind = row.text("actor_kind");
  record.actor = row.text("actor");
  record.client_address = row.text("client_address");
  record.request_id = row.text("request_id");
  record.action = row.text("action");
  record.object_type = row.text("object_type");
  record.object_id = row.text("object_id");
  record.object_name = row.text("object_name");
  record.before = row.optionalText("before");
  record.after = row.optionalText("after");
  return record;
}

}  // namespace

void insertAuditRecord(Transaction& transaction, const AuditRecord& record) {
  transaction.runLater(kInsertEntry, record.occurred_at, record.actor_kind, record.actor,
                       record.client_address, record.request_id, record.action, record.object_type,
                       record.object_id, record.object_name, record.before, record.after);
}

Page<AuditRecord> listAuditRecords(Database& database, const AuditFilter& filter) {
  std::optional<std::string> key;
  std::optional<std::int64_t> id;
  if (filter.cursor) {
    key = filter.cursor->key;
    id = filter.cursor->id;
  }
  const Rows rows =
      database.run(kListEntries, filter.actor, filter.action, filter.object_type, filter.object_id,
                   filter.from, filter.to, likePattern(filter.text), key, id, filter.limit + 1);
  Page<AuditRecord> page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(recordFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const AuditRecord& last = page.items.back();
    page.next_cursor = encodeCursor(kAuditList, {formatTimestamp(last.occurred_at), last.id});
  }
  return page;
}

std::int64_t deleteAuditRecords(Database& database, Timestamp older_than, int rows_max) {
  std::int64_t total = 0;
  for (;;) {
    const auto deleted = database.run(kDeleteEntries, older_than, rows_max)[0].integer("deleted");
    total += deleted;
    if (deleted < rows_max) return total;
  }
}

}  // namespace itops::audit
