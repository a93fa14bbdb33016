#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "itops/database.hpp"
#include "itops/timestamp.hpp"
#include "report/report.hpp"
#include "subject.hpp"

namespace itops::sla {

/// A report as the list shows it.
struct StoredReport {
  std::chrono::year_month_day date;
  int revision = 1;
  Timestamp generated_at;
  std::string day;   ///< key of the reported day
  std::string path;  ///< of the PDF file; empty when it could not be written
};

/// What a report is published as.
struct ReportForms {
  std::string json;
  std::string csv;
  std::string pdf;
};

/// A figure of a published report that is different by now.
struct ChangedFigure {
  Subject kind = Subject::kService;
  std::int32_t id = 0;
  std::string name;
  StoredPeriod published;
  StoredPeriod current;
};

/// Keeps reports, inside one transaction.
class ReportStoreRepository {
 public:
  /// @param transaction outlives this object
  explicit ReportStoreRepository(Transaction& transaction) : transaction_(transaction) {}

  std::optional<StoredReport> find(std::chrono::year_month_day date);
  /// The last one of a date before.
  std::optional<StoredReport> before(std::chrono::year_month_day date);
  /// Newest first, of dates before one when it is given.
  std::vector<StoredReport> list(const std::optional<std::chrono::year_month_day>& before,
                                 int limit);

  /// One of `json`, `csv`, `pdf`; empty when there is no report of that date.
  std::optional<std::string> form(std::chrono::year_month_day date, const std::string& form);

  /// In place of what is there for the date.
  void save(const StoredReport& report, const ReportForms& forms);

  /// Keeps the figures of the reported day, unless those of an earlier report of the date are kept.
  void keepFigures(const Report& report);

  /// Removes figures of reports of dates before that of an instant, UTC.
  void forgetFigures(Timestamp before);

  /// Figures of the report of a date that are no longer what was told first.
  std::vector<ChangedFigure> changed(std::chrono::year_month_day date);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
