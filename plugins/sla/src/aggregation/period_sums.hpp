#pragma once

#include <map>
#include <string>

#include "aggregation/circumstances_repository.hpp"
#include "aggregation/period_sums_repository.hpp"
#include "arithmetic/class_times.hpp"
#include "arithmetic/period.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Collects what changes in the days and months of services and groups, and adds it to the stored
/// sums at once.
class PeriodSums {
 public:
  /// @param time_zone of subjects whose definition names none
  PeriodSums(const std::string& time_zone, TimeZones zones)
      : default_zone_(time_zone), zones_(std::move(zones)) {}

  /// The time of a window, or by how much it changed.
  void add(Subject subject, std::int32_t id, Instant window_start, const ClassTimes& times);

  /// Adds everything to the table; what is zero changes nothing.
  /// @param is_recount whether figures that stood change: their revision grows
  void save(Transaction& transaction, bool is_recount) const;

 private:
  struct Starts {
    Instant day;
    Instant month;
  };

  const Starts& startsOf(const std::string& zone, Instant window_start);
  const std::string& zoneOf(Subject subject, std::int32_t id) const;

  const std::string default_zone_;
  const TimeZones zones_;
  std::map<std::string, Calendar> calendars_;
  std::map<std::pair<std::string, Instant>, Starts> starts_;
  PeriodTimes sums_;
};

}  // namespace itops::sla
