#include "ingest/silence_repository.hpp"

namespace itops::ingest {
namespace {

constexpr Statement kTryLock{"ingest.silence_lock", R"(
SELECT pg_try_advisory_xact_lock(hashtext('itops.silence')) AS locked)"};

// DOWN since the threshold or later is silence's own doing (or a newer report); status_since of a
// reported DOWN lies before it.
constexpr Statement kSelectSilent{"ingest.select_silent", R"(
SELECT st.service_id
FROM kernel.service_state AS st JOIN kernel.service AS s ON s.id = st.service_id
WHERE st.service_id > $4 AND s.archived_at IS NULL AND st.status <> 4
  AND st.silence_from + make_interval(secs => COALESCE(s.unknown_after_seconds, $2::integer)) <= $1
  AND NOT (st.status = 3 AND st.status_since >= st.silence_from
           + make_interval(secs => COALESCE(s.down_after_seconds, $3::integer)))
ORDER BY st.service_id LIMIT $5)"};

constexpr Statement kSelectOutages{"ingest.select_outages", R"(
SELECT started_at, ended_at FROM kernel.platform_outage WHERE ended_at > $1 ORDER BY started_at)"};

}  // namespace

bool SilenceRepository::tryLock() {
  return transaction_.run(kTryLock)[0].boolean("locked");
}

std::vector<std::int32_t> SilenceRepository::silentServices(Timestamp now,
                                                            const SilenceLimits& global,
                                                            std::int32_t after_id, int count_max) {
  std::vector<std::int32_t> ids;
  for (const auto row :
       transaction_.run(kSelectSilent, now, std::int64_t{global.unknown_after.count()},
                        std::int64_t{global.down_after.count()}, after_id, count_max)) {
    ids.push_back(static_cast<std::int32_t>(row.integer("service_id")));
  }
  return ids;
}

std::vector<PlatformOutage> SilenceRepository::outagesSince(Timestamp from) {
  std::vector<PlatformOutage> outages;
  for (const auto row : transaction_.run(kSelectOutages, from)) {
    outages.push_back({row.timestamp("started_at"), row.timestamp("ended_at")});
  }
  return outages;
}

}  // namespace itops::ingest
