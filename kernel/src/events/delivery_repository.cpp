#include "events/delivery_repository.hpp"

#include <algorithm>
#include <unordered_map>

namespace itops::events {
namespace {

constexpr Statement kRegister{"events.register_consumer", R"(
INSERT INTO kernel.event_consumer AS c (name, owner, event_type, registered_at, seen_at)
VALUES ($1, $2, $3, $4, $4)
ON CONFLICT (name) DO UPDATE
SET owner = EXCLUDED.owner, event_type = EXCLUDED.event_type, seen_at = EXCLUDED.seen_at,
    forgotten_at = NULL,
    registered_at = CASE WHEN c.forgotten_at IS NULL THEN c.registered_at
                         ELSE EXCLUDED.registered_at END
RETURNING id)"};

constexpr Statement kCheckAtOnce{"events.check_at_once", "SET CONSTRAINTS ALL IMMEDIATE"};

constexpr Statement kTryLock{"events.lock_consumer", R"(
SELECT pg_try_advisory_xact_lock(hashtext('itops.event_consumer'), $1::integer) AS locked)"};

// OFFSET 0 keeps the planner from joining in another way than by key, and the order of the inner
// query from looking for what is put off in another way than at the end of the index, whatever it
// thinks of the sizes of these tables, which change by the second.
constexpr Statement kSelectDue{"events.select_due", R"(
SELECT d.event_id, d.attempts, d.ordering_hash, d.next_attempt_at, e.uuid, e.published_at,
       e.payload,
       (SELECT next_attempt_at > $2 FROM kernel.event_delivery
        WHERE consumer_id = $1 AND dead_at IS NULL
        ORDER BY next_attempt_at DESC, event_id DESC LIMIT 1) AS put_off
FROM (SELECT event_id, attempts, ordering_hash, next_attempt_at
      FROM kernel.event_delivery
      WHERE consumer_id = $1 AND dead_at IS NULL AND next_attempt_at <= $2
      ORDER BY next_attempt_at, event_id LIMIT $3) AS d
CROSS JOIN LATERAL (
  SELECT uuid, published_at, payload::text AS payload FROM kernel.event
  WHERE id = d.event_id OFFSET 0) AS e)"};

constexpr Statement kSelectPredecessors{"events.select_predecessors", R"(
SELECT d.event_id, before.event_id AS before_id, before.next_attempt_at
FROM unnest($2::bigint[], $3::bigint[]) AS d (event_id, ordering_hash)
CROSS JOIN LATERAL (
  SELECT b.event_id, b.next_attempt_at FROM kernel.event_delivery AS b
  WHERE b.consumer_id = $1 AND b.dead_at IS NULL AND b.ordering_hash = d.ordering_hash
    AND b.event_id < d.event_id
  ORDER BY b.event_id DESC LIMIT 1) AS before)"};

constexpr Statement kSelectNextDue{"events.select_next_due", R"(
SELECT next_attempt_at FROM kernel.event_delivery
WHERE consumer_id = $1 AND dead_at IS NULL
ORDER BY next_attempt_at, event_id LIMIT 1)"};

constexpr Statement kDeleteDeliveries{"events.delete_deliveries", R"(
DELETE FROM kernel.event_delivery WHERE consumer_id = $1 AND event_id = ANY($2::bigint[]))"};

constexpr Statement kUpdateDeliveries{"events.update_deliveries", R"(
UPDATE kernel.event_delivery AS d
SET attempts = i.attempts, next_attempt_at = i.next_attempt_at, dead_at = i.dead_at,
    last_error = COALESCE(i.last_error, d.last_error)
FROM unnest($2::bigint[], $3::integer[], $4::timestamptz[], $5::timestamptz[], $6::text[])
  AS i (event_id, attempts, next_attempt_at, dead_at, last_error)
WHERE d.consumer_id = $1 AND d.event_id = i.event_id AND d.attempts <= i.attempts)"};

DueDelivery deliveryFrom(const Rows::Row& row) {
  DueDelivery due;
  due.event_id = row.integer("event_id");
  due.attempts = static_cast<int>(row.integer("attempts"));
  due.ordering_hash = row.integer("ordering_hash");
  due.next_attempt_at = row.timestamp("next_attempt_at");
  due.delivery = {row.uuid("uuid"), row.timestamp("published_at"), due.attempts + 1};
  due.payload = row.text("payload");
  return due;
}

/// When these are all that the consumer has still to be told, in the order of event ids.
void linkAmongThemselves(std::vector<DueDelivery>& all) {
  std::unordered_map<std::int64_t, const DueDelivery*> last;
  for (DueDelivery& one : all) {
    const DueDelivery*& before = last[one.ordering_hash];
    if (before != nullptr) one.predecessor = Predecessor{before->event_id, before->next_attempt_at};
    before = &one;
  }
}

}  // namespace

int DeliveryRepository::registerConsumer(const ConsumerRegistration& consumer, Timestamp now) {
  const Rows rows =
      transaction_.run(kRegister, consumer.name, consumer.owner, consumer.event_type, now);
  return static_cast<int>(rows[0].integer("id"));
}

void DeliveryRepository::checkAtOnce() {
  transaction_.runLater(kCheckAtOnce);
}

bool DeliveryRepository::tryLock(int consumer_id) {
  return transaction_.run(kTryLock, consumer_id)[0].boolean("locked");
}

std::vector<DueDelivery> DeliveryRepository::due(int consumer_id, Timestamp now, int count_max) {
  std::vector<DueDelivery> due;
  bool are_all = true;
  for (const auto row : transaction_.run(kSelectDue, consumer_id, now, count_max)) {
    due.push_back(deliveryFrom(row));
    are_all = !row.boolean("put_off");
  }
  std::sort(due.begin(), due.end(),
            [](const auto& a, const auto& b) { return a.event_id < b.event_id; });
  if (are_all && due.size() < static_cast<std::size_t>(count_max)) {
    linkAmongThemselves(due);
  } else {
    findPredecessors(consumer_id, due);
  }
  return due;
}

void DeliveryRepository::findPredecessors(int consumer_id, std::vector<DueDelivery>& due) {
  ArrayValue ids, hashes;
  for (const DueDelivery& one : due) {
    ids.add(one.event_id);
    hashes.add(one.ordering_hash);
  }
  for (const auto row :
       transaction_.run(kSelectPredecessors, consumer_id, ids.take(), hashes.take())) {
    const std::int64_t event_id = row.integer("event_id");
    const auto found =
        std::lower_bound(due.begin(), due.end(), event_id,
                         [](const DueDelivery& one, auto id) { return one.event_id < id; });
    found->predecessor = Predecessor{row.integer("before_id"), row.timestamp("next_attempt_at")};
  }
}

std::optional<Timestamp> DeliveryRepository::nextDueAt(int consumer_id) {
  const Rows rows = transaction_.run(kSelectNextDue, consumer_id);
  if (rows.empty()) return std::nullopt;
  return rows[0].timestamp("next_attempt_at");
}

void DeliveryRepository::remove(int consumer_id, std::span<const std::int64_t> event_ids) {
  if (event_ids.empty()) return;
  ArrayValue ids;
  for (const auto id : event_ids) ids.add(id);
  transaction_.runLater(kDeleteDeliveries, consumer_id, ids.take());
}

void DeliveryRepository::save(int consumer_id, std::span<const DeliveryChange> changes) {
  if (changes.empty()) return;
  ArrayValue ids, attempts, next, dead, errors;
  for (const DeliveryChange& change : changes) {
    ids.add(change.event_id);
    attempts.add(change.attempts);
    next.add(change.next_attempt_at);
    dead.add(change.dead_at);
    errors.add(change.last_error);
  }
  transaction_.runLater(kUpdateDeliveries, consumer_id, ids.take(), attempts.take(), next.take(),
                        dead.take(), errors.take());
}

}  // namespace itops::events
