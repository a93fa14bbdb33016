#include "aggregation/window_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kTryLock{"sla.lock_aggregation", R"(
SELECT pg_try_advisory_xact_lock(hashtext('itops.sla.aggregation')) AS locked)"};

constexpr Statement kSelectNext{"sla.select_next_window", R"(
SELECT next_window FROM sla.aggregation)"};

constexpr Statement kUpsertNext{"sla.upsert_next_window", R"(
INSERT INTO sla.aggregation (next_window) VALUES ($1)
ON CONFLICT (id) DO UPDATE SET next_window = EXCLUDED.next_window)"};

constexpr Statement kSelectOldest{"sla.select_oldest_sample", R"(
SELECT min(observed_at) AS oldest FROM sla.sla_snapshots)"};

constexpr Statement kSelectCarried{"sla.select_carried", R"(
SELECT service_id, observed_at, status, reporter, hold_seconds, down_after_seconds
FROM sla.carried_sample ORDER BY service_id)"};

constexpr Statement kUpsertCarried{"sla.upsert_carried", R"(
INSERT INTO sla.carried_sample AS c
  (service_id, observed_at, status, reporter, hold_seconds, down_after_seconds)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::smallint[], $4::smallint[],
                     $5::integer[], $6::integer[])
ON CONFLICT (service_id) DO UPDATE SET
  observed_at = EXCLUDED.observed_at, status = EXCLUDED.status, reporter = EXCLUDED.reporter,
  hold_seconds = EXCLUDED.hold_seconds, down_after_seconds = EXCLUDED.down_after_seconds)"};

constexpr Statement kSelectSamples{"sla.select_samples", R"(
SELECT service_id, observed_at, status, reporter, hold_seconds, down_after_seconds
FROM sla.sla_snapshots
WHERE observed_at >= $1 AND observed_at < $2
ORDER BY service_id, observed_at)"};

constexpr Statement kSelectOutages{"sla.select_outages", R"(
SELECT started_at, ended_at FROM kernel.platform_outage WHERE ended_at > $1 ORDER BY started_at)"};

constexpr Statement kSelectArchivals{"sla.select_archivals", R"(
SELECT service_id, archived_at, COALESCE(revived_at, $2) AS revived_at
FROM kernel.service_archival
WHERE archived_at < $2 AND COALESCE(revived_at, $2) > $1
UNION ALL
SELECT id, archived_at, $2 FROM kernel.service WHERE archived_at < $2
ORDER BY service_id)"};

constexpr Statement kEnsurePartition{"sla.ensure_window_partition", R"(
SELECT sla.ensure_day_partition('sla_windows', $1::date))"};

constexpr Statement kUpsertWindows{"sla.upsert_windows", R"(
INSERT INTO sla.sla_windows (window_start, service_id, up_ms, degraded_ms, down_ms, maintenance_ms,
                             unknown_ms, excluded_ms)
SELECT * FROM unnest($1::timestamptz[], $2::integer[], $3::integer[], $4::integer[],
                     $5::integer[], $6::integer[], $7::integer[], $8::integer[])
ON CONFLICT (service_id, window_start) DO UPDATE SET
  up_ms = EXCLUDED.up_ms, degraded_ms = EXCLUDED.degraded_ms, down_ms = EXCLUDED.down_ms,
  maintenance_ms = EXCLUDED.maintenance_ms, unknown_ms = EXCLUDED.unknown_ms,
  excluded_ms = EXCLUDED.excluded_ms)"};

constexpr Statement kSelectWindows{"sla.select_windows", R"(
SELECT window_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms, excluded_ms
FROM sla.sla_windows
WHERE service_id = $1 AND window_start >= $2 AND window_start < $3
ORDER BY window_start LIMIT $4)"};

ServiceSample sampleOf(const Rows::Row& row) {
  return {static_cast<std::int32_t>(row.integer("service_id")),
          {row.timestamp("observed_at"), static_cast<Status>(row.integer("status")),
           static_cast<Reporter>(row.integer("reporter")),
           std::chrono::seconds(row.integer("hold_seconds")),
           std::chrono::seconds(row.integer("down_after_seconds"))}};
}

std::vector<ServiceSample> samplesOf(const Rows& rows) {
  std::vector<ServiceSample> samples;
  samples.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) samples.push_back(sampleOf(row));
  return samples;
}

constexpr std::pair<TimeClass, const char*> kColumns[] = {
    {TimeClass::kUp, "up_ms"},           {TimeClass::kDegraded, "degraded_ms"},
    {TimeClass::kDown, "down_ms"},       {TimeClass::kMaintenance, "maintenance_ms"},
    {TimeClass::kUnknown, "unknown_ms"}, {TimeClass::kExcluded, "excluded_ms"},
};

}  // namespace

bool WindowRepository::tryLock() {
  return transaction_.run(kTryLock)[0].boolean("locked");
}

std::optional<Instant> WindowRepository::nextWindow() {
  const Rows rows = transaction_.run(kSelectNext);
  if (rows.empty()) return std::nullopt;
  return instantOf(rows[0].timestamp("next_window"));
}

void WindowRepository::setNextWindow(Instant start) {
  transaction_.run(kUpsertNext, Timestamp(start));
}

std::optional<Instant> WindowRepository::oldestSample() {
  const auto oldest = transaction_.run(kSelectOldest)[0].optionalTimestamp("oldest");
  if (!oldest) return std::nullopt;
  return instantOf(*oldest);
}

std::vector<ServiceSample> WindowRepository::carriedSamples() {
  return samplesOf(transaction_.run(kSelectCarried));
}

void WindowRepository::saveCarried(std::span<const ServiceSample> samples) {
  if (samples.empty()) return;
  ArrayValue ids, times, statuses, reporters, holds, down_afters;
  for (const auto& [service_id, sample] : samples) {
    ids.add(service_id);
    times.add(sample.observed_at);
    statuses.add(static_cast<int>(sample.status));
    reporters.add(static_cast<int>(sample.reporter));
    holds.add(std::int64_t{sample.hold.count()});
    down_afters.add(std::int64_t{sample.down_after.count()});
  }
  transaction_.run(kUpsertCarried, ids.take(), times.take(), statuses.take(), reporters.take(),
                   holds.take(), down_afters.take());
}

std::vector<ServiceSample> WindowRepository::samplesIn(const Interval& interval) {
  return samplesOf(
      transaction_.run(kSelectSamples, Timestamp(interval.from), Timestamp(interval.to)));
}

std::vector<Interval> WindowRepository::outagesAfter(Instant instant) {
  std::vector<Interval> outages;
  for (const auto row : transaction_.run(kSelectOutages, Timestamp(instant))) {
    outages.push_back(
        {instantOf(row.timestamp("started_at")), instantOf(row.timestamp("ended_at"))});
  }
  return outages;
}

std::vector<WindowRepository::Archival> WindowRepository::archivalsIn(const Interval& interval) {
  std::vector<Archival> archivals;
  for (const auto row :
       transaction_.run(kSelectArchivals, Timestamp(interval.from), Timestamp(interval.to))) {
    archivals.push_back(
        {static_cast<std::int32_t>(row.integer("service_id")),
         {instantOf(row.timestamp("archived_at")), instantOf(row.timestamp("revived_at"))}});
  }
  return archivals;
}

void WindowRepository::ensurePartition(Instant day) {
  transaction_.run(kEnsurePartition, formatTimestamp(Timestamp(day)).substr(0, 10));
}

void WindowRepository::saveWindows(std::span<const ServiceWindow> windows) {
  if (windows.empty()) return;
  ArrayValue starts, ids;
  ArrayValue times[kTimeClassCount];
  for (const ServiceWindow& window : windows) {
    starts.add(Timestamp(window.window_start));
    ids.add(window.service_id);
    for (std::size_t i = 0; i < kTimeClassCount; ++i) {
      times[i].add(std::int64_t{window.times.of(kColumns[i].first).count()});
    }
  }
  transaction_.run(kUpsertWindows, starts.take(), ids.take(), times[0].take(), times[1].take(),
                   times[2].take(), times[3].take(), times[4].take(), times[5].take());
}

std::vector<ServiceWindow> WindowRepository::windowsOf(std::int32_t service_id,
                                                       const Interval& interval, int limit) {
  std::vector<ServiceWindow> windows;
  for (const auto row : transaction_.run(kSelectWindows, service_id, Timestamp(interval.from),
                                         Timestamp(interval.to), limit)) {
    ServiceWindow window{service_id, instantOf(row.timestamp("window_start")), {}};
    for (const auto& [time_class, column] : kColumns) {
      window.times.add(time_class, Duration(row.integer(column)));
    }
    windows.push_back(window);
  }
  return windows;
}

}  // namespace itops::sla
