#include "events/dead_letter_repository.hpp"

namespace itops::events {
namespace {

constexpr Statement kListDead{"events.list_dead", R"(
SELECT d.event_id, d.consumer_id, d.attempts, d.dead_at, COALESCE(d.last_error, '') AS last_error,
       c.name AS consumer, c.owner, e.uuid, e.type, e.ordering_key, e.payload::text AS payload,
       e.occurred_at, e.published_at
FROM kernel.event_delivery AS d
JOIN kernel.event_consumer AS c ON c.id = d.consumer_id
JOIN kernel.event AS e ON e.id = d.event_id
WHERE d.dead_at IS NOT NULL
  AND ($1::text IS NULL OR c.name = $1) AND ($2::text IS NULL OR e.type = $2)
  AND ($3::bigint IS NULL OR (d.event_id, d.consumer_id) < ($3, $4::integer))
ORDER BY d.event_id DESC, d.consumer_id DESC LIMIT $5)"};

constexpr Statement kConsumers{"events.list_consumers", R"(
SELECT c.name, c.owner, c.event_type, c.registered_at, c.seen_at,
       c.forgotten_at IS NOT NULL AS forgotten, p.pending, p.failing, p.oldest,
       (SELECT count(*) FROM kernel.event_delivery AS d
        WHERE d.consumer_id = c.id AND d.dead_at IS NOT NULL) AS dead
FROM kernel.event_consumer AS c
CROSS JOIN LATERAL (
  SELECT count(*) AS pending, count(*) FILTER (WHERE d.attempts > 0) AS failing,
         (SELECT e.published_at FROM kernel.event AS e WHERE e.id = min(d.event_id)) AS oldest
  FROM kernel.event_delivery AS d WHERE d.consumer_id = c.id AND d.dead_at IS NULL) AS p
ORDER BY c.name)"};

constexpr Statement kRetry{"events.retry_dead", R"(
WITH revived AS (
  UPDATE kernel.event_delivery SET dead_at = NULL, attempts = 0, next_attempt_at = $3
  WHERE event_id = $1 AND consumer_id = $2 AND dead_at IS NOT NULL RETURNING consumer_id)
SELECT c.name, pg_notify('itops_events', c.event_type)
FROM revived AS r JOIN kernel.event_consumer AS c ON c.id = r.consumer_id)"};

constexpr Statement kRetryAll{"events.retry_all_dead", R"(
WITH revived AS (
  UPDATE kernel.event_delivery SET dead_at = NULL, attempts = 0, next_attempt_at = $2
  WHERE consumer_id = (SELECT id FROM kernel.event_consumer WHERE name = $1)
    AND dead_at IS NOT NULL RETURNING event_id)
SELECT (SELECT count(*) FROM revived) AS revived, pg_notify('itops_events', event_type)
FROM kernel.event_consumer WHERE name = $1)"};

DeadLetter letterFrom(const Rows::Row& row) {
  return {.id = {row.integer("event_id"), static_cast<int>(row.integer("consumer_id"))},
          .consumer = std::string(row.text("consumer")),
          .owner = std::string(row.text("owner")),
          .event_id = row.uuid("uuid"),
          .type = std::string(row.text("type")),
          .ordering_key = std::string(row.text("ordering_key")),
          .payload = std::string(row.text("payload")),
          .occurred_at = row.timestamp("occurred_at"),
          .published_at = row.timestamp("published_at"),
          .dead_at = row.timestamp("dead_at"),
          .attempts = static_cast<int>(row.integer("attempts")),
          .error = std::string(row.text("last_error"))};
}

ConsumerLag lagFrom(const Rows::Row& row) {
  return {.name = std::string(row.text("name")),
          .owner = std::string(row.text("owner")),
          .event_type = std::string(row.text("event_type")),
          .registered_at = row.timestamp("registered_at"),
          .seen_at = row.timestamp("seen_at"),
          .forgotten = row.boolean("forgotten"),
          .pending = row.integer("pending"),
          .failing = row.integer("failing"),
          .dead = row.integer("dead"),
          .oldest_published_at = row.optionalTimestamp("oldest")};
}

}  // namespace

DeadLetterPage DeadLetterRepository::list(const DeadLetterFilter& filter) {
  std::optional<std::int64_t> event;
  std::optional<std::int64_t> consumer;
  if (filter.after) {
    event = filter.after->event_id;
    consumer = filter.after->consumer_id;
  }
  DeadLetterPage page;
  for (const auto row :
       database_.run(kListDead, filter.consumer, filter.type, event, consumer, filter.limit + 1)) {
    page.items.push_back(letterFrom(row));
  }
  if (page.items.size() > static_cast<std::size_t>(filter.limit)) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

std::vector<ConsumerLag> DeadLetterRepository::consumers() {
  std::vector<ConsumerLag> consumers;
  for (const auto row : database_.run(kConsumers)) consumers.push_back(lagFrom(row));
  return consumers;
}

std::optional<std::string> DeadLetterRepository::retry(Transaction& transaction,
                                                       const DeliveryId& id, Timestamp now) {
  const Rows rows = transaction.run(kRetry, id.event_id, id.consumer_id, now);
  if (rows.empty()) return std::nullopt;
  return std::string(rows[0].text("name"));
}

std::optional<std::int64_t> DeadLetterRepository::retryAll(Transaction& transaction,
                                                           const std::string& consumer,
                                                           Timestamp now) {
  const Rows rows = transaction.run(kRetryAll, consumer, now);
  if (rows.empty()) return std::nullopt;
  return rows[0].integer("revived");
}

}  // namespace itops::events
