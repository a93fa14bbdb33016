#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "database/session.hpp"
#include "itops/database.hpp"
#include "itops/timestamp.hpp"

namespace itops::scheduler {

/// Who leads, as every replica sees it.
struct Leader {
  std::int64_t epoch = 0;  ///< 0 until there was a first leader
  std::string replica;
  Timestamp acquired_at;
};

/// SQL of the leadership, on the one session whose life it is bound to. All functions throw as
/// Session does. One thread.
class LeaderRepository {
 public:
  explicit LeaderRepository(Session& session) : session_(session) {}

  /// Makes the server notice within seconds when this machine vanishes. Without effect where the
  /// connection is no TCP connection.
  void detectVanishedPeer();

  /// Takes the lock that makes a leader, held until the session ends; false when somebody else
  /// holds it.
  bool tryLock();

  /// Raises the epoch and returns the new one. Waits for fenced transactions of the one before.
  std::int64_t takeOver(const std::string& replica);

  /// Shows that the leader lives; false when it isn't the leader any more.
  bool renew(std::int64_t epoch);

  /// Ends the session of a leader that holds the lock but has not renewed for so long; true when
  /// there was one.
  bool endHungLeader(std::chrono::milliseconds lease);

 private:
  Session& session_;
};

/// The newest leader. [any]
Leader currentLeader(Database& database);

}  // namespace itops::scheduler
