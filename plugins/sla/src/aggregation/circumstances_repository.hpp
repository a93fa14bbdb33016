#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "aggregation/counting.hpp"
#include "arithmetic/instant.hpp"
#include "itops/database.hpp"
#include "subject.hpp"

namespace itops::sla {

/// Time zones of definitions that name one, by subject.
using TimeZones = std::map<std::pair<Subject, std::int32_t>, std::string>;

/// Reads what bears on windows beside observations.
class CircumstancesRepository {
 public:
  /// @param transaction outlives this object
  explicit CircumstancesRepository(Transaction& transaction) : transaction_(transaction) {}

  /// @param interval that the windows lie in
  /// @param samples_from the oldest sample that bears on them: outages count from there on
  Circumstances load(const Interval& interval, Instant samples_from);

  /// The services that were in a group together with one of these within an interval, and these.
  std::vector<std::int32_t> withFellowMembers(const std::vector<std::int32_t>& services,
                                              const Interval& interval);

  TimeZones timeZones();

 private:
  void addExclusions(const Interval& interval, Circumstances& circumstances);
  std::vector<CountedGroup> groupsIn(const Interval& interval);

  Transaction& transaction_;
};

}  // namespace itops::sla
