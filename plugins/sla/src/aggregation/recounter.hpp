#pragma once

#include <string>
#include <vector>

#include "aggregation/recount_repository.hpp"
#include "aggregation/window_repository.hpp"
#include "arithmetic/instant.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Counts windows again that something changed after they were handled: a late observation, an
/// exclusion. The difference goes into the days and months, which get a new revision where there is
/// one. Works in pieces, the earliest time first, each with the services that are to be counted and
/// the groups that they belonged to. A piece goes on until behind what changed each service has an
/// observation, from which on nothing can be different.
class Recounter {
 public:
  struct Result {
    bool worked = false;  ///< there may be more to do
    int windows = 0;      ///< five-minute windows in the piece
  };

  /// @param transaction outlives this object; holds the aggregation's lock
  /// @param time_zone of subjects whose definition names none
  /// @param handled_until end of the last window handled
  Recounter(Transaction& transaction, std::string time_zone, Instant handled_until)
      : transaction_(transaction),
        time_zone_(std::move(time_zone)),
        handled_until_(handled_until) {}

  /// One piece. [job] [request]
  Result runNext();

 private:
  struct Piece {
    Interval interval;                   ///< whole windows
    std::vector<std::int32_t> services;  ///< to be counted
    std::vector<std::int32_t> fellows;   ///< these and whoever was in a group with one of them
  };

  Piece pieceOf(const std::vector<RecountTask>& tasks, Instant begin);
  void count(const Piece& piece, const SamplesByService& samples);
  void store(Subject subject, const Interval& interval, const WindowMap& counted,
             const std::vector<std::int32_t>& ids);
  void finish(const std::vector<RecountTask>& tasks, const Interval& done,
              const SamplesByService& samples);

  Transaction& transaction_;
  const std::string time_zone_;
  const Instant handled_until_;
};

}  // namespace itops::sla
