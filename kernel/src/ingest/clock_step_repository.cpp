#include "ingest/clock_step_repository.hpp"

namespace itops::ingest {
namespace {

// In order of the ids, as all writers lock services.
constexpr Statement kSilenceFromNow{"ingest.silence_from_now", R"(
WITH ahead AS (
  SELECT service_id FROM kernel.service_state WHERE silence_from > $1
  ORDER BY service_id FOR NO KEY UPDATE)
UPDATE kernel.service_state st SET silence_from = $1
FROM ahead WHERE st.service_id = ahead.service_id)"};

constexpr Statement kBeatsUntilNow{"ingest.beats_until_now", R"(
UPDATE kernel.platform_heartbeat SET beat_at = $1 WHERE beat_at > $1)"};

}  // namespace

void leaveFuture(Database& database, Timestamp now) {
  database.transact([&](Transaction& transaction) {
    transaction.run(kSilenceFromNow, now);
    transaction.run(kBeatsUntilNow, now);
  });
}

}  // namespace itops::ingest
