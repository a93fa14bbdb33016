#include "aggregation/recount_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kInsertRecount{"sla.insert_recount", R"(
INSERT INTO sla.recount (service_id, from_at, to_at) VALUES ($1, $2, $3))"};

constexpr Statement kSelectRecounts{"sla.select_recounts", R"(
SELECT id, service_id, from_at, to_at FROM sla.recount ORDER BY from_at, service_id LIMIT $1)"};

constexpr Statement kDeleteRecount{"sla.delete_recount", R"(
DELETE FROM sla.recount WHERE id = $1)"};

constexpr Statement kUpdateRecount{"sla.update_recount", R"(
UPDATE sla.recount SET from_at = $2, to_at = $3 WHERE id = $1)"};

}  // namespace

void RecountRepository::add(std::int32_t service_id, const Interval& interval) {
  transaction_.runLater(kInsertRecount, service_id, Timestamp(interval.from),
                        Timestamp(interval.to));
}

std::vector<RecountTask> RecountRepository::earliest(int limit) {
  std::vector<RecountTask> tasks;
  for (const auto row : transaction_.run(kSelectRecounts, limit)) {
    tasks.push_back({row.integer("id"),
                     static_cast<std::int32_t>(row.integer("service_id")),
                     {instantOf(row.timestamp("from_at")), instantOf(row.timestamp("to_at"))}});
  }
  return tasks;
}

void RecountRepository::remove(std::int64_t id) {
  transaction_.runLater(kDeleteRecount, id);
}

void RecountRepository::moveOn(std::int64_t id, const Interval& rest) {
  transaction_.runLater(kUpdateRecount, id, Timestamp(rest.from), Timestamp(rest.to));
}

}  // namespace itops::sla
