#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "itops/database.hpp"
#include "period/figures.hpp"
#include "report/report.hpp"
#include "subject.hpp"

namespace itops::sla {

/// A group with the paths of its members, or a service with the names of its groups.
struct ReportedSubject {
  std::int32_t id = 0;
  std::string name;
  std::string display_name;
  std::vector<std::string> related;
};

/// Stored periods by the id of their subject, each list in order.
using StoredBySubject = std::map<std::int32_t, std::vector<StoredPeriod>>;

/// Reads what a report is made from, inside one transaction; each question in one statement.
class ReportSourceRepository {
 public:
  /// @param transaction outlives this object
  explicit ReportSourceRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Groups by name, services by path, without archived ones.
  std::vector<ReportedSubject> subjects(Subject kind);

  /// Days or months of all subjects of a kind that begin in an interval.
  StoredBySubject periods(Subject kind, PeriodType type, const Interval& begin);

  /// Incidents that have a part in a day, in order.
  std::vector<ReportIncident> incidents(const Interval& day);

  /// Corrections made in an interval, in order.
  std::vector<ReportCorrection> corrections(const Interval& made);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
