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

constexpr Statement kDeleteEvents{"events.delete_events", R"(
DELETE FROM kernel.event
WHERE id IN (SELECT e.id FROM kernel.event AS e
             WHERE e.published_at < $1
               AND NOT EXISTS (SELECT FROM kernel.event_delivery AS d WHERE d.event_id = e.id)
             LIMIT $2 FOR UPDATE SKIP LOCKED))"};

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

std::int64_t EventCleanerRepository::deleteEvents(Timestamp published_before) {
  return database_.run(kDeleteEvents, published_before, kStepRows).affectedCount();
}

}  // namespace itops::events
