#include "events/event_repository.hpp"

namespace itops::events {
namespace {

// PostgreSQL sends equal notifications of one transaction once.
constexpr Statement kPublish{"events.publish", R"(
WITH published AS (
  INSERT INTO kernel.event (type, published_at, ordering_key, path, payload, occurred_at)
  SELECT $1, $2, i.ordering_key, i.path, i.payload::jsonb, i.occurred_at
  FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) WITH ORDINALITY
    AS i (ordering_key, path, payload, occurred_at, position)
  ORDER BY i.position
  RETURNING id, ordering_key, published_at),
addressed AS (
  INSERT INTO kernel.event_delivery (event_id, next_attempt_at, ordering_hash, consumer_id)
  SELECT p.id, p.published_at, hashtextextended(p.ordering_key, 0), c.id
  FROM kernel.event_consumer AS c CROSS JOIN published AS p
  WHERE c.event_type = $1 AND c.forgotten_at IS NULL)
SELECT pg_notify('itops_events', $1))"};

}  // namespace

void EventRows::add(const EventHead& head, const std::optional<std::string>& path,
                    std::string_view payload) {
  ordering_keys_.add(head.ordering_key);
  paths_.add(path);
  payloads_.add(payload);
  occurred_.add(head.occurred_at);
}

void EventRepository::publish(std::string_view type, EventRows& rows, Timestamp published_at) {
  transaction_.runLater(kPublish, type, published_at, rows.ordering_keys_.take(),
                        rows.paths_.take(), rows.payloads_.take(), rows.occurred_.take());
}

}  // namespace itops::events
