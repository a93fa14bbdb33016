#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "itops/database.hpp"
#include "period/budget_alerts.hpp"
#include "period/budget_repository.hpp"

namespace itops::sla {

/// What the watch works on, inside one transaction.
class BudgetWatchRepository {
 public:
  /// @param transaction outlives this object
  explicit BudgetWatchRepository(Transaction& transaction) : transaction_(transaction) {}

  /// The burn windows of one subject that has a definition.
  struct Spans {
    std::int32_t definition_id = 0;
    SpanTimes times;
  };

  /// Of all services that had less than their best in the last hours, or of which an alert was
  /// told: what their uneven windows were. Time up and unknown is left out where that is all.
  std::map<SubjectKey, Spans> serviceSpans(Instant end);

  /// The same of groups, with all their time.
  std::map<SubjectKey, Spans> groupSpans(Instant end);

  /// Alerts that were told, and the windows of which.
  std::map<AlertKey, Instant> alerts();
  void saveAlerts(const std::vector<AlertKey>& alerts, Instant raised_at);
  void removeAlerts(const std::vector<AlertKey>& alerts);

  /// A subject as events name it.
  struct Name {
    Uuid uuid;
    std::string text;  ///< path or name
  };
  std::map<SubjectKey, Name> names(const std::set<SubjectKey>& subjects);

  /// A service of which nothing is known.
  struct Absence {
    std::int32_t service_id = 0;
    Uuid uuid;
    std::string path;
  };

  /// Forgets absences of services of which something is known by now, or nothing promised.
  void removeEndedAbsences(const Interval& interval);

  /// Notes and gives the services that have a definition, were there all the time, and of which
  /// nothing was known in an interval; only those that were not noted yet. None when the platform
  /// itself was away in it.
  std::vector<Absence> addAbsences(const Interval& interval);

 private:
  std::map<SubjectKey, Spans> spansFrom(const Rows& rows, Subject kind);

  Transaction& transaction_;
};

}  // namespace itops::sla
