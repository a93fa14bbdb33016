#include "events/event_cleaner_repository.hpp"

namespace itops::events {
namespace {

constexpr Statement kNoteSeen{"events.note_seen", R"(
UPDATE kernel.event_consumer SET seen_at = $2, forgotten_at = NULL
WHERE name = ANY($1::text[]) AND (seen_at < $3 OR forgotten_at IS NOT NULL))"};

constexpr Statement kForget{"events.forget_consumers", R"(
UPDATE kernel.event_consumer SET forgotten_at = $2
WHERE seen_at < $1 AND forgotten_at IS NULL)"};

constexpr Statement kGiveUp{"events.give_up", R"(
UPDATE kernel.event_delivery AS d
SET dead_at = $2, last_error = concat_ws(' ', $3::text, d.last_error)
FROM (SELECT w.event_id, w.consumer_id
      FROM kernel.event_delivery AS w JOIN kernel.event AS e ON e.id = w.event_id
      WHERE w.dead_at IS NULL AND e.published_at < $1
      ORDER BY w.event_id, w.consumer_id LIMIT $4 FOR UPDATE OF w SKIP LOCKED) AS old
WHERE d.event_id = old.event_id AND d.consumer_id = old.consumer_id)"};

constexpr Statement kDeleteDead{"events.delete_dead", R"(
DELETE FROM kernel.event_delivery AS d
USING (SELECT event_id, consumer_id FROM kernel.event_delivery
       WHERE dead_at IS NOT NULL AND dead_at < $1
       ORDER BY event_id, consumer_id LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
WHERE d.event_id = old.event_id AND d.consumer_id = old.consumer_id)"};

// By id, as an index on the time would cost each publication more than this costs in an hour.
constexpr Statement kDeleteEvents{"events.delete_events", R"(
WITH step AS MATERIALIZED (
  SELECT id, published_at < $2 AS old FROM kernel.event WHERE id > $1 ORDER BY id LIMIT $3),
deleted AS (
  DELETE FROM kernel.event AS e USING step AS s
  WHERE e.id = s.id AND s.old
    AND NOT EXISTS (SELECT FROM kernel.event_delivery AS d WHERE d.event_id = s.id)
  RETURNING e.id)
SELECT COALESCE(max(s.id), 0) AS last_id, (SELECT count(*) FROM deleted) AS deleted,
       COALESCE(bool_and(s.old), false) AND count(*) = $3 AS goes_on
FROM step AS s)"};

}  // namespace

void EventCleanerRepository::noteSeen(std::span<const std::string> consumers, Timestamp now,
                                      std::chrono::milliseconds older_than) {
  ArrayValue names;
  for (const std::string& name : consumers) names.add(name);
  database_.run(kNoteSeen, names.take(), now, now - older_than);
}

std::int64_t EventCleanerRepository::forget(Timestamp seen_before, Timestamp now) {
  return database_.run(kForget, seen_before, now).affectedCount();
}

std::int64_t EventCleanerRepository::giveUp(Timestamp published_before, const std::string& reason,
                                            Timestamp now) {
  return database_.run(kGiveUp, published_before, now, reason, kStepRows).affectedCount();
}

std::int64_t EventCleanerRepository::deleteDead(Timestamp dead_before) {
  return database_.run(kDeleteDead, dead_before, kStepRows).affectedCount();
}

EventStep EventCleanerRepository::deleteEvents(std::int64_t after_id, Timestamp published_before) {
  const Rows rows = database_.run(kDeleteEvents, after_id, published_before, kStepRows);
  return {rows[0].integer("last_id"), rows[0].integer("deleted"), rows[0].boolean("goes_on")};
}

}  // namespace itops::events
