#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "itops/database.hpp"

namespace itops::events {

/// What one step through the events came to.
struct EventStep {
  std::int64_t last_id = 0;  ///< where the next step begins
  std::int64_t deleted = 0;
  bool goes_on = false;  ///< all that this one saw was old, and there may be more
};

/// SQL of the clean-up; each function is one transaction and tells how many rows it changed, at
/// most kStepRows where it says so.
class EventCleanerRepository {
 public:
  static constexpr int kStepRows = 5'000;

  explicit EventCleanerRepository(Database& database) : database_(database) {}

  /// Notes that a replica has code for these consumers, where the last note is older than that.
  void noteSeen(std::span<const std::string> consumers, Timestamp now,
                std::chrono::milliseconds older_than);
  /// Consumers that nobody noted since then: nothing is kept for them from now on.
  std::int64_t forget(Timestamp seen_before, Timestamp now);
  /// Pending deliveries of events before then are dead, for that reason. In steps.
  std::int64_t giveUp(Timestamp published_before, const std::string& reason, Timestamp now);
  /// Deliveries that have been dead since before then. In steps.
  std::int64_t deleteDead(Timestamp dead_before);
  /// Of the next kStepRows events behind an id, those of before then that nobody has to be told any
  /// more. Ids follow the time of publication closely enough to end at the first that is younger.
  EventStep deleteEvents(std::int64_t after_id, Timestamp published_before);

 private:
  Database& database_;
};

}  // namespace itops::events
