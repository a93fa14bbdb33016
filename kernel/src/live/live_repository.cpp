#include "live/live_repository.hpp"

#include <algorithm>

namespace itops::live {
namespace {

#define ITOPS_EVENT_COLUMNS                                                                   \
  "transaction_id::text AS transaction_id, id, uuid, type, path, occurred_at, published_at, " \
  "payload"

constexpr Statement kPresent{"live.present", R"(
SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
       COALESCE(e.transaction_id::text, '0') AS transaction_id, COALESCE(e.id, 0) AS id
FROM (SELECT 1) AS always
LEFT JOIN LATERAL (
  SELECT transaction_id, id FROM kernel.event
  WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY transaction_id DESC, id DESC LIMIT 1) AS e ON true)"};

constexpr Statement kAfter{"live.read_after", "SELECT " ITOPS_EVENT_COLUMNS R"(
FROM kernel.event
WHERE (transaction_id, id) > ($1::xid8, $2::bigint)
  AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY kernel.event.transaction_id, id LIMIT $3::integer)"};

constexpr Statement kNewest{"live.read_newest", "SELECT " ITOPS_EVENT_COLUMNS R"(
FROM kernel.event
WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY kernel.event.transaction_id DESC, id DESC LIMIT $1::integer)"};

#undef ITOPS_EVENT_COLUMNS

LivePosition positionOf(const Rows::Row& row) {
  return {row.integer("transaction_id"), row.integer("id")};
}

std::vector<LiveEvent> eventsOf(const Rows& rows) {
  std::vector<LiveEvent> events;
  events.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) {
    events.push_back({positionOf(row), row.uuid("uuid"), std::string(row.text("type")),
                      row.optionalText("path"), row.timestamp("occurred_at"),
                      row.timestamp("published_at"), std::string(row.text("payload"))});
  }
  return events;
}

}  // namespace

LiveRepository::Present LiveRepository::present() {
  const auto rows = database_.run(kPresent);
  return {positionOf(rows[0]), rows[0].integer("horizon")};
}

std::vector<LiveEvent> LiveRepository::after(const LivePosition& position, int limit) {
  return eventsOf(
      database_.run(kAfter, std::to_string(position.transaction_id), position.event_id, limit));
}

std::vector<LiveEvent> LiveRepository::newest(int limit) {
  auto events = eventsOf(database_.run(kNewest, limit));
  std::reverse(events.begin(), events.end());
  return events;
}

}  // namespace itops::live
