#include "attempt_repository.hpp"

#include <algorithm>

namespace itops::backup {
namespace {

constexpr Statement kGroup{"backup.select_group_members", R"(
SELECT DISTINCT s.id, s.node_id
FROM kernel.sla_groups g
JOIN kernel.sla_group_member m ON m.group_id = g.id AND m.valid_to IS NULL
JOIN kernel.service s ON s.id = m.service_id AND s.archived_at IS NULL
LEFT JOIN kernel.service_declaration d ON d.service_id = s.id
LEFT JOIN backup.expectation e ON e.service_id = s.id
WHERE g.name = $1 AND g.archived_at IS NULL
  AND COALESCE(d.backup_expected, e.expected, false)
ORDER BY s.id)"};

// '0' is the character after '/', so the range holds exactly what is below the node.
constexpr Statement kNamespace{"backup.select_namespace_members", R"(
SELECT s.id, s.node_id
FROM kernel.service s
LEFT JOIN kernel.service_declaration d ON d.service_id = s.id
LEFT JOIN backup.expectation e ON e.service_id = s.id
WHERE s.namespace = $1 AND s.archived_at IS NULL
  AND ($2 = '' OR (s.path > $2 || '/' AND s.path < $2 || '0'))
  AND COALESCE(d.backup_expected, e.expected, false)
ORDER BY s.id)"};

constexpr Statement kInsertAttempts{"backup.insert_attempts", R"(
INSERT INTO backup.attempt (service_id, observed_at, received_at, outcome, size_bytes,
                            duration_seconds, verified_at, message, addressed_by)
SELECT service_id, observed_at, received_at, outcome, size_bytes, duration_seconds, verified_at,
       message, addressed_by
FROM unnest($1::integer[], $2::timestamptz[], $3::timestamptz[], $4::smallint[], $5::bigint[],
            $6::double precision[], $7::timestamptz[], $8::text[], $9::smallint[])
  AS i (service_id, observed_at, received_at, outcome, size_bytes, duration_seconds, verified_at,
        message, addressed_by))"};

constexpr Statement kSizes{"backup.select_sizes_before", R"(
SELECT i.service_id, a.size_bytes
FROM unnest($1::integer[], $2::timestamptz[]) AS i (service_id, before),
  LATERAL (SELECT observed_at, id, size_bytes FROM backup.attempt
           WHERE service_id = i.service_id AND observed_at < i.before AND outcome = 1
             AND size_bytes IS NOT NULL
           ORDER BY observed_at DESC, id DESC LIMIT $3) a
ORDER BY i.service_id, a.observed_at DESC, a.id DESC)"};

constexpr Statement kHistory{"backup.list_attempts", R"(
SELECT id, observed_at, received_at, outcome, size_bytes, duration_seconds, verified_at, message,
       addressed_by
FROM backup.attempt
WHERE service_id = $1
  AND ($2::timestamptz IS NULL OR observed_at >= $2)
  AND ($3::timestamptz IS NULL OR observed_at < $3)
  AND ($4::timestamptz IS NULL OR (observed_at, id) < ($4, $5::bigint))
ORDER BY observed_at DESC, id DESC LIMIT $6)"};

constexpr Statement kRemove{"backup.delete_attempts", R"(
DELETE FROM backup.attempt
WHERE id IN (SELECT id FROM backup.attempt WHERE observed_at < $1 ORDER BY observed_at LIMIT $2))"};

std::vector<Member> membersFrom(const Rows& rows) {
  std::vector<Member> members;
  for (const auto row : rows) {
    members.push_back({static_cast<std::int32_t>(row.integer("id")),
                       static_cast<std::int32_t>(row.integer("node_id"))});
  }
  return members;
}

/// As the column addressed_by has it.
int numberOf(PushAddress::Kind kind) {
  return static_cast<int>(kind) + 1;
}

AttemptRow attemptFrom(const Rows::Row& row) {
  AttemptRow found;
  found.id = row.integer("id");
  found.received_at = row.timestamp("received_at");
  found.addressed_by = static_cast<PushAddress::Kind>(row.integer("addressed_by") - 1);
  Attempt& attempt = found.attempt;
  attempt.observed_at = row.timestamp("observed_at");
  attempt.outcome = static_cast<Outcome>(row.integer("outcome"));
  attempt.size_bytes = row.optionalInteger("size_bytes");
  if (!row.isNull("duration_seconds")) attempt.duration_seconds = row.number("duration_seconds");
  attempt.verified_at = row.optionalTimestamp("verified_at");
  attempt.message = row.text("message");
  return found;
}

}  // namespace

std::vector<Member> AttemptRepository::expectingOfGroup(std::string_view group) {
  return membersFrom(transaction_.run(kGroup, group));
}

std::vector<Member> AttemptRepository::expectingOfNamespace(std::string_view name_space,
                                                            std::string_view node_path) {
  return membersFrom(transaction_.run(kNamespace, name_space, node_path));
}

void AttemptRepository::insert(const std::vector<NewAttempt>& attempts) {
  if (attempts.empty()) return;
  ArrayValue keys, observed, received, outcomes, sizes, durations, verified, messages, addressed;
  for (const NewAttempt& row : attempts) {
    keys.add(row.service_key);
    observed.add(row.attempt->observed_at);
    received.add(row.received_at);
    outcomes.add(static_cast<int>(row.attempt->outcome));
    sizes.add(row.attempt->size_bytes);
    durations.add(row.attempt->duration_seconds);
    verified.add(row.attempt->verified_at);
    messages.add(row.attempt->message);
    addressed.add(numberOf(row.addressed_by));
  }
  transaction_.run(kInsertAttempts, keys.take(), observed.take(), received.take(), outcomes.take(),
                   sizes.take(), durations.take(), verified.take(), messages.take(),
                   addressed.take());
}

std::map<std::int32_t, std::vector<std::int64_t>> AttemptRepository::sizesBefore(
    const std::map<std::int32_t, Timestamp>& instants) {
  std::map<std::int32_t, std::vector<std::int64_t>> sizes;
  if (instants.empty()) return sizes;
  ArrayValue keys, before;
  for (const auto& [key, instant] : instants) {
    keys.add(key);
    before.add(instant);
  }
  for (const auto row : transaction_.run(kSizes, keys.take(), before.take(), kUsualCountMax)) {
    sizes[static_cast<std::int32_t>(row.integer("service_id"))].push_back(
        row.integer("size_bytes"));
  }
  return sizes;
}

Page<AttemptRow> AttemptRepository::history(std::int32_t service_key, const HistoryFilter& filter) {
  std::optional<std::string> key;
  std::optional<std::int64_t> id;
  if (filter.cursor) {
    key = filter.cursor->key;
    id = filter.cursor->id;
  }
  const Rows rows =
      transaction_.run(kHistory, service_key, filter.from, filter.to, key, id, filter.limit + 1);
  Page<AttemptRow> page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(attemptFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const AttemptRow& last = page.items.back();
    page.next_cursor =
        encodeCursor(HistoryFilter::kList, {formatTimestamp(last.attempt.observed_at), last.id});
  }
  return page;
}

int AttemptRepository::removeBefore(Timestamp instant, int rows_max) {
  return static_cast<int>(transaction_.run(kRemove, instant, rows_max).affectedCount());
}

}  // namespace itops::backup
