#include "history_repository.hpp"

namespace itops::storage {
namespace {

constexpr Statement kSelectKeptMounts{"storage.select_kept_mounts", R"(
SELECT id, observed_at, free_percent, allocated_bytes FROM storage.mount
WHERE id > $1 ORDER BY id LIMIT $2)"};

// What moves is taken out and added to what is there in one statement, so it never counts twice,
// however late it came.
#define ITOPS_ADD_TO_ROLL_UP                                                                \
  "ON CONFLICT (mount_id, resolution, bucket) DO UPDATE "                                   \
  "SET samples = r.samples + EXCLUDED.samples, free_sum = r.free_sum + EXCLUDED.free_sum, " \
  "    free_min = LEAST(r.free_min, EXCLUDED.free_min), "                                   \
  "    free_max = GREATEST(r.free_max, EXCLUDED.free_max), "                                \
  "    used_samples = r.used_samples + EXCLUDED.used_samples, "                             \
  "    used_sum = r.used_sum + EXCLUDED.used_sum, "                                         \
  "    allocated_bytes = GREATEST(r.allocated_bytes, EXCLUDED.allocated_bytes)"

constexpr Statement kMoveSamples{"storage.move_samples", R"(
WITH taken AS (
  DELETE FROM storage.sample WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM storage.sample
    WHERE mount_id BETWEEN $1 AND $2 AND observed_at < $3 LIMIT $4))
  RETURNING mount_id, observed_at, free_percent, used_bytes, allocated_bytes
)
INSERT INTO storage.roll_up AS r
  (mount_id, resolution, bucket, samples, free_sum, free_min, free_max, used_samples, used_sum,
   allocated_bytes)
SELECT t.mount_id, 1, date_trunc('hour', t.observed_at), count(*), sum(t.free_percent::float8),
       min(t.free_percent), max(t.free_percent), count(t.used_bytes),
       COALESCE(sum(t.used_bytes::float8), 0), max(t.allocated_bytes)
FROM taken AS t JOIN storage.mount AS m ON m.id = t.mount_id
GROUP BY 1, 3
)" ITOPS_ADD_TO_ROLL_UP};

constexpr Statement kMoveHours{"storage.move_hours", R"(
WITH taken AS (
  DELETE FROM storage.roll_up
  WHERE mount_id BETWEEN $1 AND $2 AND resolution = 1 AND bucket < $3
  RETURNING mount_id, bucket, samples, free_sum, free_min, free_max, used_samples, used_sum,
            allocated_bytes
)
INSERT INTO storage.roll_up AS r
  (mount_id, resolution, bucket, samples, free_sum, free_min, free_max, used_samples, used_sum,
   allocated_bytes)
SELECT mount_id, 2, date_trunc('day', bucket), sum(samples), sum(free_sum), min(free_min),
       max(free_max), sum(used_samples), sum(used_sum), max(allocated_bytes)
FROM taken GROUP BY 1, 3
)" ITOPS_ADD_TO_ROLL_UP};

constexpr Statement kDeleteDays{"storage.delete_days", R"(
DELETE FROM storage.roll_up
WHERE mount_id BETWEEN $1 AND $2 AND resolution = 2 AND bucket < $3)"};

constexpr Statement kDeleteMounts{"storage.delete_unreported_mounts", R"(
DELETE FROM storage.mount WHERE id BETWEEN $1 AND $2 AND observed_at < $3)"};

constexpr Statement kSelectUse{"storage.select_use", R"(
SELECT mount_id, date_bin(make_interval(secs => $4), at, '2000-01-01Z') AS step,
       sum(free_sum) / sum(samples) AS free_percent,
       CASE WHEN sum(used_samples) = sum(samples) THEN sum(used_sum) / sum(samples) END
         AS used_bytes
FROM (SELECT mount_id, observed_at AS at, 1 AS samples, free_percent::float8 AS free_sum,
             CASE WHEN used_bytes IS NULL THEN 0 ELSE 1 END AS used_samples,
             COALESCE(used_bytes, 0)::float8 AS used_sum
      FROM storage.sample WHERE mount_id BETWEEN $1 AND $2 AND observed_at >= $3
      UNION ALL
      SELECT mount_id, bucket, samples, free_sum, used_samples, used_sum
      FROM storage.roll_up
      WHERE mount_id BETWEEN $1 AND $2 AND resolution = 1 AND bucket >= $3) AS h
GROUP BY 1, 2 ORDER BY 1, 2)"};

constexpr Statement kDeleteForecasts{"storage.delete_forecasts", R"(
DELETE FROM storage.forecast WHERE mount_id BETWEEN $1 AND $2)"};

constexpr Statement kInsertForecasts{"storage.insert_forecasts", R"(
INSERT INTO storage.forecast (mount_id, full_at)
SELECT * FROM unnest($1::integer[], $2::timestamptz[]))"};

}  // namespace

std::vector<KeptMount> HistoryRepository::mountsAfter(std::int32_t id, int limit) {
  std::vector<KeptMount> mounts;
  for (const auto row : transaction_.run(kSelectKeptMounts, id, limit)) {
    mounts.push_back({static_cast<std::int32_t>(row.integer("id")), row.timestamp("observed_at"),
                      row.optionalNumber("free_percent"), row.optionalInteger("allocated_bytes")});
  }
  return mounts;
}

bool HistoryRepository::moveSamples(const Range& range, Timestamp before, int limit) {
  return transaction_.run(kMoveSamples, range.first, range.last, before, limit).affectedCount() > 0;
}

void HistoryRepository::moveHours(const Range& range, Timestamp before) {
  transaction_.run(kMoveHours, range.first, range.last, before);
}

void HistoryRepository::deleteBefore(const Range& range, Timestamp before) {
  transaction_.run(kDeleteDays, range.first, range.last, before);
  transaction_.run(kDeleteMounts, range.first, range.last, before);
}

std::map<std::int32_t, std::vector<UseStep>> HistoryRepository::useSteps(const Range& range,
                                                                         Timestamp since) {
  const auto step = std::chrono::seconds(kForecastStep).count();
  std::map<std::int32_t, std::vector<UseStep>> steps;
  for (const auto row : transaction_.run(kSelectUse, range.first, range.last, since,
                                         static_cast<std::int64_t>(step))) {
    steps[static_cast<std::int32_t>(row.integer("mount_id"))].push_back(
        {row.timestamp("step"), row.number("free_percent"), row.optionalNumber("used_bytes")});
  }
  return steps;
}

void HistoryRepository::saveForecasts(const Range& range, const std::vector<Forecast>& forecasts) {
  transaction_.run(kDeleteForecasts, range.first, range.last);
  ArrayValue ids, times;
  for (const Forecast& forecast : forecasts) {
    ids.add(forecast.mount_id);
    times.add(forecast.full_at);
  }
  if (!forecasts.empty()) transaction_.run(kInsertForecasts, ids.take(), times.take());
}

}  // namespace itops::storage
