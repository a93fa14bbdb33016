#include "ingest/platform_heartbeat_repository.hpp"

namespace itops::ingest {
namespace {

// Replicas beat one after the other, so that a gap is seen and recorded by exactly one.
constexpr Statement kHeartbeatLock{"ingest.heartbeat_lock", R"(
SELECT pg_advisory_xact_lock(hashtext('itops.heartbeat')))"};

constexpr Statement kSelectNewest{"ingest.select_newest_beat", R"(
SELECT max(beat_at) AS beat_at FROM kernel.platform_heartbeat)"};

constexpr Statement kInsertOutage{"ingest.insert_outage", R"(
INSERT INTO kernel.platform_outage (started_at, ended_at) VALUES ($1, $2)
ON CONFLICT (started_at) DO NOTHING)"};

constexpr Statement kBeat{"ingest.beat", R"(
INSERT INTO kernel.platform_heartbeat (replica_id, beat_at) VALUES ($1, $2)
ON CONFLICT (replica_id) DO UPDATE SET beat_at = EXCLUDED.beat_at)"};

// The newest beat stays whoever made it: the next start measures its gap from there.
constexpr Statement kForgetReplicas{"ingest.forget_replicas", R"(
DELETE FROM kernel.platform_heartbeat WHERE beat_at < $1::timestamptz - interval '1 day' AND replica_id <> $2)"};

}  // namespace

std::optional<PlatformOutage> PlatformHeartbeat::beat() {
  std::optional<PlatformOutage> outage;
  database_.transact([&](Transaction& transaction) {
    transaction.run(kHeartbeatLock);
    const Timestamp now = clock_.now();
    const auto newest = transaction.run(kSelectNewest)[0].optionalTimestamp("beat_at");
    if (newest && now - *newest > outage_after_) {
      outage = PlatformOutage{*newest, now};
      transaction.run(kInsertOutage, outage->started_at, outage->ended_at);
    }
    transaction.run(kBeat, replica_id_, now);
    transaction.run(kForgetReplicas, now, replica_id_);
  });
  return outage;
}

}  // namespace itops::ingest
