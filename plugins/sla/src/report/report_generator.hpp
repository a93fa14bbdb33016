#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/logger.hpp"
#include "report/report_files.hpp"
#include "report/report_store_repository.hpp"

namespace itops::sla {

/// Makes the report of a date and publishes it: in the database and as files.
class ReportGenerator {
 public:
  /// The references outlive this object.
  /// @param organisation on the title
  /// @param time_zone says what today is
  ReportGenerator(Database& database, const Clock& clock, Logger& logger, ReportFiles files,
                  std::string organisation, std::string time_zone)
      : database_(database),
        clock_(clock),
        logger_(logger),
        files_(std::move(files)),
        organisation_(std::move(organisation)),
        time_zone_(std::move(time_zone)) {}

  struct Result {
    StoredReport report;
    std::string warning;  ///< why there are no files; empty when there are
  };

  /// Overwrites an earlier report of the same date, whose first figures stay known for comparison.
  /// @param due_at an instant of the date: now, or earlier for a report that was missed
  /// @param also called in the transaction that stores the report: a fence, an audit entry.
  ///        [request] [job]
  Result generate(Timestamp due_at,
                  const std::function<void(Transaction&, const StoredReport&)>& also);

  /// Forgets the figures of reports that are older: what is different by now is then not told any
  /// more. The reports themselves stay. [job]
  void forgetFigures(const std::function<void(Transaction&)>& fence,
                     std::chrono::milliseconds keep);

  /// What the published figures of a date are by now, where they are different. Throws
  /// Error(kNotFound, "report_not_found"). [request]
  std::vector<ReportDifference> differences(Transaction& transaction,
                                            std::chrono::year_month_day date);

 private:
  Report build(Timestamp due_at);

  Database& database_;
  const Clock& clock_;
  Logger& logger_;
  const ReportFiles files_;
  const std::string organisation_;
  const std::string time_zone_;
};

}  // namespace itops::sla
