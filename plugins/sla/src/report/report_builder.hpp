#pragma once

#include <map>
#include <string>
#include <vector>

#include "definition/definition_repository.hpp"
#include "itops/database.hpp"
#include "report/report.hpp"
#include "report/report_source_repository.hpp"

namespace itops::sla {

/// Makes the report of the day that it is: about the day before, which is over, and today and the
/// month so far. Reads everything in the transaction that it is given.
class ReportBuilder {
 public:
  /// @param transaction outlives this object
  /// @param organisation on the title
  /// @param time_zone of days and months whose definition names none, and of the report's clock
  ReportBuilder(Transaction& transaction, std::string organisation, const std::string& time_zone)
      : transaction_(transaction),
        organisation_(std::move(organisation)),
        calendar_(time_zone),
        source_(transaction) {}

  /// The report of a date, made now; revision and differences are left to the caller.
  /// @param corrected_from corrections made from then on are named
  Report build(std::chrono::year_month_day date, Timestamp now, Timestamp corrected_from);

  /// The figures of a day with these times, of a subject that is there now.
  Figures dayFigures(Subject kind, std::int32_t id, std::chrono::year_month_day date,
                     const StoredPeriod& stored);

 private:
  struct Stored {
    StoredBySubject days;
    StoredBySubject months;
  };

  /// What is read once for all subjects of a kind.
  void begin(Subject kind);
  ReportSubject subjectOf(Subject kind, const ReportedSubject& record, const Report& report,
                          const Stored& stored);
  std::vector<StripDay> stripOf(const ReportedSubject& record, const Report& report,
                                const Stored& stored);
  Figures figures(Subject kind, const ReportedSubject& record, PeriodType type,
                  std::chrono::year_month_day date, const StoredBySubject& stored);
  const Calendar& calendarOf(const Definition* definition);
  Stored readStored(Subject kind, const Report& report, int days);
  void addGroups(Report& report);
  void addServices(Report& report);

  Transaction& transaction_;
  const std::string organisation_;
  const Calendar calendar_;
  ReportSourceRepository source_;
  std::map<std::string, Calendar> calendars_;
  std::map<Subject, AssignedDefinitions> definitions_;
  std::optional<Instant> counted_until_;
};

}  // namespace itops::sla
