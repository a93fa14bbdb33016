#include "scheduler/leader_repository.hpp"

namespace itops::scheduler {
namespace {

// The two numbers are the key of the lock: `ITOP`, and 1 for the scheduler.
constexpr Statement kTryLock{"scheduler.try_lock", R"(
SELECT pg_try_advisory_lock(1230262096, 1) AS locked)"};

constexpr Statement kTakeOver{"scheduler.take_over", R"(
UPDATE kernel.scheduler_leader SET epoch = epoch + 1, replica = $1, backend_pid = pg_backend_pid(),
  acquired_at = clock_timestamp(), renewed_at = clock_timestamp()
RETURNING epoch)"};

constexpr Statement kRenew{"scheduler.renew", R"(
UPDATE kernel.scheduler_leader SET renewed_at = clock_timestamp() WHERE epoch = $1)"};

// Only the recorded leader is ended, and only while it holds the lock: one that has just taken the
// lock and waits for its predecessor's transactions is not recorded yet.
constexpr Statement kEndHung{"scheduler.end_hung_leader", R"(
SELECT pg_terminate_backend(leader.backend_pid) AS ended
FROM kernel.scheduler_leader AS leader
JOIN pg_locks AS held ON held.pid = leader.backend_pid
WHERE leader.renewed_at < clock_timestamp() - $1 * interval '1 millisecond'
  AND held.locktype = 'advisory' AND held.granted
  AND held.classid = 1230262096 AND held.objid = 1 AND held.objsubid = 2
  AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database()))"};

constexpr Statement kCurrent{"scheduler.current_leader", R"(
SELECT epoch, replica, acquired_at FROM kernel.scheduler_leader)"};

}  // namespace

void LeaderRepository::detectVanishedPeer() {
  session_.runScript("scheduler.detect_vanished_peer",
                     "SET tcp_keepalives_idle = 2; SET tcp_keepalives_interval = 1;"
                     "SET tcp_keepalives_count = 3; SET tcp_user_timeout = 5000");
}

bool LeaderRepository::tryLock() {
  return session_.run(kTryLock)[0].boolean("locked");
}

std::int64_t LeaderRepository::takeOver(const std::string& replica) {
  return session_.run(kTakeOver, replica)[0].integer("epoch");
}

bool LeaderRepository::renew(std::int64_t epoch) {
  return session_.run(kRenew, epoch).affectedCount() == 1;
}

bool LeaderRepository::endHungLeader(std::chrono::milliseconds lease) {
  return !session_.run(kEndHung, static_cast<std::int64_t>(lease.count())).empty();
}

Leader currentLeader(Database& database) {
  const Rows rows = database.run(kCurrent);
  const auto row = rows[0];
  return {row.integer("epoch"), std::string(row.text("replica")), row.timestamp("acquired_at")};
}

}  // namespace itops::scheduler
